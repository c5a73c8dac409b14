"""The form of a call for exhibitors."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    DecimalField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms import Form as Part
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.booths import phrases
from eventhub.booths.forms.words import choices
from eventhub.booths.operations.calls import CallTerms
from eventhub.clock import CASABLANCA
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField

MOST_QUESTIONS = 12
QUOTA_TAGS = ("women", "youth", "province")


class QuestionForm(Part):
    """One question of the call; without words it is left out."""

    key = StringField()
    label_ar = StringField(_l("Question in Arabic"), [Length(max=200)])
    label_fr = StringField(_l("Question in French"), [Length(max=200)])
    kind = SelectField(_l("Answer"), choices=choices(phrases.QUESTION_KINDS))
    options = StringField(_l("List, separated by commas"), [Length(max=400)])
    required = BooleanField(_l("Required"))


class CallForm(Form):
    """A call for exhibitors."""

    opens_at = DateTimeLocalField(_l("Opens"), [InputRequired()])
    closes_at = DateTimeLocalField(_l("Closes"), [InputRequired()])
    intro = TextsField(_l("Invitation"), languages=("ar", "fr", "en"), long=True, longest=2000)
    terms = TextsField(
        _l("Terms of participation"), languages=("ar", "fr", "en"), needed=("ar",), long=True, longest=6000
    )
    fee = DecimalField(
        _l("Fee in dirhams"), [Optional(), NumberRange(0, 1_000_000)], places=2, default=Decimal(0)
    )
    questions = FieldList(FormField(QuestionForm), max_entries=MOST_QUESTIONS)
    women = IntegerField(_l("Stands for women's cooperatives"), [Optional(), NumberRange(0, 5000)])
    youth = IntegerField(_l("Stands for young cooperatives"), [Optional(), NumberRange(0, 5000)])
    province = IntegerField(_l("Stands for the province"), [Optional(), NumberRange(0, 5000)])

    def fill_from(self, call: Any, zone: ZoneInfo) -> None:
        """Show what is stored."""
        self.opens_at.data = call.opens_at.astimezone(zone).replace(tzinfo=None)
        self.closes_at.data = call.closes_at.astimezone(zone).replace(tzinfo=None)
        self.intro.data, self.terms.data = Texts(call.intro or {}), Texts(call.terms or {})
        self.fee.data = Decimal(call.fee) / 100
        for question in call.questions:
            label = question["label"]
            self.questions.append_entry(
                {
                    **question,
                    "label_ar": label.get("ar", ""),
                    "label_fr": label.get("fr", ""),
                    "options": ", ".join(question.get("options", ())),
                }
            )
        for quota in call.quotas:
            self[quota["tag"]].data = quota["least"]

    def terms_of_call(self, kind: str, zone: ZoneInfo) -> CallTerms:
        """What was written, as the operation takes it."""
        return CallTerms(
            kind=kind,
            opens_at=_moment(self.opens_at.data, zone),
            closes_at=_moment(self.closes_at.data, zone),
            intro=self.intro.data,
            terms=self.terms.data,
            fee=int(((self.fee.data or Decimal(0)) * 100).to_integral_value()),
            questions=list(_questions(self.questions.data)),
            quotas=[{"tag": tag, "least": self[tag].data} for tag in QUOTA_TAGS if self[tag].data],
        )


def _moment(typed: datetime, zone: ZoneInfo) -> datetime:
    return typed.replace(tzinfo=zone)


def _questions(entries: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    used = {entry["key"] for entry in entries if entry["key"]}
    free = (f"q{number}" for number in range(1, 1000) if f"q{number}" not in used)
    for entry in entries:
        label = {"ar": entry["label_ar"] or "", "fr": entry["label_fr"] or ""}
        if not any(label.values()):
            continue
        yield {
            "key": entry["key"] or next(free),
            "kind": entry["kind"],
            "label": label,
            "required": bool(entry["required"]),
            "options": [word.strip() for word in (entry["options"] or "").split(",") if word.strip()],
        }


def default_times(now: datetime, starts_on: date) -> tuple[datetime, datetime]:
    """When a new call would open and close, on the fair's clock: now, and three weeks before the fair."""
    today = now.astimezone(CASABLANCA).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    closing = datetime(starts_on.year, starts_on.month, starts_on.day, 18, 0)  # noqa: DTZ001 - the form's own clock
    early = closing.fromordinal(max(closing.toordinal() - 21, today.toordinal() + 1)).replace(hour=18)
    return today, early
