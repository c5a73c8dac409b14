"""Forms of seats of sessions: take one, come to the door."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.fairs.models import ProgrammeSession
from eventhub.i18n import number
from eventhub.web.forms import Form

SHOW = _l("Show your badge, or write the code under its QR.")


class SeatForm(Form):
    """Take a seat: whose badge it is, where this phone has none, and for how many."""

    code = StringField(_l("Code of your badge"), [Optional(), Length(max=300)])
    people = SelectField(_l("How many seats"), coerce=int, default=1)

    def __init__(self, session: ProgrammeSession, *, needs_code: bool) -> None:
        super().__init__()
        if needs_code:
            self.code.validators = [InputRequired(SHOW), Length(max=300)]
            self.code.flags.required = True
        few = range(1, session.seats_each + 1)
        self.people.choices = [SelectChoice(str(count), number(count)) for count in few]


class DoorForm(Form):
    """A badge at the door of a session: read or typed; how many come with it, where it has no seat."""

    code = StringField(
        _l("Code of the badge"),
        [InputRequired(_l("Read a badge, or type the code under its QR.")), Length(max=300)],
    )
    people = IntegerField(_l("People with this badge"), [Optional(), NumberRange(1, 100)], default=1)
