"""Forms of a day's sales: a band pressed, or an amount typed."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from eventhub.booths.forms.answering import AmountField
from eventhub.web.forms import Form

BY_STAFF = {
    "paper": _l("Written on a sheet of paper"),
    "agent": _l("Told to me by mouth"),
    "estimated": _l("Estimated by me"),
}
"""How staff know what an exhibitor sold."""


class SalesForm(Form):
    """One day's sales: the button of a band sends at once; the amount needs its own button."""

    band = HiddenField(_l("About how much?"), [Optional()])
    amount = AmountField(_l("Or the exact amount, in dirhams"))


class LinkForm(Form):
    """A further link that tells an exhibitor's sales."""

    label = StringField(_l("Who is it for?"), [Optional()])


class RecordForm(SalesForm):
    """One day's sales as staff learnt them."""

    method = RadioField(
        _l("How do you know?"),
        [InputRequired(_l("Say how you know."))],
        choices=[SelectChoice(value, words) for value, words in BY_STAFF.items()],
    )
