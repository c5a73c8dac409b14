"""Forms of the people's vote."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from eventhub.phones import western
from eventhub.web.forms import Form, PhoneField


class PublicVoteForm(Form):
    """One vote of the public: by a badge's code, by a phone, or by the account."""

    badge = StringField(_l("Your badge's code"), [Optional(), Length(max=80)])
    phone = PhoneField(_l("Your mobile number"), [Optional(), Length(max=40)])


def _figures(text: str | None) -> str:
    return "".join(western(text or "").split())


class VoteCodeForm(Form):
    """The code that came to a phone: six figures, in any digits."""

    code = StringField(
        _l("The code of six figures"),
        [
            InputRequired(_l("This is needed.")),
            Regexp(r"[0-9]{6}\Z", message=_l("The code has six figures.")),
        ],
        filters=[_figures],
    )
