"""The form of how files are looked at: checklist, criteria, limits."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, IntegerField, StringField
from wtforms import Form as Part
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.booths.grid import MOST_CRITERIA, MOST_ITEMS, Grid
from eventhub.web.forms import Form


class ItemForm(Part):
    """One thing to check; without words it is left out."""

    key = StringField(validators=[Length(max=40)])
    label_ar = StringField(_l("To check, in Arabic"), [Length(max=120)])
    label_fr = StringField(_l("To check, in French"), [Length(max=120)])


class CriterionForm(Part):
    """One criterion to mark; without words it is left out."""

    key = StringField(validators=[Length(max=40)])
    label_ar = StringField(_l("Criterion in Arabic"), [Length(max=120)])
    label_fr = StringField(_l("Criterion in French"), [Length(max=120)])
    weight = IntegerField(_l("Weight"), [Optional(), NumberRange(0, 100)])
    low_ar = StringField(_l("0 means, in Arabic"), [Length(max=160)])
    low_fr = StringField(_l("0 means, in French"), [Length(max=160)])
    high_ar = StringField(_l("5 means, in Arabic"), [Length(max=160)])
    high_fr = StringField(_l("5 means, in French"), [Length(max=160)])


class ScreeningGridForm(Form):
    """How an edition's files are looked at."""

    checklist = FieldList(FormField(ItemForm), max_entries=MOST_ITEMS)
    criteria = FieldList(FormField(CriterionForm), max_entries=MOST_CRITERIA)
    per_file = IntegerField(_l("Screeners for each file"), [InputRequired(), NumberRange(1, 9)])
    spread_limit = IntegerField(
        _l("Marks disagree from a spread of (points of 100)"), [InputRequired(), NumberRange(0, 100)]
    )

    def fill_from(self, grid: Grid) -> None:
        """Show what is set."""
        for item in grid.checklist:
            self.checklist.append_entry({"key": item["key"], **_spread(item, "label")})
        for each in grid.criteria:
            words = _spread(each, "label") | _spread(each, "low") | _spread(each, "high")
            self.criteria.append_entry({"key": each["key"], "weight": each["weight"], **words})
        self.per_file.data, self.spread_limit.data = grid.per_file, grid.spread_limit

    def grid(self) -> Grid:
        """What was written, as the operation takes it."""
        checklist = [
            {"key": key, "label": _texts(entry, "label")}
            for key, entry in _keyed(self.checklist.data, "item")
        ]
        criteria = [
            {"key": key, "weight": entry["weight"] or 0}
            | {name: _texts(entry, name) for name in ("label", "low", "high")}
            for key, entry in _keyed(self.criteria.data, "criterion")
        ]
        return Grid(
            checklist=tuple(checklist),
            criteria=tuple(criteria),
            spread_limit=self.spread_limit.data,
            per_file=self.per_file.data,
            is_own=True,
        )


def _spread(values: Mapping[str, Any], name: str) -> dict[str, str]:
    texts = values.get(name) or {}
    return {f"{name}_{language}": texts.get(language, "") for language in ("ar", "fr")}


def _texts(entry: Mapping[str, Any], name: str) -> dict[str, str]:
    return {language: (entry[f"{name}_{language}"] or "").strip() for language in ("ar", "fr")}


def _keyed(entries: Iterable[Mapping[str, Any]], stem: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    written = [each for each in entries if each["label_ar"] or each["label_fr"]]
    used: set[str] = set()
    free = (f"{stem}{number}" for number in range(1, 1000))
    for entry in written:
        key = entry["key"] if entry["key"] and entry["key"] not in used else ""
        if not key:
            taken = used | {each["key"] for each in written}
            key = next(each for each in free if each not in taken)
        used.add(key)
        yield key, entry
