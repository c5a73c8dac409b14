"""Forms of the practice before the start, and of a person's decision about odd sheets."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests.forms import choices
from eventhub.judging import phrases
from eventhub.web.forms import Form

_CHOOSE = _l("Choose one.")


class PracticeForm(Form):
    """The two ideas everybody marks."""

    first = SelectField(_l("First idea"), [InputRequired(_CHOOSE)])
    second = SelectField(_l("Second idea"), [InputRequired(_CHOOSE)])

    def __init__(self, ideas: list[Any], **given: Any) -> None:
        super().__init__(**given)
        named = [(idea.public_id, f"{idea.code} · {idea.title}") for idea in ideas]
        self.first.choices = self.second.choices = choices(named, "")


class PracticeNotesForm(Form):
    """What the jury agreed while talking."""

    notes = TextAreaField(_l("What the jury agreed"), [Optional(), Length(max=4000)])
    is_over = BooleanField(_l("The practice is over"))


class ReviewForm(Form):
    """A person's decision about a judge's sheets."""

    decision = RadioField(
        _l("Decision"), [InputRequired(_CHOOSE)], choices=choices(phrases.REVIEWS.items()), default="keep"
    )
    reason = TextAreaField(_l("Reason"), [InputRequired(_l("This is needed.")), Length(3, 1000)])
