"""Forms of gates and devices."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length

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
    categories = TicksField(_l("Only for (nothing chosen: all)"), choices=_choices(phrases.CATEGORIES))

    @property
    def values(self) -> dict[str, Any]:
        """What to keep."""
        return {
            "name": " ".join(self.name.data.split()),
            "rule": self.rule.data,
            "categories": self.categories.data,
        }


class DeviceForm(Form):
    """A phone that will scan."""

    gate = SelectField(_l("Gate"))
    name = StringField(_l("Name of the device"), [InputRequired(_l("Write a name.")), Length(max=60)])

    def __init__(self, gates: Any, **values: Any) -> None:
        super().__init__(**values)
        named = {gate.public_id: gate.name for gate in gates}
        self.gate.choices = _choices({**named, "": _l("It chooses itself")})
