"""Forms of booths: shape and range only. The form of an application is made from its call."""

from collections.abc import Iterable, Mapping, Sequence
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
    FloatField,
    FormField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Part
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, Regexp

from eventhub.booths import asking, ground, phrases
from eventhub.booths.operations.applying import Content
from eventhub.booths.operations.calls import CallTerms
from eventhub.clock import CASABLANCA
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField, TicksField

MOST_QUESTIONS, MOST_ROWS, MOST_ZONES, MOST_THINGS = 12, 60, 12, 20
MOST_STANDS = 120
LARGEST_M = 500
QUOTA_TAGS = ("women", "youth", "province")
WISHES = 3


def choices(words: Mapping[Any, Any], empty: Any = None) -> list[SelectChoice]:
    """Options of a select, in the order of the words; `empty` is offered first."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return [*first, *(SelectChoice(str(value), text) for value, text in words.items())]


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


class ZoneForm(Part):
    """A zone of the plan; without a letter it is left out."""

    key = StringField(_l("Letter"), [Length(max=4), Optional(), Regexp(r"^[A-Za-z0-9]+$")])
    name_ar = StringField(_l("Name in Arabic"), [Length(max=80)])
    name_fr = StringField(_l("Name in French"), [Length(max=80)])
    sectors = SelectMultipleField(_l("Sectors admitted"), choices=choices(SECTORS))
    is_institutional = BooleanField(_l("Institutions only"))


class RowForm(Part):
    """A row of stands; without stands it is left out."""

    zone = StringField(_l("Zone"), [Length(max=4)])
    name = StringField(_l("Letter of the row"), [Length(max=4), Optional(), Regexp(r"^[A-Za-z]+$")])
    x = FloatField(_l("From the left (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    y = FloatField(_l("From the top (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    direction = SelectField(_l("Direction"), choices=choices(phrases.DIRECTIONS))
    count = IntegerField(_l("Stands"), [Optional(), NumberRange(0, MOST_STANDS)])
    width = FloatField(_l("Width (m)"), [Optional(), NumberRange(0.5, 50)], default=3.0)
    depth = FloatField(_l("Depth (m)"), [Optional(), NumberRange(0.5, 50)], default=3.0)
    gap = FloatField(_l("Gap (m)"), [Optional(), NumberRange(0, 50)], default=0.0)
    first = IntegerField(_l("First number"), [Optional(), NumberRange(0, 9999)], default=1)
    numbering = SelectField(_l("Numbering"), choices=choices(phrases.NUMBERINGS))
    power_kw = FloatField(_l("Power (kW)"), [Optional(), NumberRange(0, 200)], default=2.0)
    has_water = BooleanField(_l("Water"))
    allows_cooking = BooleanField(_l("Cooking"))
    takes_heavy = BooleanField(_l("Heavy goods"))


class ThingForm(Part):
    """Something on the ground that is not a stand; without a kind it is left out."""

    kind = SelectField(_l("What"), choices=choices(phrases.THINGS, "—"))
    x = FloatField(_l("From the left (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    y = FloatField(_l("From the top (m)"), [Optional(), NumberRange(0, LARGEST_M)])
    width = FloatField(_l("Width (m)"), [Optional(), NumberRange(0, LARGEST_M)], default=4.0)
    depth = FloatField(_l("Depth (m)"), [Optional(), NumberRange(0, LARGEST_M)], default=4.0)
    label = StringField(_l("Label"), [Length(max=20)])


class PlanForm(Form):
    """A plan drawn from rows."""

    width = FloatField(_l("Ground, left to right (m)"), [InputRequired(), NumberRange(3, LARGEST_M)])
    depth = FloatField(_l("Ground, top to bottom (m)"), [InputRequired(), NumberRange(3, LARGEST_M)])
    zones = FieldList(FormField(ZoneForm), max_entries=MOST_ZONES)
    rows = FieldList(FormField(RowForm), max_entries=MOST_ROWS)
    things = FieldList(FormField(ThingForm), max_entries=MOST_THINGS)

    def layout(self) -> ground.Layout:
        """What was drawn: lines left empty are left out."""
        zones = tuple(
            ground.ZoneSpec(
                each["key"].upper(),
                {"ar": each["name_ar"] or each["name_fr"], "fr": each["name_fr"] or each["name_ar"]},
                tuple(each["sectors"] or ()),
                bool(each["is_institutional"]),
            )
            for each in self.zones.data
            if each["key"] and (each["name_ar"] or each["name_fr"])
        )
        rows = tuple(
            ground.read(ground.RowSpec, {**_filled(each), "zone": (each["zone"] or "").upper()})
            for each in self.rows.data
            if each["name"] and each["count"]
        )
        things = tuple(ground.read(ground.Thing, _filled(each)) for each in self.things.data if each["kind"])
        return ground.Layout(self.width.data, self.depth.data, zones, rows, things)


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A line with zero where a place was left empty, the spec's own value elsewhere, names in capitals."""
    kept = {key: value for key, value in entry.items() if value is not None}
    name = {"name": str(kept["name"]).upper()} if kept.get("name") else {}
    return {"x": 0.0, "y": 0.0, **kept, **name}


class ChooseForm(Form):
    """Which exhibitor applies."""

    cooperative = RadioField(_l("For which cooperative?"), [InputRequired()])


class ContentForm(Form):
    """What an applicant writes; its questions are added by `content_form`."""

    products = TicksField(_l("What will you show?"))
    booths = RadioField(
        _l("How many stands side by side?"), choices=choices({"1": _l("One"), "2": _l("Two")}), default="1"
    )
    power_kw = FloatField(_l("Electric power (kW)"), [Optional(), NumberRange(0, asking.MOST_POWER_KW)])
    water = BooleanField(_l("A water point"))
    cooking = BooleanField(_l("Cooking on the stand"))
    heavy = BooleanField(_l("Heavy goods or machines"))
    wish_1 = SelectField(_l("First wish"), default="")
    wish_2 = SelectField(_l("Second wish"), default="")
    wish_3 = SelectField(_l("Third wish"), default="")
    accepts_terms = BooleanField(_l("I have read the terms of participation and accept them."))
    question_fields: Sequence[str] = ()

    def content(self) -> Content:
        """What was written, as the operation takes it; a zone wished twice counts once."""
        wishes = dict.fromkeys(self[f"wish_{n}"].data for n in range(1, WISHES + 1))
        return Content(
            products=tuple(self.products.data or ()),
            needs={
                "booths": int(self.booths.data or 1),
                **{name: self[name].data for name in ("power_kw", "water", "cooking", "heavy")},
            },
            wishes=tuple(key for key in wishes if key),
            answers={name.removeprefix("answer_"): self[name].data for name in self.question_fields},
        )


def _question_field(question: Mapping[str, Any]) -> Any:
    label = Texts(question["label"])
    match question["kind"]:
        case asking.QuestionKind.NUMBER:
            return IntegerField(label, [Optional(), NumberRange(0, 10_000_000)])
        case asking.QuestionKind.CHOICE:
            options = {word: word for word in question.get("options", ())}
            return SelectField(label, choices=choices(options, "—"), default="")
        case asking.QuestionKind.YES_NO:
            answers = choices({"yes": _l("Yes"), "no": _l("No")})
            known = [Optional(), AnyOf(("yes", "no"))]
            return RadioField(label, choices=answers, validators=known, validate_choice=False)
    return TextAreaField(label, [Length(max=asking.LONGEST_ANSWER)])


def content_form(application: Any, zones: Sequence[Any], products: Sequence[Any]) -> ContentForm:
    """The form of one application: its call's questions, its own products, the plan's zones."""
    fields = {f"answer_{each['key']}": _question_field(each) for each in application.call.questions}
    own = type("OwnContentForm", (ContentForm,), {**fields, "question_fields": tuple(fields)})
    needs = application.needs
    stored = {
        "products": application.products,
        "booths": str(needs.get("booths", 1)),
        **{key: needs.get(key) for key in ("power_kw", "water", "cooking", "heavy")},
        **{f"wish_{n}": wish["zone"] for n, wish in enumerate(application.wishes, start=1)},
        **{f"answer_{key}": value for key, value in application.answers.items()},
    }
    form: ContentForm = own(data=stored)
    form.products.choices = choices({each.public_id: str(each.name) for each in products})
    for name in (
        "products",
        "booths",
        *(f"answer_{key}" for key in asking.required(application.call.questions)),
    ):
        form[name].flags.required = True  # a draft may still leave it empty
    offered = choices({zone.key: str(zone.name) for zone in zones}, _l("No preference"))
    for number in range(1, WISHES + 1):
        form[f"wish_{number}"].choices = offered
    return form


class IneligibleForm(Form):
    """Why a file can't be accepted."""

    reason = SelectField(_l("Reason"), choices=choices(phrases.INELIGIBLE_REASONS, "—"))
    note = TextAreaField(_l("A sentence for the applicant"), [Length(max=500)])


class CompleteForm(Form):
    """What is missing."""

    part = SelectField(_l("What is to be completed"), choices=choices(phrases.PARTS, "—"))
    what = TextAreaField(_l("Say it as the applicant will read it"), [Length(max=500)])


class ScoreForm(Form):
    """How good a file is."""

    points = IntegerField(_l("Score out of 100"), [InputRequired(), NumberRange(0, 100)])
    tier = RadioField(
        _l("Priority"),
        [InputRequired()],
        choices=choices({"1": _l("1 – first"), "2": _l("2 – normal"), "3": _l("3 – if places are left")}),
        default="2",
    )


class NoteForm(Form):
    """The organizer's own note."""

    text = TextAreaField(_l("Note for the team"), [Length(max=2000)])


class AssignForm(Form):
    """To whom a stand is given."""

    application = SelectField(_l("Exhibitor"), [InputRequired()])


class SwapForm(Form):
    """With which stand to exchange."""

    other = StringField(_l("Number of the other stand"), [InputRequired(), Length(max=12)])


class EmptyForm(Form):
    """A verb without words."""


def sales_form(days: Iterable[date], declared: Mapping[date, int]) -> Form:
    """One amount in dirhams a day; an empty one is a day that was not declared."""
    days = list(days)
    fields = {
        f"day_{each.isoformat()}": DecimalField(str(each), [Optional(), NumberRange(0, 10_000_000)], places=2)
        for each in days
    }
    stored = {f"day_{day.isoformat()}": Decimal(amount) / 100 for day, amount in declared.items()}
    form: Form = type("SalesForm", (Form,), fields)(data=stored)
    return form


def default_times(now: datetime, starts_on: date) -> tuple[datetime, datetime]:
    """When a new call would open and close, on the fair's clock: now, and three weeks before the fair."""
    today = now.astimezone(CASABLANCA).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    closing = datetime(starts_on.year, starts_on.month, starts_on.day, 18, 0)  # noqa: DTZ001 - the form's own clock
    early = closing.fromordinal(max(closing.toordinal() - 21, today.toordinal() + 1)).replace(hour=18)
    return today, early
