"""Forms that start, end and choose runs of the solver."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from eventhub.booths.forms.words import choices
from eventhub.booths.states import Wish
from eventhub.web.forms import Form

NOW = "now"
TIMES = {
    NOW: _l("At once"),
    "10": _l("10 seconds"),
    "60": _l("1 minute"),
    "300": _l("5 minutes"),
}


class RunForm(Form):
    """How long to search, for whom, and whether to draw anew."""

    seconds = RadioField(_l("Time to search"), [Optional()], choices=choices(TIMES), default=NOW)
    cohort = SelectField(_l("For whom"), [Optional()], validate_choice=False)
    draw_again = BooleanField(_l("Draw the order of equals anew"))


class WishForm(Form):
    """What to do with a run under way."""

    wish = SelectField(_l("End it"), [InputRequired()], choices=choices({wish: str(wish) for wish in Wish}))
