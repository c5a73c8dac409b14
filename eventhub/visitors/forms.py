"""Forms of visitors: shape and range only."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from eventhub.visitors import phrases
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.operations import Visitor
from eventhub.web.forms import Form, PhoneField, TicksField

ARABIC = ("\u0600", "\u06ff")


def _choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, text) for value, text in words.items()]


def _stripped(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


class RegisterForm(Form):
    """What a visitor gives: a name, a phone if they like, how many they are, and their consent."""

    name = StringField(_l("Your name"), [InputRequired(_l("Write your name.")), Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    party = IntegerField(_l("How many are you?"), [Optional(), NumberRange(1, 100)], default=1)
    consent = BooleanField(_l("I agree"), [InputRequired(_l("Without your agreement we may not keep this."))])

    def visitor(self, language: str) -> Visitor:
        """Who registers; the name is kept in the script it was typed in."""
        name = _stripped(self.name.data)
        is_arabic = any(ARABIC[0] <= letter <= ARABIC[1] for letter in name or "")
        return Visitor(
            name_ar=name if is_arabic else None,
            name_latin=None if is_arabic else name,
            phone=self.phone.data or None,
            party=self.party.data or 1,
            language=language,
        )


class VisitorForm(Form):
    """What staff write at the desk."""

    name_ar = StringField(_l("Name in Arabic"), [Length(max=120)])
    name_latin = StringField(_l("Name in Latin letters"), [Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])
    category = SelectField(_l("Kind of visitor"), choices=_choices(phrases.CATEGORIES))
    party = IntegerField(_l("How many people"), [Optional(), NumberRange(1, 100)], default=1)

    def visitor(self) -> Visitor:
        """Who is added."""
        return Visitor(
            name_ar=_stripped(self.name_ar.data),
            name_latin=_stripped(self.name_latin.data),
            phone=self.phone.data or None,
            email=_stripped(self.email.data),
            category=self.category.data,
            party=self.party.data or 1,
        )


class GateForm(Form):
    """A way in."""

    name = StringField(_l("Name of the gate"), [InputRequired(_l("Write a name.")), Length(max=40)])
    rule = RadioField(
        _l("A badge may come in"),
        [InputRequired(_l("Choose one."))],
        choices=_choices(phrases.RULES),
        default="once_a_day",
    )
    categories = TicksField(_l("Only for (nothing chosen: all)"), choices=_choices(phrases.CATEGORIES))
    capacity = IntegerField(_l("People inside at most"), [Optional(), NumberRange(1, 1_000_000)])

    @property
    def values(self) -> dict[str, Any]:
        """What to keep."""
        return {
            "name": " ".join(self.name.data.split()),
            "rule": self.rule.data,
            "categories": self.categories.data,
            "capacity": self.capacity.data,
        }


class DeviceForm(Form):
    """A phone that will scan."""

    gate = SelectField(_l("Gate"))
    name = StringField(_l("Name of the device"), [InputRequired(_l("Write a name.")), Length(max=60)])

    def __init__(self, gates: Any, **values: Any) -> None:
        super().__init__(**values)
        named = {gate.public_id: gate.name for gate in gates}
        self.gate.choices = _choices({**named, "": _l("It chooses itself")})


class ImportForm(Form):
    """A file of visitors; after the preview the same file comes back as text in `content`."""

    file = FileField(_l("CSV or Excel file"))
    keep_good = BooleanField(_l("Import the good rows even if some are wrong"))

    @property
    def sent(self) -> tuple[str, bytes] | None:
        """The file's name and content, chosen now or previewed before; None without either."""
        from base64 import b64decode
        from binascii import Error

        if self.file.data and self.file.data.filename:
            return self.file.data.filename, self.file.data.read()
        try:
            content = b64decode(request.form.get("content", ""), validate=True)
        except (Error, ValueError):
            return None
        return (request.form.get("file_name", "")[:200], content) if content else None


class PrintForm(Form):
    """Which badges to print, and how."""

    layout = RadioField(
        _l("Paper"),
        [InputRequired(_l("Choose one."))],
        choices=_choices({name: layout.words for name, layout in LAYOUTS.items()}),
        default="sheet",
    )
    only_new = BooleanField(_l("Only badges that were never printed"))
