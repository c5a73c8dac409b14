"""The form of badges to print."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
)
from wtforms.validators import InputRequired

from eventhub.visitors.forms.registrations import _choices
from eventhub.visitors.layouts import LAYOUTS
from eventhub.web.forms import Form


class PrintForm(Form):
    """Which badges to print, and how."""

    layout = RadioField(
        _l("Paper"),
        [InputRequired(_l("Choose one."))],
        choices=_choices({name: layout.words for name, layout in LAYOUTS.items()}),
        default="sheet",
    )
    only_new = BooleanField(_l("Only badges that were never printed"))
