"""The form of a cohort."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms.validators import InputRequired

from eventhub.web.forms import Form, TextsField


class CohortForm(Form):
    """A name and days."""

    name = TextsField(_l("Name of the cohort"), languages=("ar", "fr"), needed=("ar",), longest=80)
    starts_on = DateField(_l("First day"), [InputRequired()])
    ends_on = DateField(_l("Last day"), [InputRequired()])
