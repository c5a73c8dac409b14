"""The form of a call for exhibitors."""

from collections.abc import Mapping, Sequence
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
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Part
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.booths import asking, phrases, question_lines
from eventhub.booths.forms.words import choices
from eventhub.booths.operations.calls import CallTerms
from eventhub.clock import CASABLANCA
from eventhub.cooperatives.kinds import CRAFTS, FOOD, DocumentKind
from eventhub.cooperatives.phrases import DOCUMENTS, SECTORS
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField, TicksField

MOST_QUESTIONS = question_lines.MOST_QUESTIONS
LANGUAGES = question_lines.LANGUAGES
WHOM = {"food": FOOD, "crafts": CRAFTS}
"""Groups of sectors that a paper is usually asked of."""
QUOTA_TAGS = ("women", "youth", "province")


class QuestionForm(Part):
    """One line of the editor; without words it is left out."""

    key = StringField(validators=[Length(max=20)])
    label_ar = StringField(_l("Question in Arabic"), [Length(max=200)])
    label_fr = StringField(_l("Question in French"), [Length(max=200)])
    label_en = StringField(_l("Question in English"), [Length(max=200)])
    help_ar = StringField(_l("Help in Arabic"), [Length(max=300)])
    help_fr = StringField(_l("Help in French"), [Length(max=300)])
    help_en = StringField(_l("Help in English"), [Length(max=300)])
    kind = SelectField(_l("Answer"), choices=choices(phrases.QUESTION_KINDS))
    options = TextAreaField(_l("The list, one a line"), [Length(max=2000)])
    unit_ar = StringField(_l("Unit in Arabic"), [Length(max=20)])
    unit_fr = StringField(_l("Unit in French"), [Length(max=20)])
    lowest = IntegerField(_l("At least"), [Optional(), NumberRange(0, 10_000_000)])
    highest = IntegerField(_l("At most"), [Optional(), NumberRange(0, 10_000_000)])
    only_if = SelectField(_l("Ask only if"), choices=[], validate_choice=False)
    required = BooleanField(_l("Required"))

    @property
    def words(self) -> str:
        """What it asks, in the reader's language."""
        return str(Texts({code: self[f"label_{code}"].data or "" for code in LANGUAGES}))

    @property
    def has_words(self) -> bool:
        """Whether it asks anything."""
        return any(self[f"label_{code}"].data for code in LANGUAGES)


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
    before = HiddenField(default="[]")
    is_stepwise = BooleanField(_l("Ask one question a screen"))
    women = IntegerField(_l("Stands for women's cooperatives"), [Optional(), NumberRange(0, 5000)])
    youth = IntegerField(_l("Stands for young cooperatives"), [Optional(), NumberRange(0, 5000)])
    province = IntegerField(_l("Stands for the province"), [Optional(), NumberRange(0, 5000)])

    def fill_from(self, call: Any, zone: ZoneInfo) -> None:
        """Show what is stored."""
        self.opens_at.data = call.opens_at.astimezone(zone).replace(tzinfo=None)
        self.closes_at.data = call.closes_at.astimezone(zone).replace(tzinfo=None)
        self.intro.data, self.terms.data = Texts(call.intro or {}), Texts(call.terms or {})
        self.fee.data = Decimal(call.fee) / 100
        self.is_stepwise.data = call.is_stepwise
        self.show([question_lines.line_of(question) for question in call.questions])
        for paper in call.documents:
            self[f"paper_{paper['kind']}"].data = _whom(paper.get("sectors") or ())
            self[f"sectors_{paper['kind']}"].data = list(paper.get("sectors") or ())
        for quota in call.quotas:
            self[quota["tag"]].data = quota["least"]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The editor's lines as they are on the screen, those without words too."""
        return [dict(entry) for entry in self.questions.data]

    def show(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Put lines on the screen instead of those that are there."""
        while len(self.questions):
            self.questions.pop_entry()
        for line in lines:
            self.questions.append_entry(dict(line))
        self.offer_conditions()

    def offer_conditions(self, stored: Sequence[Mapping[str, Any]] = ()) -> None:
        """Each question may wait for an answer of one before it."""
        earlier: list[SelectChoice] = [SelectChoice("", _l("Always ask"))]
        known = {question["key"]: question for question in stored}
        for entry in self.questions:
            form = entry.form
            form.only_if.choices = list(earlier)
            if form.only_if.data and form.only_if.data not in {each.value for each in earlier}:
                form.only_if.choices.append(SelectChoice(form.only_if.data, _l("An answer that is gone")))
            if form.kind.data in asking.DECIDING and form.has_words:
                question = question_lines.question_of(entry.data, known.get(form.key.data))
                earlier += [
                    SelectChoice(f"{form.key.data}={key}", f"{form.words} → {words}")
                    for key, words in _answers_of(question).items()
                ]

    def asked(self, stored: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
        """The questions that the lines with words ask."""
        known = {question["key"]: question for question in stored}
        lines: list[dict[str, Any]] = []
        for entry in self.questions:
            if entry.form.has_words:
                line = dict(entry.data)
                line["key"] = line["key"] or question_lines.free_key([*self.lines, *lines], tuple(known))
                lines.append(line)
        return [question_lines.question_of(line, known.get(line["key"])) for line in lines]

    @property
    def papers(self) -> list[dict[str, Any]]:
        """The papers asked for, and of which sectors (none: everybody)."""
        found = []
        for kind in DocumentKind:
            whom = self[f"paper_{kind}"].data
            if whom:
                chosen = self[f"sectors_{kind}"].data or []
                sectors = sorted(WHOM[whom]) if whom in WHOM else chosen if whom == "some" else []
                found.append({"kind": kind.value, "sectors": list(sectors)})
        return found

    def terms_of_call(self, kind: str, zone: ZoneInfo, stored: Sequence[Mapping[str, Any]] = ()) -> CallTerms:
        """What was written, as the operation takes it; `stored` are the questions there are."""
        return CallTerms(
            kind=kind,
            opens_at=_moment(self.opens_at.data, zone),
            closes_at=_moment(self.closes_at.data, zone),
            intro=self.intro.data,
            terms=self.terms.data,
            fee=int(((self.fee.data or Decimal(0)) * 100).to_integral_value()),
            questions=self.asked(stored),
            documents=self.papers,
            is_stepwise=bool(self.is_stepwise.data),
            quotas=[{"tag": tag, "least": self[tag].data} for tag in QUOTA_TAGS if self[tag].data],
        )


def _moment(typed: datetime, zone: ZoneInfo) -> datetime:
    return typed.replace(tzinfo=zone)


def _answers_of(question: Mapping[str, Any]) -> dict[str, Any]:
    if question["kind"] == asking.QuestionKind.YES_NO:
        return {"yes": _l("Yes"), "no": _l("No")}
    return {key: Texts(words) for key, words in asking.options_of(question).items()}


def _whom(sectors: Sequence[str]) -> str:
    if not sectors:
        return "all"
    return next((name for name, those in WHOM.items() if set(sectors) == set(those)), "some")


for _kind in DocumentKind:
    _asked_of = choices(
        {
            "": _l("Not asked for"),
            "all": _l("Of everybody"),
            "food": _l("Of those who sell food"),
            "crafts": _l("Of craftspeople"),
            "some": _l("Of some sectors"),
        }
    )
    setattr(CallForm, f"paper_{_kind}", SelectField(DOCUMENTS[_kind], choices=_asked_of, default=""))
    setattr(CallForm, f"sectors_{_kind}", TicksField(_l("Which sectors?"), choices=choices(SECTORS)))


def default_times(now: datetime, starts_on: date) -> tuple[datetime, datetime]:
    """When a new call would open and close, on the fair's clock: now, and three weeks before the fair."""
    today = now.astimezone(CASABLANCA).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    closing = datetime(starts_on.year, starts_on.month, starts_on.day, 18, 0)  # noqa: DTZ001 - the form's own clock
    early = closing.fromordinal(max(closing.toordinal() - 21, today.toordinal() + 1)).replace(hour=18)
    return today, early
