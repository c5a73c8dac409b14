"""The form of an allocation's rules: each list ends with an empty line; a ticked line is taken out."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FloatField, FormField, HiddenField, IntegerField, SelectField
from wtforms import Form as Part
from wtforms.validators import NumberRange, Optional

from eventhub.booths import phrases
from eventhub.booths.forms.words import choices
from eventhub.booths.rules import KINDS, SECTOR, WISHES, Returning, RuleBook, Strength
from eventhub.cooperatives.phrases import SECTORS
from eventhub.web.forms import Form

MOST_LINES = 40


class _Line(Part):
    is_out = BooleanField(_l("Take out"))


class NeighboursForm(_Line):
    """Two kinds of exhibitor that may not be neighbours, and in which way."""

    a = SelectField(_l("Who"))
    b = SelectField(_l("Not with"))
    side = BooleanField(_l("Side by side"), default=True)
    back = BooleanField(_l("Back to back"), default=True)
    facing = BooleanField(_l("Across the lane"))


class CapForm(_Line):
    """At most so many stands of a sector in a zone."""

    zone = SelectField(_l("Zone"))
    sector = SelectField(_l("Sector"))
    most = IntegerField(_l("At most"), [Optional(), NumberRange(0, 999)])


class QuotaForm(_Line):
    """At least so many exhibitors of a kind in a zone."""

    zone = SelectField(_l("Zone"))
    tag = SelectField(_l("Who"))
    least = IntegerField(_l("At least"), [Optional(), NumberRange(0, 999)])


class PairForm(_Line):
    """Two exhibitors."""

    one = SelectField(_l("Exhibitor"))
    other = SelectField(_l("And"))


class ForbiddenForm(_Line):
    """A stand that an exhibitor may not get."""

    file = SelectField(_l("Exhibitor"))
    booth = SelectField(_l("Not on stand"))


class RulesForm(Form):
    """Everything about who stands where that is not a file's own need or wish."""

    seen = HiddenField()
    neighbours = FieldList(FormField(NeighboursForm), max_entries=MOST_LINES)
    caps = FieldList(FormField(CapForm), max_entries=MOST_LINES)
    quotas = FieldList(FormField(QuotaForm), max_entries=MOST_LINES)
    uses_call_quotas = BooleanField(_l("The quotas published with the call count"))
    apart = FieldList(FormField(PairForm), max_entries=MOST_LINES)
    together = FieldList(FormField(PairForm), max_entries=MOST_LINES)
    forbidden = FieldList(FormField(ForbiddenForm), max_entries=MOST_LINES)
    apart_m = FloatField(_l("Apart means farther than (m)"), [Optional(), NumberRange(1, 500)])
    near_m = FloatField(_l("Near means within (m)"), [Optional(), NumberRange(1, 500)])
    spread = SelectField(_l("Exhibitors of one sector are spread out"), choices=choices(phrases.STRENGTHS))
    returning = SelectField(_l("A returning exhibitor keeps its stand"), choices=choices(phrases.RETURNING))
    preference = SelectField(_l("The zone or stand wished for"), choices=choices(phrases.STRENGTHS))
    corner_unmet = SelectField(_l("A corner wished for"), choices=choices(phrases.STRENGTHS))
    near_unmet = SelectField(_l("Near whom one wishes to be"), choices=choices(phrases.STRENGTHS))
    size_gap_m2 = SelectField(_l("The area wished for"), choices=choices(phrases.STRENGTHS))

    def offer(self, zones: list[Any], files: list[tuple[str, str]], labels: list[str]) -> None:
        """Fill every select with what the edition has."""
        kinds: dict[str, Any] = {
            **phrases.TRAITS,
            **{f"{SECTOR}{sector}": words for sector, words in SECTORS.items()},
        }
        found = {
            "a": choices(kinds, "—"),
            "b": choices(kinds, "—"),
            "zone": choices({zone.key: f"{zone.key} · {zone.name}" for zone in zones}, "—"),
            "sector": choices(SECTORS, "—"),
            "tag": choices(phrases.QUOTAS, "—"),
            "one": choices(dict(files), "—"),
            "other": choices(dict(files), "—"),
            "file": choices(dict(files), "—"),
            "booth": choices({label: label for label in labels}, "—"),
        }
        for lines in (self.neighbours, self.caps, self.quotas, self.apart, self.together, self.forbidden):
            for line in lines:
                for name, field in line.form._fields.items():
                    if name in found:
                        field.choices = found[name]
                        field.validate_choice = False

    def show(self, book: RuleBook, version: int) -> None:
        """Write a book into the form, with an empty line at the end of each list."""
        self.seen.data = str(version)
        lines: dict[str, list[dict[str, Any]]] = {
            "neighbours": [
                {"a": a, "b": b, **{kind: kind in kinds for kind in KINDS}} for a, b, kinds in book.neighbours
            ],
            "caps": [{"zone": zone, "sector": sector, "most": most} for zone, sector, most in book.caps],
            "quotas": [{"zone": zone, "tag": tag, "least": least} for zone, tag, least in book.quotas],
            "apart": [{"one": one, "other": other} for one, other in book.apart],
            "together": [{"one": one, "other": other} for one, other in book.together],
            "forbidden": [{"file": file, "booth": booth} for file, booth in book.forbidden],
        }
        for name, found in lines.items():
            for line in [*found, {}]:
                self[name].append_entry(line)
        for name in ("uses_call_quotas", "apart_m", "near_m", "spread", "returning"):
            self[name].data = getattr(book, name)
        for term in WISHES:
            self[term].data = book.wishes[term]

    def book(self, present: RuleBook) -> RuleBook:
        """The rules as typed; lines left empty or taken out are left out. The order stays as it is."""
        return RuleBook(
            neighbours=tuple(
                (line["a"], line["b"], tuple(kind for kind in KINDS if line[kind]))
                for line in _kept(self.neighbours, "a", "b")
            ),
            caps=tuple((line["zone"], line["sector"], line["most"]) for line in _limits(self.caps, "most")),
            quotas=tuple(
                (line["zone"], line["tag"], line["least"]) for line in _limits(self.quotas, "least")
            ),
            uses_call_quotas=bool(self.uses_call_quotas.data),
            apart=tuple((line["one"], line["other"]) for line in _kept(self.apart, "one", "other")),
            together=tuple((line["one"], line["other"]) for line in _kept(self.together, "one", "other")),
            forbidden=tuple((line["file"], line["booth"]) for line in _kept(self.forbidden, "file", "booth")),
            spread=Strength(self.spread.data),
            returning=Returning(self.returning.data),
            wishes={term: Strength(self[term].data) for term in WISHES},
            order=present.order,
            apart_m=self.apart_m.data or present.apart_m,
            near_m=self.near_m.data or present.near_m,
        )


def _kept(lines: Any, *names: str) -> list[dict[str, Any]]:
    """Whole lines that are not taken out, each once; two that are the same exhibitor are no pair."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for line in lines.data:
        key = tuple(line[name] for name in names)
        if not line["is_out"] and all(key) and (names != ("one", "other") or key[0] != key[1]):
            found[key] = line
    return list(found.values())


def _limits(lines: Any, figure: str) -> list[dict[str, Any]]:
    names = ("zone", "sector") if figure == "most" else ("zone", "tag")
    return [line for line in _kept(lines, *names) if line[figure] is not None]
