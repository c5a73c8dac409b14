"""Visitors from a file: CSV however it was saved, or XLSX; read row by row, reported row by row.

Columns: name_ar, name_latin (or given and family names apart), phone, email, category, party, company,
commune; any may be empty but one name. They are found by what people write above them, else by what stands
in them; who sends the file may say otherwise. Nothing is written here unless `bring_in` is called.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from msgspec import Struct, field
from wtforms.validators import ValidationError

from eventhub import audit
from eventhub.database import db, insert_rows, random_code
from eventhub.errors import BadInput
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.phones import normal_phone
from eventhub.tables import read_lines, sheets_of
from eventhub.visitors import codes, phrases
from eventhub.visitors.import_columns import COLUMNS, KINDS, from_header, guessed, typed_number
from eventhub.visitors.import_faults import Fault, FaultKind
from eventhub.visitors.models import Badge, Registration
from eventhub.visitors.operations.registrations import Visitor, row_of

MOST_ROWS = 150_000
LONGEST = {"name_ar": 120, "name_latin": 120, "email": 254, "company": 80, "commune": 80}
LARGEST_PARTY = 100
BUNCH = 1000
UNCOUNTED = "=?"
"""What stands for a formula whose result the file does not hold."""
LOOKED_AT = 30
"""Rows looked into to guess what a column is."""
SHEETS_TRIED = 8
"""Sheets of a workbook looked into for one with names: covers and notes come first in some."""
NAMES = frozenset({"name_ar", "name_latin", "given", "family"})
"""Columns of which one at least must be there."""


class WrongFile(BadInput):
    """A whole list that can't be read: what is wrong as a code, in words for whoever is there."""

    def __init__(self, file: object, kind: FaultKind, row: int = 0, **values: Any) -> None:
        place = _("row %(number)d", number=row) if row else None
        self.fault = Fault(kind, values | ({"row": row} if row else {}))
        super().__init__(file, place, phrases.told(Fault(kind, values)))


class Line(Struct, frozen=True):
    """One row of the file: its number there (the header is 1), who it is, or what is wrong."""

    number: int
    visitor: Visitor | None = None
    faults: tuple[Fault, ...] = ()


class Reading(Struct):
    """A file read: every row in order."""

    lines: list[Line] = field(default_factory=list)

    @property
    def good(self) -> list[Line]:
        """Rows that can come in."""
        return [line for line in self.lines if not line.faults]

    @property
    def bad(self) -> list[Line]:
        """Rows with something wrong."""
        return [line for line in self.lines if line.faults]


class Head(Struct, frozen=True):
    """The beginning of a file: its header, what each column seems to be, the first rows.

    `sheets`: the names of a workbook's; `sheet`: which of them this is, from 0. An empty sheet has no header.
    """

    header: tuple[str, ...]
    columns: tuple[str | None, ...]
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    sheet: int = 0

    @property
    def has_names(self) -> bool:
        """Whether one of its columns seems to hold names."""
        return not NAMES.isdisjoint(self.columns)


def look(name: str, content: bytes, sheet: int | None = None) -> Head:
    """The beginning of a file: of the sheet said (from 0), else of the first that seems to hold names.

    Raises BadInput when it is no table, or nothing stands in it.
    """
    sheets = tuple(sheets_of(content))
    if sheet is not None:
        return _looked(name, content, sheets, sheet)
    heads = (_looked(name, content, sheets, number) for number in range(len(sheets[:SHEETS_TRIED]) or 1))
    filled: list[Head] = []
    for head in heads:
        filled += [head] if head.header else []
        if head.has_names:
            return head
    if not filled:
        raise WrongFile(name, FaultKind.EMPTY)
    return filled[0]


def _looked(name: str, content: bytes, sheets: tuple[str, ...], sheet: int) -> Head:
    lines = from_header(_lines(name, content, sheet))
    _number, header = next(lines, (0, []))
    rows = [row for (_at, row), _n in zip(lines, range(LOOKED_AT), strict=False)]
    columns, shown = tuple(guessed(header, rows)), tuple(tuple(row) for row in rows)
    return Head(tuple(header), columns, shown, sheets, sheet)


def read(
    name: str, content: bytes, columns: Sequence[str | None] | None = None, sheet: int | None = None
) -> Reading:
    """Read a file's rows, with its columns and its sheet as guessed or as said.

    Raises BadInput when it is no table with a name column, or too long.
    """
    if columns is None:
        head = look(name, content, sheet)
        columns, sheet = head.columns, head.sheet
    if NAMES.isdisjoint(columns):
        raise WrongFile(name, FaultKind.NO_COLUMN, 1)
    lines = from_header(_lines(name, content, sheet or 0))
    next(lines)
    reading = Reading()
    for number, row in lines:
        cells = {column: text for column, text in zip(columns, row, strict=False) if column and text}
        if not cells:
            continue
        if len(reading.lines) >= MOST_ROWS:
            raise WrongFile(name, FaultKind.TOO_MANY, number, n=MOST_ROWS)
        reading.lines.append(_line(number, cells))
    return reading


def _line(number: int, cells: dict[str, str]) -> Line:
    if UNCOUNTED in cells.values():
        return Line(number, faults=(Fault(FaultKind.NO_RESULT),))
    faults: list[Fault] = []
    _join_names(cells)
    if not cells.get("name_ar") and not cells.get("name_latin"):
        faults.append(Fault(FaultKind.NO_NAME))
    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            faults.append(Fault(FaultKind.TOO_LONG, {"column": column, "n": longest}))
    phone, email = cells.get("phone"), cells.get("email")
    try:
        phone = normal_phone(typed_number(phone)) if phone else None
    except ValidationError:
        faults.append(_about(FaultKind.NO_PHONE, cells["phone"]))
    if email and not _looks_like_address(email):
        faults.append(_about(FaultKind.NO_EMAIL, email))
    category = KINDS.get(fold(cells.get("category", "visitor")))
    if category is None:
        faults.append(_about(FaultKind.NO_KIND, cells["category"]))
    party = _party(cells.get("party", "1"))
    if party is None:
        faults.append(_about(FaultKind.NO_PARTY, cells["party"]))
    if faults:
        return Line(number, faults=tuple(faults))
    answers: dict[str, str] = {name: cells[name] for name in ("company", "commune") if name in cells}
    names = cells.get("name_ar"), cells.get("name_latin")
    return Line(number, Visitor(*names, phone, email, category or "", party or 1, answers=answers))


def _about(kind: FaultKind, text: str) -> Fault:
    return Fault(kind, {"text": text[:60]})


def _join_names(cells: dict[str, str]) -> None:
    """Given and family name apart become one name; a name alone is kept in the script it is written in."""
    parts = [cells.pop(name) for name in ("given", "family") if name in cells]
    if parts:
        joined = Visitor.called(" ".join(parts))
        column = "name_ar" if joined.name_ar else "name_latin"
        cells.setdefault(column, joined.name_ar or joined.name_latin or "")
    elif len(only := [name for name in ("name_ar", "name_latin") if name in cells]) == 1:
        named = Visitor.called(cells.pop(only[0]))  # one column of names holds both scripts in many lists
        cells["name_ar" if named.name_ar else "name_latin"] = named.name_ar or named.name_latin or ""


def _party(text: str) -> int | None:
    digits = fold(text)
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and 1 <= int(digits[:4]) <= LARGEST_PARTY
        else None
    )


def _looks_like_address(text: str) -> bool:
    before, _at, domain = text.partition("@")
    return bool(before) and "." in domain.strip(".") and " " not in text and text.isprintable()


def _lines(name: str, content: bytes, sheet: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, with inner spaces as single ones."""
    try:
        for number, cells in read_lines(content, name, UNCOUNTED, sheet):
            yield number, [" ".join(cell.split()) for cell in cells]
    except BadInput as error:
        raise WrongFile(name, FaultKind.NO_TABLE) from error


def bring_in(actor: Any, edition: Edition, lines: Sequence[Line], at: datetime) -> list[tuple[int, str]]:
    """Add the good rows with their badges; gives (row number, badge code) of each, in order."""
    made: list[tuple[int, str]] = []
    good = [line for line in lines if line.visitor is not None]
    for start in range(0, len(good), BUNCH):
        made += bring_in_bunch(edition, good[start : start + BUNCH], at)
    audit.record(actor, "visitors:registration:imported", edition, at, rows=len(made))
    return made


def bring_in_bunch(
    edition: Edition, bunch: Sequence[Line], at: datetime, import_id: int | None = None
) -> list[tuple[int, str]]:
    """Add some good rows; gives (row number, badge code) of each."""
    rows, made, named = [], [], {}
    for line in bunch:
        assert line.visitor is not None  # noqa: S101 - only good rows come here, for the type checker
        public_id, code = random_code(), codes.new_badge_code()
        row = row_of(edition, line.visitor, "import", at)
        rows.append(row | {"public_id": public_id, "import_id": import_id})
        named[public_id] = code
        made.append((line.number, code))
    insert_rows(Registration, rows)
    ids = db.session.execute(
        sa.select(Registration.id, Registration.public_id).where(Registration.public_id.in_(named))
    )
    badges = [
        {"edition_id": edition.id, "registration_id": row_id, "code": named[public_id], "created_at": at}
        for row_id, public_id in ids
    ]
    insert_rows(Badge, badges)
    return made


__all__ = ["COLUMNS", "Head", "Line", "Reading", "bring_in", "bring_in_bunch", "look", "read"]
