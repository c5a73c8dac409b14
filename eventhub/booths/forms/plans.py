"""Forms that draw a plan from rows of stands, and give its stands."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FloatField,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import Form as Part
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from eventhub.booths import ground, phrases
from eventhub.booths.forms.words import choices
from eventhub.cooperatives.phrases import SECTORS
from eventhub.web.forms import Form

MOST_ROWS, MOST_ZONES, MOST_THINGS = 60, 12, 20
MOST_STANDS = 120
LARGEST_M = 500


class ZoneForm(Part):
    """A zone of the plan; without a letter it is left out."""

    key = StringField(_l("Letter"), [Length(max=4), Optional(), Regexp(r"^[A-Za-z0-9]+$")])
    name_ar = StringField(_l("Name in Arabic"), [Length(max=80)])
    name_fr = StringField(_l("Name in French"), [Length(max=80)])
    sectors = SelectMultipleField(_l("Sectors admitted"), choices=choices(SECTORS))
    is_institutional = BooleanField(_l("Institutions only"))


class RowForm(Part):
    """A row of stands; without stands it is left out."""

    zone = StringField(_l("Zone"), [Length(max=4)])
    name = StringField(_l("Letter of the row"), [Length(max=4), Optional(), Regexp(r"^[A-Za-z]+$")])
    x = FloatField(_l("From the left (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    y = FloatField(_l("From the top (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    direction = SelectField(_l("Direction"), choices=choices(phrases.DIRECTIONS))
    count = IntegerField(_l("Stands"), [Optional(), NumberRange(0, MOST_STANDS)])
    width = FloatField(_l("Width (m)"), [Optional(), NumberRange(0.5, 50)], default=3.0)
    depth = FloatField(_l("Depth (m)"), [Optional(), NumberRange(0.5, 50)], default=3.0)
    angle = FloatField(_l("Angle (°)"), [Optional(), NumberRange(-360, 360)], default=0.0)
    gap = FloatField(_l("Gap (m)"), [Optional(), NumberRange(0, 50)], default=0.0)
    first = IntegerField(_l("First number"), [Optional(), NumberRange(0, 9999)], default=1)
    numbering = SelectField(_l("Numbering"), choices=choices(phrases.NUMBERINGS))
    power_kw = FloatField(_l("Power (kW)"), [Optional(), NumberRange(0, 200)], default=2.0)
    has_water = BooleanField(_l("Water"))
    allows_cooking = BooleanField(_l("Cooking"))
    takes_heavy = BooleanField(_l("Heavy goods"))


class ThingForm(Part):
    """Something on the ground that is not a stand; without a kind it is left out."""

    kind = SelectField(_l("What"), choices=choices(phrases.THINGS, "—"))
    x = FloatField(_l("From the left (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    y = FloatField(_l("From the top (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    width = FloatField(_l("Width (m)"), [Optional(), NumberRange(0, LARGEST_M)], default=4.0)
    depth = FloatField(_l("Depth (m)"), [Optional(), NumberRange(0, LARGEST_M)], default=4.0)
    label = StringField(_l("Label"), [Length(max=20)])


class PlanForm(Form):
    """A plan drawn from rows."""

    width = FloatField(_l("Ground, left to right (m)"), [InputRequired(), NumberRange(3, LARGEST_M)])
    depth = FloatField(_l("Ground, top to bottom (m)"), [InputRequired(), NumberRange(3, LARGEST_M)])
    zones = FieldList(FormField(ZoneForm), max_entries=MOST_ZONES)
    rows = FieldList(FormField(RowForm), max_entries=MOST_ROWS)
    things = FieldList(FormField(ThingForm), max_entries=MOST_THINGS)

    def layout(self) -> ground.Layout:
        """What was drawn: lines left empty are left out."""
        zones = tuple(
            ground.ZoneSpec(
                each["key"].upper(),
                {"ar": each["name_ar"] or each["name_fr"], "fr": each["name_fr"] or each["name_ar"]},
                tuple(each["sectors"] or ()),
                bool(each["is_institutional"]),
            )
            for each in self.zones.data
            if each["key"] and (each["name_ar"] or each["name_fr"])
        )
        rows = tuple(
            ground.read(ground.RowSpec, {**_filled(each), "zone": (each["zone"] or "").upper()})
            for each in self.rows.data
            if each["name"] and each["count"]
        )
        things = tuple(ground.read(ground.Thing, _filled(each)) for each in self.things.data if each["kind"])
        return ground.Layout(self.width.data, self.depth.data, zones, rows, things)


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A line with zero where a place was left empty, the spec's own value elsewhere, names in capitals."""
    kept = {key: value for key, value in entry.items() if value is not None}
    name = {"name": str(kept["name"]).upper()} if kept.get("name") else {}
    return {"x": 0.0, "y": 0.0, **kept, **name}


class AssignForm(Form):
    """To whom a stand is given."""

    application = SelectField(_l("Exhibitor"), [InputRequired()])


class SwapForm(Form):
    """With which stand to exchange."""

    other = StringField(_l("Number of the other stand"), [InputRequired(), Length(max=12)])
