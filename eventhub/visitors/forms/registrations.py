"""Forms of who comes: at home, at the desk."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from eventhub.database import random_code
from eventhub.visitors import consent_texts, phrases
from eventhub.visitors.asking import MOST_APART, Question
from eventhub.visitors.operations import Visitor
from eventhub.web.forms import Form, PhoneField, TextsField, TicksField

SHEET = 24
"""Symbols in the random name of one form."""


def _choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, text) for value, text in words.items()]


def _stripped(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


class RegisterForm(Form):
    """What a visitor gives: a name, a phone if they like, how many they are, and their consent.

    The further fields are there when the edition asks for them (`questions`). `sheet` is this form's own: the
    same answers sent twice with it (a double click, "back", a bad network) are one registration.
    """

    sheet = HiddenField(default=lambda: random_code(SHEET), validators=[Length(max=SHEET)])

    name = StringField(_l("Your name"), [InputRequired(_l("Write your name.")), Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    party = IntegerField(_l("How many are you?"), [Optional(), NumberRange(1, 100)], default=1)
    apart = BooleanField(_l("A badge with its own code for each of us"))
    others = TextAreaField(_l("Names of the others, one on each line"), [Optional(), Length(max=6000)])
    kind = SelectField(_l("You come as"), choices=_choices(phrases.PUBLIC_KINDS), default="visitor")
    commune = StringField(_l("Your commune or town"), [Optional(), Length(max=80)])
    age = SelectField(_l("Your age"), choices=_choices({"": _l("I’d rather not say")} | phrases.AGES))
    company = StringField(_l("Your company or cooperative"), [Optional(), Length(max=80)])
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])
    consent = BooleanField(_l("I agree"), [InputRequired(_l("Without your agreement we may not keep this."))])
    for_stands = BooleanField(_l("Stands may have my contact"))

    def __init__(self, questions: Collection[str], **values: Any) -> None:
        super().__init__(**values)
        for question in Question:
            if question not in questions:
                del self[question]

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape and range, and not too many badges at once."""
        is_right = super().validate(extra_validators)
        if self.members is not None and self.people > MOST_APART:
            self.party.errors = [
                *self.party.errors,
                _("At most %(n)d badges at once. Take one badge for the group instead.", n=MOST_APART),
            ]
            return False
        return bool(is_right)

    @property
    def asked(self) -> set[str]:
        """What this form asks for, as the sentence of consent names it."""
        further = {str(question) for question in Question if question in self._fields}
        return {consent_texts.NAME, consent_texts.PHONE, consent_texts.OTHERS} | further

    def answer(self, question: str) -> str:
        """What was answered, empty when it was not asked."""
        asked = self._fields.get(question)
        return (_stripped(asked.data) or "") if asked is not None else ""

    def visitor(self, language: str) -> Visitor:
        """Who registers; the name is kept in the script it was typed in."""
        answers = {name: self.answer(name) for name in (Question.COMMUNE, Question.AGE, Question.COMPANY)}
        return Visitor.called(
            self.name.data,
            phone=self.phone.data or None,
            email=self.answer(Question.EMAIL) or None,
            category=self.answer(Question.KIND) or "visitor",
            party=self.people,
            language=language,
            answers={str(name): text for name, text in answers.items() if text},
        )

    @property
    def members(self) -> list[str] | None:
        """Names of the others when each gets a badge of their own, as whoever names them wants; else None."""
        names = [" ".join(line.split()) for line in (self.others.data or "").splitlines() if line.strip()]
        return names if names or self.apart.data else None

    @property
    def people(self) -> int:
        """How many come: as many as were told, and no fewer than were named."""
        return max(self.party.data or 1, 1 + len(self.members or ()))


class MailForm(Form):
    """Where a badge is sent."""

    email = EmailField(
        _l("E-mail"), [InputRequired(_l("Write an e-mail address.")), Email(_l("This is no e-mail address."))]
    )


class SettingForm(Form):
    """How an edition asks its visitors."""

    is_open = BooleanField(_l("Visitors may register online"))
    places = IntegerField(_l("How many people may register online"), [Optional(), NumberRange(1, 1_000_000)])
    when_full = TextsField(_l("What to say when all places are taken"), long=True, longest=400)
    questions = TicksField(_l("Also ask for"), choices=_choices(phrases.QUESTIONS))


class _ReadAloud(Form):
    """What the visitor at the desk is asked before anything is kept; the view says in which words."""

    consent = BooleanField(
        _l("They agree"),
        [InputRequired(_l("Read it to them first: without their agreement we may not keep this."))],
    )


class DeskForm(_ReadAloud):
    """What is written at the entrance while somebody waits: a name and a kind."""

    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), Length(max=120)])
    kind = RadioField(_l("Kind of visitor"), choices=_choices(phrases.CATEGORIES), default="visitor")
    party = IntegerField(_l("How many people"), [Optional(), NumberRange(1, 100)], default=1)
    phone = PhoneField(_l("Phone number"))
    is_another = BooleanField(_l("It is somebody else of the same name or number"))

    asked = frozenset({consent_texts.NAME, consent_texts.PHONE, consent_texts.KIND, consent_texts.PARTY})

    def visitor(self) -> Visitor:
        """Who is added."""
        return Visitor.called(
            self.name.data,
            phone=self.phone.data or None,
            category=self.kind.data,
            party=self.party.data or 1,
        )


class VisitorForm(_ReadAloud):
    """What staff write at the desk."""

    name_ar = StringField(_l("Name in Arabic"), [Length(max=120)])
    name_latin = StringField(_l("Name in Latin letters"), [Length(max=120)])
    phone = PhoneField(_l("Phone number"))
    email = EmailField(_l("E-mail"), [Optional(), Email(_l("This is no e-mail address.")), Length(max=254)])
    category = SelectField(_l("Kind of visitor"), choices=_choices(phrases.CATEGORIES))
    party = IntegerField(_l("How many people"), [Optional(), NumberRange(1, 100)], default=1)
    company = StringField(_l("Company or cooperative"), [Length(max=80)])
    is_another = BooleanField(_l("It is somebody else of the same name or number"))

    asked = DeskForm.asked | {consent_texts.EMAIL, consent_texts.COMPANY}

    def visitor(self) -> Visitor:
        """Who is added."""
        company = _stripped(self.company.data)
        return Visitor(
            name_ar=_stripped(self.name_ar.data),
            name_latin=_stripped(self.name_latin.data),
            phone=self.phone.data or None,
            email=_stripped(self.email.data),
            category=self.category.data,
            party=self.party.data or 1,
            answers={"company": company} if company else {},
        )
