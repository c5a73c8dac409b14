"""Forms of contests: shape and range only. A contest's own settings and the screening are here."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
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
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from eventhub import territory
from eventhub.clock import CASABLANCA
from eventhub.contests import anchors, phrases
from eventhub.contests.models import Contest
from eventhub.contests.states import PARTS, RefusalReason
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TextsField, TicksField

CRITERIA, PRIZES, CATEGORIES, POINTS, PARTNERS = 6, 5, 5, 8, 6
"""How many lines the form offers."""
TWO = 2
"""Stages of a jury: one, or two."""
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
    anchors = TextsField(
        _l("What each mark means"), languages=("ar", "fr", "en", "zgh"), long=True, longest=3000
    )

    def validate_anchors(self, field: Any) -> None:
        """Every line begins with a mark."""
        for text in (field.data or {}).values():
            try:
                anchors.read(text)
            except anchors.Unreadable as fault:
                raise ValidationError(
                    str(
                        _l(
                            "Line %(line)d does not begin with a mark from 0 to 10: %(words)s",
                            line=fault.line,
                            words=fault.words[:60],
                        )
                    )
                ) from None


class PrizeForm(PlainForm):
    """One prize, for the place of its line."""

    name = TextsField(_l("Prize"), languages=("ar", "fr"), longest=80)
    amount = DecimalField(_l("Amount"), [Optional(), NumberRange(0, 10_000_000)], places=2)


class NamedForm(PlainForm):
    """One category, or one point of the checklist."""

    name = TextsField(_l("Name"), languages=("ar", "fr"), longest=140)


class PartnerForm(PlainForm):
    """One partner, with what it does."""

    name = TextsField(_l("Partner"), languages=("ar", "fr"), longest=140)
    role = TextsField(_l("What it does"), languages=("ar", "fr"), longest=140)
    url = StringField(
        _l("Web address"), [Optional(), URL(message=_l("Write the whole address, with https://."))]
    )


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
    stages = RadioField(
        _l("How the jury judges"), choices=choices(phrases.STAGES_OF_JURY.items()), coerce=int, default=1
    )
    sheets_first = IntegerField(
        _l("Sheets for each idea, first"), [Optional(), NumberRange(1, 20)], default=2
    )
    sheets_second = IntegerField(_l("Sheets more near the line"), [Optional(), NumberRange(1, 20)], default=3)
    second_share = IntegerField(
        _l("Share of the ideas that get them"), [Optional(), NumberRange(1, 100)], default=33
    )
    is_blind = BooleanField(_l("The jury sees neither names nor places"), default=True)
    final = SelectField(_l("National final"), coerce=_number_or_none)
    goes_through = IntegerField(_l("Ideas that go through to the final"), [NumberRange(0, 100)], default=0)
    criteria = FieldList(FormField(CriterionForm), min_entries=CRITERIA, max_entries=CRITERIA)
    prizes = FieldList(FormField(PrizeForm), min_entries=PRIZES, max_entries=PRIZES)
    number = IntegerField(_l("Edition number"), [Optional(), NumberRange(1, 500)])
    entrant_kinds = TicksField(_l("Kinds of entrant"), choices=choices(phrases.ENTRANTS.items()))
    sectors = TicksField(_l("Sectors"), choices=choices(SECTORS.items()))
    categories = FieldList(FormField(NamedForm), min_entries=CATEGORIES, max_entries=CATEGORIES)
    eligibility = FieldList(FormField(NamedForm), min_entries=POINTS, max_entries=POINTS)
    partners = FieldList(FormField(PartnerForm), min_entries=PARTNERS, max_entries=PARTNERS)
    rules = TextsField(_l("Rules of the contest"), long=True, longest=8000)
    method = TextsField(_l("How the places are found"), long=True, longest=4000)
    appeal_days = IntegerField(_l("Days to appeal"), [NumberRange(0, 60)], default=7)
    reason = StringField(_l("Why the rules change"), [Length(max=300)])

    def __init__(self, finals: list[Contest], contest: Contest | None = None) -> None:
        super().__init__(data=_shown(contest) if contest is not None else None)
        # A criterion keeps its name: the marks that were given are under it.
        self._names = [each["id"] for each in contest.criteria] if contest is not None else []
        self.region.choices = choices(((each.code, str(each)) for each in territory.regions()), "")
        inside = territory.within(self.region.data or "")
        self.province.choices = choices(((each.code, str(each)) for each in inside), "")
        self.final.choices = choices(((each.id, str(each.name)) for each in finals), _l("No national final"))

    def validate_province(self, field: Any) -> None:
        """The place fits the level."""
        wanted = {"region": self.region.data, "province": field.data, "national": "all"}
        if not wanted.get(self.level.data):
            raise ValidationError(str(_l("Choose the place where entrants come from.")))

    def validate_stages(self, field: Any) -> None:
        """Two stages need their three figures."""
        asked = (self.sheets_first, self.sheets_second, self.second_share)
        if field.data == TWO and any(figure.data is None for figure in asked):
            raise ValidationError(str(_l("Two stages need all three figures.")))

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
        staged = ("sheets_first", "sheets_second", "second_share")
        return {
            **{name: self[name].data for name in plain},
            "stages": self.stages.data,
            **{name: self[name].data if self.stages.data == TWO else None for name in staged},
            **{name: _moment(self[name].data) for name in moments},
            "place_codes": places[self.level.data],
            "final_id": self.final.data,
            "goes_through": self.goes_through.data,
            "number": self.number.data,
            "entrant_kinds": self.entrant_kinds.data or [],
            "sectors": self.sectors.data or [],
            "categories": _named(self.categories, "k"),
            "eligibility": _named(self.eligibility, "p"),
            "partners": [_partner(line.form) for line in self.partners if any(line.form.name.data.values())],
            "rules": self.rules.data,
            "method": self.method.data,
            "appeal_days": self.appeal_days.data,
            "criteria": [
                _criterion(self._names[place : place + 1] or [f"c{place + 1}"], line.form)
                for place, line in enumerate(self.criteria)
                if any(line.form.name.data.values())
            ],
            "prizes": [_prize(line.form) for line in self.prizes if any(line.form.name.data.values())],
        }


def _moment(typed: datetime) -> datetime:
    return typed.replace(tzinfo=CASABLANCA)


def _criterion(name: list[str], line: Any) -> dict[str, Any]:
    return {
        "id": name[0],
        "name": filled(line.name.data),
        "weight": line.weight.data or 0,
        "anchors": anchors.together(line.anchors.data),
    }


def _named(lines: Any, letter: str) -> list[dict[str, Any]]:
    return [
        {"id": f"{letter}{place + 1}", "name": filled(line.form.name.data)}
        for place, line in enumerate(lines)
        if any(line.form.name.data.values())
    ]


def _partner(line: Any) -> dict[str, Any]:
    return {"name": filled(line.name.data), "role": filled(line.role.data), "url": line.url.data or None}


def _on_its_line(rows: list[dict[str, Any]], letter: str, count: int) -> list[dict[str, Any]]:
    """Rows on the lines their names say, so that a name keeps meaning the same thing."""
    by_name = {row["id"]: row for row in rows}
    return [{"name": by_name.get(f"{letter}{place + 1}", {}).get("name", {})} for place in range(count)]


def _prize(line: Any) -> dict[str, Any]:
    amount = line.amount.data
    return {"name": filled(line.name.data), "amount": None if amount is None else int(amount * 100)}


def filled(texts: Texts) -> dict[str, str]:
    """The languages that are written, ready for JSON."""
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
        "number",
        "entrant_kinds",
        "sectors",
        "partners",
        "rules",
        "method",
        "appeal_days",
        "stages",
    )
    staged = ("sheets_first", "sheets_second", "second_share") if contest.has_two_stages else ()
    moments = ("opens_at", "closes_at", "judging_ends_at")
    return {
        **{name: getattr(contest, name) for name in (*names, *staged)},
        **{name: getattr(contest, name).astimezone(CASABLANCA).replace(tzinfo=None) for name in moments},
        "region": place[0].code if place else "",
        "province": place[1].code if len(place) > 1 else "",
        "final": contest.final_id,
        "categories": _on_its_line(contest.categories, "k", CATEGORIES),
        "eligibility": _on_its_line(contest.eligibility, "p", POINTS),
        "criteria": [
            {
                "name": each["name"],
                "weight": each["weight"],
                "anchors": anchors.written(each.get("anchors", ())),
            }
            for each in contest.criteria
        ],
        "prizes": [
            {"name": each["name"], "amount": each["amount"] / 100 if each.get("amount") is not None else None}
            for each in contest.prizes
        ],
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
