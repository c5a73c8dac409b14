"""Forms of who comes: at home, at the desk, from a file."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from eventhub.visitors import phrases
from eventhub.visitors.operations import Visitor
from eventhub.web.forms import Form, PhoneField

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
