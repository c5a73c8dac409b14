"""Forms of volunteers: shape and range only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub import clock
from eventhub.database import random_code
from eventhub.fairs.models import Edition
from eventhub.i18n import day
from eventhub.volunteers import phrases
from eventhub.volunteers.models import Volunteer, VolunteerSetting, VolunteerShift, VolunteerTask
from eventhub.volunteers.operations import Hours, Person
from eventhub.volunteers.operations.planning import days_of
from eventhub.web.forms import Form, PhoneField, TextsField, TicksField

SHEET = 24
"""Symbols in the random name of one form."""
OLDEST = 110
_NEEDED = _l("This is needed.")


def _choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(str(value), text) for value, text in words.items()]


def _address(typed: str | None) -> str | None:
    """An e-mail address as it is compared; None where nothing was typed."""
    return (typed or "").strip().lower() or None


class _PersonForm(Form):
    """Who helps, and how they are reached."""

    name = StringField(_l("Your name"), [InputRequired(_l("Write your name.")), Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])
    born_on = DateField(_l("Date of birth"), [Optional()])
    consent = BooleanField(_l("I agree"), [InputRequired(_l("Without your agreement we may not keep this."))])

    def validate_born_on(self, field: DateField) -> None:
        """Somebody who lives."""
        if field.data and not 0 <= clock.today().year - field.data.year <= OLDEST:
            raise ValidationError(str(_l("Check the year.")))

    def person(self, language: str, consent: str) -> Person:
        """Who it is, as the operation takes it, the date of birth where it is asked; `consent`: the words."""
        return Person(
            name=" ".join((self.name.data or "").split()),
            phone=self.phone.data or None,
            email=_address(self.email.data),
            born_on=self.born_on.data if "born_on" in self._fields else None,
            language=language,
            consent=consent,
        )


class SignUpForm(_PersonForm):
    """Somebody offers to help: who they are, which shifts, their consent.

    `sheet` is this form's own: sent twice with it (a double click, a bad network) is signed up once.
    """

    sheet = HiddenField(default=lambda: random_code(SHEET), validators=[Length(max=SHEET)])
    shifts = TicksField(_l("Shifts"))

    def __init__(self, shifts: Sequence[VolunteerShift]) -> None:
        super().__init__()
        self.offered = {each.public_id: each for each in shifts}
        self.shifts.choices = [SelectChoice(name, str(each.task.name)) for name, each in self.offered.items()]
        if not any(each.least_age for each in shifts):
            del self.born_on

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and one way at least to reach them."""
        is_right = bool(super().validate(extra_validators))
        if not self.phone.data and not self.email.data and not self.phone.errors and not self.email.errors:
            self.phone.errors = [
                str(_l("Write a phone number or an e-mail address, so that we can reach you."))
            ]
            return False
        return is_right

    @property
    def chosen(self) -> list[VolunteerShift]:
        """The shifts that were ticked."""
        return [self.offered[name] for name in self.shifts.data or () if name in self.offered]


class ReachForm(Form):
    """A number or an address, to have the way to one's own page sent again."""

    phone = PhoneField(_l("Phone number"))
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])

    @property
    def reached(self) -> tuple[str | None, str | None]:
        """The number and the address, as they are compared."""
        return self.phone.data or None, _address(self.email.data)


class SettingForm(Form):
    """How an edition looks for volunteers."""

    is_open = BooleanField(_l("Volunteers may sign up online"))
    about = TextsField(_l("What volunteers should know"), long=True, longest=1000)
    phone = PhoneField(_l("Number they may call"))

    def __init__(self, setting: VolunteerSetting) -> None:
        super().__init__(obj=setting)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {
            "is_open": self.is_open.data,
            "about": self.about.data,
            "phone": self.phone.data or None,
        }


class TaskForm(Form):
    """What is to be done."""

    kind = RadioField(_l("Kind"), choices=_choices(phrases.KINDS), default="welcome")
    name = TextsField(_l("Name"), needed=("ar", "fr"), longest=100)
    about = TextsField(_l("In a few sentences"), long=True, longest=600)
    meet_at = TextsField(_l("Where to meet"), longest=140)

    def __init__(self, task: VolunteerTask | None = None) -> None:
        super().__init__(obj=task)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self[name].data for name in ("kind", "name", "about", "meet_at")}


class _HoursForm(Form):
    """When on a day, and how many people."""

    starts = TimeField(_l("Begins at"), [InputRequired(_NEEDED)])
    ends = TimeField(_l("Ends at"), [InputRequired(_NEEDED)])
    needed = IntegerField(_l("How many are needed"), [InputRequired(_NEEDED), NumberRange(1, 500)], default=2)
    least_age = IntegerField(_l("Least age"), [Optional(), NumberRange(10, 80)])

    @property
    def hours(self) -> Hours:
        """What the operation takes."""
        return Hours(self.starts.data, self.ends.data, self.needed.data, self.least_age.data)


class ShiftsForm(_HoursForm):
    """The same shift on several days."""

    days = TicksField(_l("Days"), [InputRequired(_l("Choose at least one day."))])

    def __init__(self, edition: Edition) -> None:
        fair = [each.isoformat() for each in edition.day_list]
        super().__init__(data={"days": fair, "needed": 2})
        self.days.choices = _days(edition)

    @property
    def chosen(self) -> list[date]:
        """The days that were ticked."""
        return [date.fromisoformat(each) for each in self.days.data]


class ShiftForm(_HoursForm):
    """One shift."""

    day = SelectField(_l("Day"), [InputRequired(_NEEDED)])

    def __init__(self, shift: VolunteerShift) -> None:
        zone = shift.edition.zone
        starts, ends = (at.astimezone(zone).time() for at in (shift.starts_at, shift.ends_at))
        own = {"day": shift.day.isoformat(), "starts": starts, "ends": ends}
        super().__init__(data=own | {"needed": shift.needed, "least_age": shift.least_age})
        self.day.choices = _days(shift.edition)

    @property
    def on(self) -> date:
        """The day that was chosen."""
        return datetime.strptime(self.day.data, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


def _days(edition: Edition) -> list[SelectChoice]:
    return [SelectChoice(each.isoformat(), day(each, "full")) for each in days_of(edition)]


class AssignForm(_PersonForm):
    """Somebody the organizer gives a place to: one who signed up, or somebody new who agreed."""

    volunteer = SelectField(_l("Who"), validate_choice=False)

    def __init__(self, people: Sequence[Volunteer]) -> None:
        super().__init__()
        self.people = {each.public_id: each for each in people}
        new = SelectChoice("", str(_l("Somebody new")))
        self.volunteer.choices = [new, *(SelectChoice(each.public_id, each.name or "") for each in people)]
        self.name.label.text = str(_l("Name"))
        if self.known is not None:
            self.name.validators = self.consent.validators = [Optional()]
        for field in (self.name, self.consent):
            field.flags.required = False

    @property
    def known(self) -> Volunteer | None:
        """The one who was chosen among those who signed up."""
        return self.people.get(self.volunteer.data or "")


class MessageForm(Form):
    """What the people of a shift should know."""

    words = TextAreaField(_l("Message"), [InputRequired(_l("Write what they should know.")), Length(max=400)])
