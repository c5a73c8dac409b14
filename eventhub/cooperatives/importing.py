"""Cooperatives from a table that somebody sends: each row read, checked and said what became of it.

All or nothing, unless good rows are to be kept. A row whose register number, or else ICE, is known
changes that profile (empty cells never erase); anything else is new, with a warning when it looks like
somebody known.
"""

from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from wtforms.validators import ValidationError

from eventhub import audit, territory, transaction
from eventhub.cooperatives import ice_numbers, queries
from eventhub.cooperatives.models import Cooperative
from eventhub.cooperatives.phrases import KINDS, SECTORS
from eventhub.database import db
from eventhub.folding import fold
from eventhub.i18n import speaking
from eventhub.phones import normal_phone
from eventhub.tables import Report, TableRow, read_day, read_table

COLUMNS = {
    "name_ar": ("الاسم", "اسم التعاونية", "الاسم بالعربية", "nom arabe", "nom en arabe"),
    "name_latin": ("nom", "nom de la coopérative", "coopérative", "name", "nom latin", "الاسم بالفرنسية"),
    "kind": ("type", "statut", "النوع"),
    "sector": ("secteur", "filière", "activité", "القطاع", "النشاط"),
    "commune": ("جماعة", "الجماعة", "commune"),
    "province": ("préfecture", "province ou préfecture", "إقليم", "الإقليم", "العمالة"),
    "court": ("tribunal", "المحكمة", "المحكمة الابتدائية"),
    "register_number": (
        "numéro",
        "n° registre",
        "numéro d'inscription",
        "registre local",
        "رقم السجل",
        "رقم القيد",
    ),
    "registered_on": ("date d'inscription", "date registre", "تاريخ القيد", "تاريخ التسجيل"),
    "ice": (
        "identifiant commun",
        "identifiant commun de l'entreprise",
        "التعريف الموحد",
        "التعريف الموحد للمقاولة",
    ),
    "phone": ("téléphone", "tél", "gsm", "mobile", "الهاتف", "رقم الهاتف"),
    "email": ("e-mail", "mail", "courriel", "البريد الإلكتروني"),
    "members": ("adhérents", "nombre d'adhérents", "membres", "عدد الأعضاء", "عدد المنخرطين", "الأعضاء"),
    "women": ("femmes", "nombre de femmes", "عدد النساء", "النساء"),
    "youth": ("jeunes", "nombre de jeunes", "عدد الشباب", "الشباب"),
}
"""What people write above each column; see `eventhub.tables`."""
COUNTS = ("members", "women", "youth")
LONGEST = {"name_ar": 160, "name_latin": 160, "court": 80, "register_number": 30, "email": 254}


class _RefusedError(Exception):
    """A row can't be kept, and why."""


def import_cooperatives(
    source: str | Path | bytes,
    actor: Any,
    at: datetime,
    *,
    dry_run: bool = False,
    keep_good: bool = False,
    name: str = "",
) -> Report:
    """Import a CSV or XLSX; gives what became of each row. Raises BadInput for a file that is no table.

    With an error in any row nothing is kept, unless `keep_good`; a dry run keeps nothing, and counts.
    """
    table = read_table(source, COLUMNS, name=name)
    report = Report()
    spoiled = False
    with suppress(_UndoneError), transaction.savepoint():
        for row in table.rows:
            _take(row, actor, at, report)
        spoiled = bool(report.errors) and not keep_good
        _undo_if(dry_run or spoiled)
    report.kept = 0 if spoiled else report.kept
    return report


class _UndoneError(Exception):
    """The way out of a savepoint when nothing is to be kept."""


def _undo_if(unwanted: bool) -> None:  # noqa: FBT001 - the one thing it asks
    if unwanted:
        raise _UndoneError


def _take(row: TableRow, actor: Any, at: datetime, report: Report) -> None:
    try:
        values = _values(row)
        with transaction.savepoint():
            _keep(row, values, actor, at, report)
    except _RefusedError as refusal:
        report.refuse(row, refusal)
    except sa.exc.IntegrityError:
        report.refuse(row, "another profile has this number in the register of this court")


def _keep(row: TableRow, values: dict[str, Any], actor: Any, at: datetime, report: Report) -> None:
    alike = queries.lookalikes(values)
    same = next((found for found, reason in alike if reason in {"register", "ice"}), None)
    if values.get("ice") and not ice_numbers.is_valid(values["ice"]):
        report.warn(row, "the check digits of this ICE don't fit")
    if same is None:
        for found, reason in alike:
            report.warn(row, f"same {reason} as {found.name_latin or found.name_ar}")
        same = Cooperative(created_at=at)
        db.session.add(same)
    for column, value in values.items():
        if value is not None:
            setattr(same, column, value)
    if same.women is not None and same.members is not None and same.women > same.members:
        raise _RefusedError("more women than members")
    db.session.flush()
    audit.record(actor, "cooperatives:cooperative:imported", same, at, line=row.number)
    report.kept += 1


def _values(row: TableRow) -> dict[str, Any]:
    if not row["name_ar"] and not row["name_latin"]:
        raise _RefusedError("no name")
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            raise _RefusedError(f"{column}: longer than {longest} characters")
    values: dict[str, Any] = {column: row[column] or None for column in LONGEST}
    values |= _place(row)
    values["kind"] = _one_of("kind", row["kind"]) if row["kind"] else None
    values["sector"] = _one_of("sector", row["sector"])
    values |= {column: _count(row[column], column) for column in COUNTS}
    values["ice"] = _ice(row["ice"])
    try:
        values["phone"] = normal_phone(row["phone"]) if row["phone"] else None
    except ValidationError:
        raise _RefusedError(f"phone: {row['phone']!r} is no phone number") from None
    try:
        values["registered_on"] = read_day(row["registered_on"])
    except ValueError:
        raise _RefusedError(f"registered_on: {row['registered_on']!r} is no day") from None
    return values


def _place(row: TableRow) -> dict[str, Any]:
    """The codes of the commune or province named; the commune decides when both are given."""
    province = _named(row["province"], "province")
    found = _named(row["commune"], "commune", within=province.code if province else None) or province
    if found is None:
        raise _RefusedError(
            f"place: {row['commune'] or row['province'] or 'none'} is no commune or province of Morocco"
        )
    codes = {each.level: each.code for each in territory.chain(found.code)}
    return {
        "region_code": codes["region"],
        "province_code": codes.get("province", found.code),
        "commune_code": codes.get("commune"),
    }


def _named(text: str, level: str, within: str | None = None) -> territory.Place | None:
    if not text:
        return None
    wanted = fold(text)
    hits = [
        each
        for each in territory.search(text, limit=50)
        if each.level == level
        and wanted in (fold(each.name_fr), fold(each.name_ar))
        and (within is None or each.parent == within)
    ]
    return hits[0] if hits else None


def _one_of(column: str, text: str) -> str:
    """The value that a text names, as its code or in Arabic, French or English."""
    known = _spellings(column)
    try:
        return known[fold(text)]
    except KeyError:
        listed = ", ".join(dict.fromkeys(known.values()))
        raise _RefusedError(f"{column}: {text!r} is not one of {listed}") from None


@cache
def _spellings(column: str) -> dict[str, str]:
    known: dict[str, Any] = {"kind": KINDS, "sector": SECTORS}
    words = known[column]
    spelled = {fold(value): str(value) for value in words}
    for language in ("ar", "fr", "en"):
        with speaking(language):
            spelled |= {fold(str(word)): str(value) for value, word in words.items()}
    return spelled


def _count(text: str, column: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:  # noqa: PLR2004 - no cooperative has a million members
        raise _RefusedError(f"{column}: {text!r} is no whole number")
    return int(text)


def _ice(text: str) -> str | None:
    """Fifteen digits; zeros that a spreadsheet ate in front come back."""
    digits = "".join(str(int(each)) for each in text if each.isdecimal())
    if not digits:
        return None
    if len(digits) > 15:  # noqa: PLR2004 - an ICE's length
        raise _RefusedError(f"ice: {text!r} has more than 15 digits")
    return digits.zfill(15)
