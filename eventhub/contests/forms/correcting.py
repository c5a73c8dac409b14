"""The form that corrects a published result."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests.forms import choices
from eventhub.contests.models import Contest, Result
from eventhub.contests.operations.correcting import Corrected
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField


class CorrectionForm(Form):
    """What the certificate is to say, and what was wrong."""

    owner = TextsField(_l("Name on the certificate"), languages=("ar", "fr"), longest=160, long=True)
    title = TextsField(_l("Title of the project"), languages=("ar", "fr"), longest=160, long=True)
    prize = SelectField(_l("Prize"), [Optional()])
    reason = StringField(_l("What was wrong"), [InputRequired(_l("This is needed.")), Length(max=300)])

    def __init__(self, contest: Contest, result: Result, **given: Any) -> None:
        names = [dict(prize["name"]) for prize in contest.prizes]
        won = dict(result.prize or {})
        place = str(names.index(won)) if won in names else ""
        known = {"owner": result.owner_name, "title": result.title, "prize": place}
        super().__init__(data=known, **given)
        offered = [(str(number), str(Texts(name))) for number, name in enumerate(names)]
        self.prize.choices = choices([("", _l("No prize")), *offered])

    def said(self) -> Corrected:
        """What the operation takes."""
        prize = int(self.prize.data) if self.prize.data else None
        typed = Texts(self.owner.data or {})
        owner = Texts.of_scripts(typed.get("ar") or None, typed.get("fr") or None)
        return Corrected(self.title.data or {}, owner, prize, self.reason.data or "")
