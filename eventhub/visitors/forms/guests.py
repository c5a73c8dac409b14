"""Forms of invited guests."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from eventhub.visitors import phrases
from eventhub.visitors.forms.registrations import _choices, _stripped
from eventhub.visitors.models import Guest
from eventhub.visitors.operations import Protocol, Visitor
from eventhub.web.forms import Form, PhoneField


class GuestForm(Form):
    """One guest."""

    name_ar = StringField(_l("Name in Arabic"), [Length(max=120)])
    name_latin = StringField(_l("Name in Latin letters"), [Length(max=120)])
    rank = SelectField(_l("Rank"), choices=_choices(phrases.RANKS), default="official")
    title = StringField(_l("Function"), [Length(max=160)])
    place = StringField(_l("Table or seat"), [Length(max=40)])
    host = StringField(_l("Who receives them"), [Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])
    party = IntegerField(_l("How many people"), [Optional(), NumberRange(1, 100)], default=1)

    @classmethod
    def of(cls, guest: Guest) -> "GuestForm":
        """Filled with what is known."""
        row = guest.registration
        known: dict[str, Any] = {
            name: getattr(row, name) for name in ("name_ar", "name_latin", "phone", "email")
        }
        return cls(
            **known,
            party=row.party,
            **{name: getattr(guest, name) for name in ("rank", "title", "place", "host")},
        )

    def visitor(self) -> Visitor:
        """Who is invited."""
        return Visitor(
            name_ar=_stripped(self.name_ar.data),
            name_latin=_stripped(self.name_latin.data),
            phone=self.phone.data or None,
            email=_stripped(self.email.data),
            category="guest",
            party=self.party.data or 1,
        )

    def protocol(self) -> Protocol:
        """How they are received."""
        texts = (_stripped(field.data) for field in (self.title, self.place, self.host))
        return Protocol(self.rank.data, *texts)


class GuestLinesForm(Form):
    """Many guests at once."""

    rank = SelectField(
        _l("Rank of those whose line says none"), choices=_choices(phrases.RANKS), default="official"
    )
    lines = TextAreaField(
        _l("Guests, one on each line: name; function; table; phone; rank; who receives them"),
        [InputRequired(_l("Write one guest on each line.")), Length(max=60_000)],
    )
