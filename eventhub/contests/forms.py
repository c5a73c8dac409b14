"""Forms of contests: shape and range only."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    Field,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from eventhub import territory
from eventhub.clock import CASABLANCA
from eventhub.contests import phrases
from eventhub.contests.models import Contest
from eventhub.contests.states import ANCHORS, PARTS, QUESTIONS, RefusalReason
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField

CRITERIA, PRIZES = 6, 5
"""How many lines the form offers."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = _l("This is needed.")


def choices(pairs: Iterable[tuple[Any, Any]], empty: Any = None) -> list[SelectChoice]:
    """Options of a select or a group of radios, after an empty one when its words are given."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return first + [SelectChoice(str(value), words) for value, words in pairs]


def _number_or_none(value: Any) -> int | None:
    return None if value in (None, "", "None") else int(value)


class CriterionForm(PlainForm):
    """One line of the rubric; empty when it has no name."""

    name = TextsField(_l("Criterion"), languages=("ar", "fr"), longest=80)
    weight = IntegerField(_l("Weight"), [Optional(), NumberRange(1, 100)])
    anchor_0 = TextsField(_l("0 to 3: weak"), languages=("ar", "fr"), longest=140)
    anchor_4 = TextsField(_l("4 to 6: fair"), languages=("ar", "fr"), longest=140)
    anchor_7 = TextsField(_l("7 and 8: good"), languages=("ar", "fr"), longest=140)
    anchor_9 = TextsField(_l("9 and 10: excellent"), languages=("ar", "fr"), longest=140)


class PrizeForm(PlainForm):
    """One prize, for the place of its line."""

    name = TextsField(_l("Prize"), languages=("ar", "fr"), longest=80)
    amount = DecimalField(_l("Amount"), [Optional(), NumberRange(0, 10_000_000)], places=2)


class ContestForm(Form):
    """A contest's settings; times are Morocco's."""

    name = TextsField(_l("Name"), needed=("ar", "fr"), longest=140)
    slug = StringField(
        _l("Name in the address"),
        [
            InputRequired(_NEEDED),
            Length(3, 60),
            Regexp(_SLUG, message=_l("Small letters, digits and hyphens.")),
        ],
    )
    theme = TextsField(_l("Theme"), longest=200)
    about = TextsField(_l("About the contest"), long=True, longest=2000)
    level = RadioField(
        _l("Who may enter"),
        [InputRequired(_NEEDED)],
        choices=choices(phrases.LEVELS.items()),
        default="region",
    )
    region = SelectField(_l("Region"), [Optional()])
    province = SelectField(_l("Province"), [Optional()], validate_choice=False)
    opens_at = DateTimeLocalField(_l("Opens"), [InputRequired(_NEEDED)])
    closes_at = DateTimeLocalField(_l("Closes"), [InputRequired(_NEEDED)])
    judging_ends_at = DateTimeLocalField(_l("Judging ends"), [InputRequired(_NEEDED)])
    held_on = DateField(_l("Day of the final meeting"), [Optional()])
    sheets_per_idea = IntegerField(_l("Sheets for each idea"), [NumberRange(1, 20)], default=3)
    is_blind = BooleanField(_l("The jury sees neither names nor places"), default=True)
    final = SelectField(_l("National final"), coerce=_number_or_none)
    goes_through = IntegerField(_l("Ideas that go through to the final"), [NumberRange(0, 100)], default=0)
    criteria = FieldList(FormField(CriterionForm), min_entries=CRITERIA, max_entries=CRITERIA)
    prizes = FieldList(FormField(PrizeForm), min_entries=PRIZES, max_entries=PRIZES)

    def __init__(self, finals: list[Contest], contest: Contest | None = None) -> None:
        super().__init__(data=_shown(contest) if contest is not None else None)
        self.region.choices = choices(((each.code, str(each)) for each in territory.regions()), "")
        inside = territory.within(self.region.data or "")
        self.province.choices = choices(((each.code, str(each)) for each in inside), "")
        self.final.choices = choices(((each.id, str(each.name)) for each in finals), _l("None"))

    def validate_province(self, field: Any) -> None:
        """The place fits the level."""
        wanted = {"region": self.region.data, "province": field.data, "national": "all"}
        if not wanted.get(self.level.data):
            raise ValidationError(str(_l("Choose the place where entrants come from.")))

    def validate_closes_at(self, field: Any) -> None:
        """After the opening."""
        if self.opens_at.data and field.data and field.data <= self.opens_at.data:
            raise ValidationError(str(_l("It must close after it opens.")))

    def validate_judging_ends_at(self, field: Any) -> None:
        """Not before ideas are in."""
        if self.closes_at.data and field.data and field.data < self.closes_at.data:
            raise ValidationError(str(_l("The judging can't end before the contest closes.")))

    def settings(self) -> dict[str, Any]:
        """What the operations take: moments in UTC, money in centimes, empty lines left out."""
        plain = ("name", "slug", "theme", "about", "level", "held_on", "sheets_per_idea", "is_blind")
        moments = ("opens_at", "closes_at", "judging_ends_at")
        places = {"region": [self.region.data], "province": [self.province.data], "national": []}
        return {
            **{name: self[name].data for name in plain},
            **{name: _moment(self[name].data) for name in moments},
            "place_codes": places[self.level.data],
            "final_id": self.final.data,
            "goes_through": self.goes_through.data,
            "criteria": [
                _criterion(place, line.form)
                for place, line in enumerate(self.criteria)
                if any(line.form.name.data.values())
            ],
            "prizes": [_prize(line.form) for line in self.prizes if any(line.form.name.data.values())],
        }


def _moment(typed: datetime) -> datetime:
    return typed.replace(tzinfo=CASABLANCA)


def _criterion(place: int, line: Any) -> dict[str, Any]:
    return {
        "id": f"c{place + 1}",
        "name": _filled(line.name.data),
        "weight": line.weight.data or 0,
        "anchors": [{"from": mark, "text": _filled(line[f"anchor_{mark}"].data)} for mark in ANCHORS],
    }


def _prize(line: Any) -> dict[str, Any]:
    amount = line.amount.data
    return {"name": _filled(line.name.data), "amount": None if amount is None else int(amount * 100)}


def _filled(texts: Texts) -> dict[str, str]:
    return {code: text for code, text in texts.items() if text}


def _shown(contest: Contest) -> dict[str, Any]:
    """A stored contest as its form shows it."""
    place = territory.chain(contest.place_codes[0]) if contest.place_codes else []
    names = (
        "name",
        "slug",
        "theme",
        "about",
        "level",
        "held_on",
        "sheets_per_idea",
        "is_blind",
        "goes_through",
    )
    moments = ("opens_at", "closes_at", "judging_ends_at")
    return {
        **{name: getattr(contest, name) for name in names},
        **{name: getattr(contest, name).astimezone(CASABLANCA).replace(tzinfo=None) for name in moments},
        "region": place[0].code if place else "",
        "province": place[1].code if len(place) > 1 else "",
        "final": contest.final_id,
        "criteria": [
            {
                "name": each["name"],
                "weight": each["weight"],
                **{f"anchor_{anchor['from']}": anchor["text"] for anchor in each.get("anchors", ())},
            }
            for each in contest.criteria
        ],
        "prizes": [
            {"name": each["name"], "amount": each["amount"] / 100 if each.get("amount") is not None else None}
            for each in contest.prizes
        ],
    }


class FirstPageForm(Form):
    """Who enters, the title, the sector, the province."""

    entrant_kind = RadioField(
        _l("Who are you?"), [InputRequired(_l("Choose one."))], choices=choices(phrases.ENTRANTS.items())
    )
    cooperative_id = SelectField(_l("Your cooperative"), coerce=_number_or_none)
    title = StringField(
        _l("Title of the idea"), [InputRequired(_NEEDED), Length(8, 120, _l("Between 8 and 120 letters."))]
    )
    sector = SelectField(
        _l("Sector"), [InputRequired(_l("Choose one."))], choices=choices(SECTORS.items(), "")
    )
    province_code = SelectField(_l("Province of the project"), [InputRequired(_l("Choose one."))])

    def __init__(self, contest: Contest, cooperatives: list[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cooperative_id.choices = choices(((each.id, str(each.name)) for each in cooperatives), "")
        self.province_code.choices = choices(((each.code, str(each)) for each in contest.provinces), "")

    def words(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("entrant_kind", "cooperative_id", "title", "sector", "province_code")
        return {name: self[name].data for name in names}


class NeededToSend:
    """Marks a field with a star: a draft may leave it for later, `entering.submit` does not."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: PlainForm, field: Field) -> None:
        """Refuse nothing here."""


def _answer(name: str) -> TextAreaField:
    return TextAreaField(
        phrases.QUESTIONS[name],
        [Length(max=2000, message=_l("At most 2,000 letters.")), NeededToSend()],
        description=phrases.QUESTION_HINTS[name],
    )


class AnswersForm(Form):
    """The four questions; a draft may leave any of them for later."""

    need, solution, market, impact = (_answer(name) for name in QUESTIONS)

    def words(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self[name].data for name in QUESTIONS}


class FiguresForm(Form):
    """Members, women, budget, when it pays back."""

    members = IntegerField(
        _l("Members, or future members"), [Optional(), NumberRange(1, 10_000), NeededToSend()]
    )
    women = IntegerField(_l("Women among them"), [Optional(), NumberRange(0, 10_000)])
    amount = IntegerField(_l("Money needed"), [Optional(), NumberRange(0, 100_000_000), NeededToSend()])
    payback_months = IntegerField(_l("Months until it pays back"), [Optional(), NumberRange(1, 240)])

    def words(self) -> dict[str, Any]:
        """What the operation takes; money in centimes."""
        amount = self.amount.data
        return {
            "members": self.members.data,
            "women": self.women.data,
            "budget": None if amount is None else amount * 100,
            "payback_months": self.payback_months.data,
        }


class RefuseForm(Form):
    """Why an idea is not admitted."""

    reason = SelectField(
        _l("Reason"), [InputRequired(_l("Choose one."))], choices=choices(phrases.REASONS.items(), "")
    )

    def chosen(self) -> RefusalReason:
        """The reason as the operation takes it."""
        return RefusalReason(self.reason.data)


class AskForm(Form):
    """The one thing to complete, and what exactly."""

    part = SelectField(
        _l("What to complete"),
        [InputRequired(_l("Choose one."))],
        choices=choices(((part, phrases.PARTS[part]) for part in PARTS), ""),
    )
    note = TextAreaField(_l("What exactly"), [InputRequired(_NEEDED), Length(5, 500)])
