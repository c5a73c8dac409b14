"""The form of badges to print."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
)
from wtforms.validators import InputRequired

from eventhub.visitors.forms.registrations import _choices
from eventhub.web.forms import Form


class PrintForm(Form):
    """Which badges to print, and how; `layouts` are words by key."""

    layout = RadioField(_l("Layout"), [InputRequired(_l("Choose one."))], default="sheet")
    only_new = BooleanField(_l("Only badges that were never printed"))

    def __init__(self, layouts: Mapping[str, Any], **values: Any) -> None:
        super().__init__(**values)
        self.layout.choices = _choices(layouts)
