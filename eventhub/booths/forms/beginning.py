"""Forms by which a plan begins, a picture lies under it, a file is brought in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, FloatField
from wtforms.validators import InputRequired, NumberRange

from eventhub.booths import grids
from eventhub.web.forms import Form

LARGEST_M = 500
_GROUND = NumberRange(3, LARGEST_M)


class GroundForm(Form):
    """An empty ground."""

    width = FloatField(_l("Ground, left to right (m)"), [InputRequired(), _GROUND], default=44)
    depth = FloatField(_l("Ground, top to bottom (m)"), [InputRequired(), _GROUND], default=24)


class GridForm(GroundForm):
    """A fair laid out by itself."""

    lane = FloatField(_l("Width of the lanes (m)"), [InputRequired(), NumberRange(1.4, 30)], default=4)
    stand_width = FloatField(_l("Width of a stand (m)"), [InputRequired(), NumberRange(1, 20)], default=3)
    stand_depth = FloatField(_l("Depth of a stand (m)"), [InputRequired(), NumberRange(1, 20)], default=3)
    has_stage = BooleanField(_l("With a stage"), default=True)

    def grid(self) -> grids.Grid:
        """What is asked for."""
        values: dict[str, Any] = {
            name: self[name].data
            for name in ("width", "depth", "lane", "stand_width", "stand_depth", "has_stage")
        }
        return grids.Grid(**values)


class FileForm(Form):
    """A file: a table of stands, a plan as data, or a picture."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
