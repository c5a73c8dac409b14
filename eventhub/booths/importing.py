"""Stands from a table: CSV or XLSX with a row a stand, as a surveyor or last year's spreadsheet gives it.

All or nothing, unless good rows are to be kept. A label that is on the plan changes that stand; any other
is a new one. Without a plan, one is made around the stands with a margin.
"""

from collections.abc import Iterator
from math import inf, nan
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit, clock, transaction
from eventhub.booths.models import Booth, Plan, Zone
from eventhub.booths.models.drawing import KeptFor
from eventhub.booths.operations.drawing import keep_version
from eventhub.booths.operations.drawing_desk import put_in_order
from eventhub.booths.operations.plans import new_code
from eventhub.booths.queries import plans
from eventhub.database import db
from eventhub.errors import BadInput, DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.queries import edition_by_slug
from eventhub.tables import Report, TableRow, read_table
from eventhub.tables.writing import write_codes, written_whole

COLUMNS = {
    "label": ("stand", "رواق", "الرواق", "numéro", "رقم الرواق"),
    "zone": ("المنطقة", "secteur du plan"),
    "row": ("rangée", "الصف"),
    "x": (),
    "y": (),
    "width": ("largeur", "العرض"),
    "depth": ("profondeur", "العمق"),
    "power_kw": ("puissance", "kw", "الكهرباء"),
    "water": ("eau", "الماء"),
    "cooking": ("cuisson", "الطبخ"),
    "heavy": ("lourd", "الحمولة الثقيلة"),
    "accessible": ("الولوجيات",),
    "corner": ("angle", "زاوية"),
    "price": ("prix", "الثمن"),
    "turn": ("angle_deg", "rotation", "الدوران"),
    "blocked": ("bloqué", "hors service", "خارج الخدمة"),
}
NEEDED = ("label", "x", "y")
NUMBERS = {"x": None, "y": None, "width": 3.0, "depth": 3.0, "power_kw": 0.0, "price": 0.0, "turn": 0.0}
"""Columns in metres, kilowatts, dirhams, degrees, and what an empty cell means (None: it may not be)."""
FACTS = {
    "water": "has_water",
    "cooking": "allows_cooking",
    "heavy": "takes_heavy",
    "accessible": "is_accessible",
    "corner": "is_corner",
    "blocked": "is_blocked",
}
YES = {"1", "yes", "oui", "x", "true", "نعم"}
NO = {"", "0", "no", "non", "false", "لا"}
MARGIN = 2.0
LONGEST_LABEL = 12
SIZES = {"width", "depth"}


def import_booths(
    path: Path, slug: str, *, dry_run: bool, keep_good: bool, codes_out: Path | None = None
) -> Iterator[str]:
    """Bring in a table of stands; gives the report, a line a remark. To be called in an application context.

    Raises BadInput for an edition that is not there, a file that is no table, or faulty rows when all
    were wanted: then nothing is kept.
    """
    table = read_table(path, COLUMNS, needed=NEEDED, name=str(path))
    report = Report()
    good = [stand for row in table.rows if (stand := _stand_of(row, report)) is not None]
    yield from report.lines()
    if report.errors and not keep_good:
        number, what = report.errors[0]
        raise BadInput(
            path, f"row {number}", f"{what} ({len(report.errors)} faulty rows; nothing was imported)"
        )
    with written_whole(None if dry_run else codes_out) as out, transaction.transaction(read_only=dry_run):
        edition = edition_by_slug(slug)
        if edition is None:
            raise BadInput("edition", slug, "there is none of this name")
        kept = _keep(edition, good) if good and not dry_run else {}
        public_url = current_app.config["PUBLIC_URL"]
        codes = ((stand.number, kept[stand.label]) for stand in good if stand.label in kept)
        write_codes(out, ((number, code, f"{public_url}/s/{code}") for number, code in codes))
    yield f"{len(good)} rows {'are good' if dry_run else 'imported'}, {len(report.errors)} left out"


def bring_in(actor: Any, edition: Edition, content: bytes, name: str) -> int:
    """Bring in a table that was sent: all of it or nothing; gives how many stands.

    Raises unreadable_table with the row and what is wrong with it.
    """
    report = Report()
    try:
        table = read_table(content, COLUMNS, needed=NEEDED, name=name)
        good = [stand for row in table.rows if (stand := _stand_of(row, report)) is not None]
        if report.errors:
            number, what = report.errors[0]
            raise BadInput(name, f"row {number}", what)  # noqa: TRY301 - told below like any other fault
    except BadInput as fault:
        sentence = _l("The table could not be read: %(what)s", what=str(fault))
        raise DomainError("unreadable_table", sentence, field="file") from None
    plan = plans.plan_of(edition)
    if plan is not None:
        keep_version(actor, plan, KeptFor.BEFORE_IMPORT, clock.now())
    _keep(edition, good, actor)
    return len(good)


def table_rows(edition: Edition) -> Iterator[tuple[Any, ...]]:
    """The stands as rows of a table under COLUMNS, to be changed in a spreadsheet and brought in again."""
    plan = plans.plan_of(edition)
    for booth in plan.booths if plan is not None else ():
        values = {
            "label": booth.label,
            "zone": str(booth.zone.name),
            "row": booth.row,
            "x": booth.x,
            "y": booth.y,
            "width": booth.width,
            "depth": booth.depth,
            "power_kw": booth.power_kw,
            "price": booth.price / 100,
            "turn": booth.angle,
        }
        facts = {column: "1" if getattr(booth, name) else "0" for column, name in FACTS.items()}
        yield tuple((values | facts)[column] for column in COLUMNS)


class Stand(Struct, frozen=True):
    """One good row: lengths in metres, power in kilowatts, price in dirhams, facts by the stand's column."""

    number: int
    label: str
    zone: str
    row: str
    numbers: dict[str, float]
    facts: dict[str, bool]

    def values(self) -> dict[str, Any]:
        """What the stand's row in the database holds of it."""
        numbers = {column: value for column, value in self.numbers.items() if column not in ("price", "turn")}
        exact = {"price": round(self.numbers["price"] * 100), "angle": self.numbers["turn"] % 360}
        return {"row": self.row, **exact, **numbers, **self.facts}

    def reach(self, along: str, extent: str) -> float:
        """How far from the plan's corner it ends, in metres."""
        return self.numbers[along] + self.numbers[extent] / 2


def _stand_of(row: TableRow, report: Report) -> Stand | None:
    try:
        label = _label(row)
        numbers = {column: _number(row, column, empty) for column, empty in NUMBERS.items()}
        facts = {fact: _fact(row, column) for column, fact in FACTS.items()}
    except ValueError as fault:
        report.refuse(row, fault)
        return None
    return Stand(
        row.number, label, row["zone"] or "A", (row["row"] or label[:1])[:LONGEST_LABEL], numbers, facts
    )


def _label(row: TableRow) -> str:
    if not 1 <= len(row["label"]) <= LONGEST_LABEL:
        raise ValueError(f"label: write 1 to {LONGEST_LABEL} characters")
    return row["label"].upper()


def _number(row: TableRow, column: str, empty: float | None) -> float:
    text = row[column].replace(",", ".").replace("\u00a0", "").replace(" ", "")
    if not text and empty is not None:
        return empty
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not 0 <= number < inf or (number == 0 and column in SIZES):
        raise ValueError(f"{column}: {row[column]!r} is not a number that fits")
    return number


def _fact(row: TableRow, column: str) -> bool:
    said = row[column].lower()
    if said not in YES | NO:
        raise ValueError(f"{column}: {row[column]!r} is neither yes nor no")
    return said in YES or (column == "accessible" and not said)


def _keep(edition: Edition, stands: list[Stand], actor: Any = None) -> dict[str, str]:
    """Add or change the stands; gives the code of every stand on the plan by its label."""
    plan = plans.plan_of(edition) or _new_plan(edition, stands)
    zones = {str(zone.name): zone for zone in plan.zones}
    known = {booth.label: booth for booth in plan.booths}
    for stand in stands:
        if stand.zone not in zones:
            zones[stand.zone] = _new_zone(plan, len(zones) + 1, stand.zone)
        booth = known.get(stand.label)
        if booth is None:
            booth = known[stand.label] = _new_booth(plan, stand.label, len(known))
            db.session.add(booth)
        booth.zone_id = zones[stand.zone].id
        for column, value in stand.values().items():
            setattr(booth, column, value)
    plan.version += 1
    db.session.flush()
    put_in_order(known.values())
    audit.record(actor, "booths:plan:imported", plan, clock.now(), stands=len(stands))
    return {label: booth.code for label, booth in known.items()}


def _new_plan(edition: Edition, stands: list[Stand]) -> Plan:
    plan = Plan(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        width=max(stand.reach("x", "width") for stand in stands) + MARGIN,
        depth=max(stand.reach("y", "depth") for stand in stands) + MARGIN,
        version=0,
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def _new_zone(plan: Plan, number: int, name: str) -> Zone:
    zone = Zone(plan_id=plan.id, key=f"Z{number}", name={"ar": name, "fr": name})
    db.session.add(zone)
    db.session.flush()
    return zone


def _new_booth(plan: Plan, label: str, position: int) -> Booth:
    return Booth(
        plan_id=plan.id,
        edition_id=plan.edition_id,
        organizer_id=plan.organizer_id,
        label=label,
        position=position,
        code=new_code(),
    )
