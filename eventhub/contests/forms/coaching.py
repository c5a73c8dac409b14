"""Forms of coaching: a session, offered by an organizer or by the expert who gives it; calling it off."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, TextAreaField, TimeField
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub.clock import CASABLANCA
from eventhub.contests.models import CoachingSession
from eventhub.errors import DomainError
from eventhub.web.forms import Form, TextsField

_NEEDED = _l("This is needed.")
SHORTEST, LONGEST = 10, 600
"""Minutes of a session."""


class SessionForm(Form):
    """A coaching session: who gives it, a day, from when to when; times are Morocco's."""

    title = TextsField(_l("Topic"), languages=("ar", "fr"), needed=("ar",), longest=140)
    expert = StringField(_l("Expert"), [InputRequired(_NEEDED), Length(2, 120)])
    day = DateField(_l("Day of the session"), [InputRequired(_NEEDED)])
    begins = TimeField(_l("From"), [InputRequired(_NEEDED)])
    ends = TimeField(_l("Until"), [InputRequired(_NEEDED)])
    capacity = IntegerField(_l("Seats"), [InputRequired(_NEEDED), NumberRange(1, 200)], default=1)
    place = StringField(_l("Place"), [Length(max=200)])
    link = StringField(
        _l("Link for a call"),
        [
            Optional(),
            URL(message=_l("Write the whole address, with https://.")),
            Length(max=300),
        ],
    )

    def __init__(self, *, is_own: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if is_own:
            self.expert.label.text = _l("Your name, as entrants read it")

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        begins, ends = (datetime.combine(self.day.data, each.data) for each in (self.begins, self.ends))
        return int((ends - begins).total_seconds()) // 60

    def validate_ends(self, field: TimeField) -> None:
        """After the beginning, the same day, and not too short or long."""
        if not (self.day.data and self.begins.data and field.data):
            return
        if self.minutes <= 0:
            raise ValidationError(str(_l("The end comes after the beginning, on the same day.")))
        if not SHORTEST <= self.minutes <= LONGEST:
            raise ValidationError(str(_l("A session lasts from 10 minutes to 10 hours.")))

    def refuse(self, error: DomainError) -> None:
        """A refused moment is told at its day and time."""
        super().refuse(error)
        if error.field == "starts_at":
            self.begins.errors = (*self.begins.errors, str(error.message))

    def settings(self) -> dict[str, Any]:
        """What the operation takes: moments in UTC."""
        return {
            **{name: self[name].data for name in ("title", "expert", "capacity")},
            "starts_at": datetime.combine(self.day.data, self.begins.data, tzinfo=CASABLANCA),
            "minutes": self.minutes,
            "place": (self.place.data or "").strip() or None,
            "link": (self.link.data or "").strip() or None,
        }


def typed_of(row: CoachingSession) -> dict[str, Any]:
    """A session as its form shows it."""
    begins = row.starts_at.astimezone(CASABLANCA)
    times = {"day": begins.date(), "begins": begins.time()}
    plain = {name: getattr(row, name) for name in ("title", "expert", "capacity", "place", "link")}
    return {**plain, **times, "ends": (begins + timedelta(minutes=row.minutes)).time()}


class CallOffForm(Form):
    """Calling a session off, with a word to those who booked."""

    because = TextAreaField(_l("A word to those who booked"), [Length(max=300)])
