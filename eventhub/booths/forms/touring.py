"""An agent's tour: whom they file for, and how it was agreed."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Length

from eventhub.booths import phrases
from eventhub.booths.forms.applying import ChooseForm
from eventhub.booths.forms.words import choices
from eventhub.cooperatives.forms import CooperativeForm

_CONSENT_ASKED = _l("Say how the cooperative agreed that you file for it.")


class BeginForm(ChooseForm):
    """Which cooperative, and how it agreed."""

    consent = RadioField(
        _l("How did the cooperative agree?"),
        [InputRequired(_CONSENT_ASKED)],
        choices=choices(phrases.CONSENTS),
    )


class NewcomerForm(CooperativeForm):
    """A cooperative nobody knows yet, and how it agreed; `id` makes sending it again harmless."""

    id = HiddenField(validators=[Length(max=36)])
    consent = RadioField(
        _l("How did the cooperative agree?"),
        [InputRequired(_CONSENT_ASKED)],
        choices=choices(phrases.CONSENTS),
    )


def read_newcomer(texts: Mapping[str, Sequence[str]]) -> NewcomerForm:
    """The form as a phone kept it; it asks for no token."""
    sent = MultiDict([(name, text) for name, each in texts.items() for text in each] + [("", "")])
    return NewcomerForm(formdata=sent, meta={"csrf": False})
