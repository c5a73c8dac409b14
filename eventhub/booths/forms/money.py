"""Forms of accounts, the till and papers: amounts are typed in dirhams and given in centimes."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateTimeLocalField,
    DecimalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.booths import phrases
from eventhub.booths.forms.words import choices
from eventhub.booths.kinds import Method
from eventhub.web.forms import Form, TextsField

MOST = 1_000_000


def centimes(amount: Decimal | None) -> int:
    """Dirhams as they were typed, in centimes; nothing typed is nothing."""
    return 0 if amount is None else int((amount * 100).to_integral_value())


def _money(label: Any, *validators: Any) -> DecimalField:
    return DecimalField(label, [*validators, NumberRange(0, MOST)], places=2)


class PaymentForm(Form):
    """Money that came in, or is waived."""

    token = HiddenField(validators=[InputRequired(), Length(max=40)])
    method = RadioField(_l("Way of paying"), choices=choices(phrases.METHODS), default=Method.CASH.value)
    amount = _money(_l("Amount"), InputRequired())
    reason = StringField(_l("Note; for what is waived, the reason"), [Length(max=500)])


class TakeBackForm(Form):
    """An entry or an invoice that is taken back."""

    entry = HiddenField(validators=[InputRequired()])
    reason = StringField(_l("Why is it taken back?"), [InputRequired(), Length(max=500)])


class ChargeForm(Form):
    """Something charged besides the fee."""

    text = TextsField(_l("What for"), languages=("ar", "fr"), needed=("ar",), longest=120)
    quantity = IntegerField(_l("Quantity"), [InputRequired(), NumberRange(1, 1000)], default=1)
    price = _money(_l("Price of one, tax included"), InputRequired())


class ProofForm(Form):
    """The copy of a transfer."""

    file = FileField(_l("Copy of the transfer (picture or PDF)"), [FileRequired()])
    amount = _money(_l("Amount of the transfer"), InputRequired())


class ProofDecisionForm(Form):
    """Whether a transfer has arrived, and how much of it."""

    proof = HiddenField(validators=[InputRequired()])
    decision = RadioField(
        _l("Decision"),
        [InputRequired()],
        choices=choices({"accept": _l("The money has arrived"), "refuse": _l("It is not accepted")}),
    )
    amount = _money(_l("Amount that arrived"), Optional())
    answer = StringField(_l("Words to the exhibitor"), [Length(max=500)])


class TillForm(Form):
    """What was counted in the till."""

    opening = _money(_l("In the till at the beginning"), InputRequired())
    counted = _money(_l("Counted at the end"), InputRequired())
    note = TextAreaField(_l("Note; if it differs, why"), [Length(max=1000)])


class PrintForm(Form):
    """Papers of every exhibitor."""

    kind = SelectField(_l("Papers"), choices=choices(phrases.PAPERS))
    language = SelectField(
        _l("Language"),
        choices=choices(
            {
                "own": _l("That of each exhibitor"),
                "ar": "العربية",
                "fr": "Français",
                "both": _l("Both on one page"),
            }
        ),
    )


class PersonForm(Form):
    """Somebody who will be at the stand."""

    name_ar = StringField(_l("Name in Arabic"), [Length(max=120)])
    name_latin = StringField(_l("Name in Latin letters"), [Length(max=120)])


class VehicleForm(Form):
    """A vehicle that brings goods."""

    plate = StringField(_l("Number plate"), [InputRequired(), Length(max=30)])
    enters_at = DateTimeLocalField(_l("Enters"), [InputRequired()])
    leaves_at = DateTimeLocalField(_l("Leaves by"), [InputRequired()])
    gate = StringField(_l("Gate"), [Length(max=60)])
