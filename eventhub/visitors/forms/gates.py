"""Forms of gates and devices."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub.visitors import phrases
from eventhub.visitors.forms.registrations import _choices
from eventhub.web.forms import Form, TicksField


class GateForm(Form):
    """A way in."""

    name = StringField(_l("Name of the gate"), [InputRequired(_l("Write a name.")), Length(max=40)])
    rule = RadioField(
        _l("A badge may come in"),
        [InputRequired(_l("Choose one."))],
        choices=_choices(phrases.RULES),
        default="once_a_day",
    )
    opens_at = TimeField(_l("Opens at"), [Optional()])
    closes_at = TimeField(_l("Closes at"), [Optional()])
    stops_when_full = BooleanField(_l("Let nobody in while the fair is full"))
    shows_name = BooleanField(_l("Show the visitor’s name on a valid scan"))
    categories = TicksField(_l("Only for (nothing chosen: all)"), choices=_choices(phrases.CATEGORIES))

    def validate_opens_at(self, _field: TimeField) -> None:
        """Both hours or neither. Raises ValidationError."""
        if self.closes_at.data is None:
            raise ValidationError(_l("Write both hours, or neither."))

    def validate_closes_at(self, _field: TimeField) -> None:
        """Both hours or neither. Raises ValidationError."""
        if self.opens_at.data is None:
            raise ValidationError(_l("Write both hours, or neither."))

    @property
    def values(self) -> dict[str, Any]:
        """What to keep."""
        return {
            "name": " ".join(self.name.data.split()),
            "rule": self.rule.data,
            "categories": self.categories.data,
            "opens_at": self.opens_at.data,
            "closes_at": self.closes_at.data,
            "stops_when_full": self.stops_when_full.data,
            "shows_name": self.shows_name.data,
        }


class DeviceForm(Form):
    """A phone that will scan."""

    gate = SelectField(_l("Gate"))
    name = StringField(_l("Name of the device"), [InputRequired(_l("Write a name.")), Length(max=60)])

    def __init__(self, gates: Any, **values: Any) -> None:
        super().__init__(**values)
        named = {gate.public_id: gate.name for gate in gates}
        self.gate.choices = _choices({**named, "": _l("It chooses itself")})


class CrowdForm(Form):
    """How many people may be inside."""

    people = IntegerField(_l("People inside at most"), [Optional(), NumberRange(1, 1_000_000)])
    warn_at = IntegerField(
        _l("Warn when so much of it is reached"),
        [InputRequired(_l("Write a number.")), NumberRange(50, 100)],
        default=90,
    )


class NoteForm(Form):
    """What was found out about an irregular entry."""

    text = TextAreaField(_l("What happened"), [InputRequired(_l("Write a sentence.")), Length(max=500)])
    is_resolved = BooleanField(_l("Nothing is left to do"))


class QueueForm(Form):
    """A file that a scanner saved."""

    file = FileField(_l("File saved by the scanner"))

    @property
    def content(self) -> bytes:
        """What was sent; empty without a file."""
        from eventhub.visitors.queue_files import LARGEST

        return self.file.data.read(LARGEST) if self.file.data else b""
