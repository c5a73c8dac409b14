"""Forms of badges' layouts."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from eventhub.visitors.forms.registrations import _choices
from eventhub.visitors.layouts import LAYOUTS
from eventhub.web.forms import Form


class LayoutForm(Form):
    """A layout to begin."""

    name = StringField(_l("Name of the layout"), [InputRequired(_l("Write a name.")), Length(max=40)])
    paper = RadioField(
        _l("Size of the paper"),
        [InputRequired(_l("Choose one."))],
        choices=_choices({name: layout.words for name, layout in LAYOUTS.items()}),
        default="label",
    )
    is_shared = BooleanField(_l("For all our fairs"))


class LogoForm(Form):
    """A picture for a layout or a badge."""

    file = FileField(_l("Picture"))
