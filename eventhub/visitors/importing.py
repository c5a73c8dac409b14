"""Visitors from a file: CSV however it was saved, or XLSX; read row by row, reported row by row.

Columns: name_ar, name_latin, phone, email, category; any may be empty but one name. Unknown columns are
ignored. Nothing is written here unless `bring_in` is called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from wtforms.validators import ValidationError

from eventhub import audit
from eventhub.database import db, random_code
from eventhub.errors import BadInput
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.phones import normal_phone
from eventhub.tables import read_lines
from eventhub.visitors import codes
from eventhub.visitors.models import CATEGORIES, Badge, Registration
from eventhub.visitors.operations import Visitor, row_of

COLUMNS = ("name_ar", "name_latin", "phone", "email", "category")
MOST_ROWS = 50_000
LONGEST = {"name_ar": 120, "name_latin": 120, "email": 254}
ALIASES = {
    "name_ar": {"الاسم", "الاسم بالعربيه", "nom arabe", "nom ar"},
    "name_latin": {"name", "nom", "nom complet", "nom latin", "full name", "الاسم باللاتينيه"},
    "phone": {"telephone", "tel", "gsm", "mobile", "الهاتف", "رقم الهاتف"},
    "email": {"e mail", "mail", "courriel", "البريد", "البريد الالكتروني"},
    "category": {"categorie", "type", "الفيه", "الصنف"},
}
BUNCH = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number there (the header is 1), who it is, or what is wrong."""

    number: int
    visitor: Visitor | None = None
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
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


def read(name: str, content: bytes) -> Reading:
    """Read a file's rows. Raises BadInput when it is no table with a name column, or too long."""
    lines = _lines(name, content)
    _number, header = next(lines, (0, []))
    if not header:
        raise BadInput(name, "", _("the file is empty"))
    columns = [_column(cell) for cell in header]
    if not {"name_ar", "name_latin"} & set(columns):
        raise BadInput(name, _("row 1"), _("no column name_ar or name_latin"))
    reading = Reading()
    for number, row in lines:
        cells = {column: text for column, text in zip(columns, row, strict=False) if column and text}
        if not cells:
            continue
        if len(reading.lines) >= MOST_ROWS:
            raise BadInput(name, _("row %(number)d", number=number), _("too many rows: 50,000 at most"))
        reading.lines.append(_line(number, cells))
    return reading


def _column(cell: str) -> str | None:
    if cell.strip().lower() in COLUMNS:
        return cell.strip().lower()
    folded = fold(cell)
    return next((column for column, names in ALIASES.items() if folded in names), None)


def _line(number: int, cells: dict[str, str]) -> Line:
    faults: list[str] = []
    name_ar, name_latin = cells.get("name_ar"), cells.get("name_latin")
    if not name_ar and not name_latin:
        faults.append(_("no name"))
    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            faults.append(_("%(column)s is longer than %(n)d characters", column=column, n=longest))
    phone, email = cells.get("phone"), cells.get("email")
    try:
        phone = normal_phone(phone) if phone else None
    except ValidationError:
        faults.append(_("“%(text)s” is no phone number", text=cells["phone"][:40]))
    if email and not _looks_like_address(email):
        faults.append(_("“%(text)s” is no e-mail address", text=email[:60]))
    category = cells.get("category", "visitor").lower()
    if category not in CATEGORIES:
        faults.append(_("“%(text)s” is no kind of visitor", text=category[:40]))
    if faults:
        return Line(number, faults=tuple(faults))
    return Line(number, Visitor(name_ar, name_latin, phone, email, category))


def _looks_like_address(text: str) -> bool:
    before, _at, domain = text.partition("@")
    return bool(before) and "." in domain.strip(".") and " " not in text and text.isprintable()


def _lines(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, with inner spaces as single ones."""
    try:
        for number, cells in read_lines(content, name):
            yield number, [" ".join(cell.split()) for cell in cells]
    except BadInput as error:
        raise BadInput(name, error.place, _("this file cannot be read as a table")) from error


def bring_in(actor: Any, edition: Edition, lines: Sequence[Line], at: datetime) -> list[tuple[int, str]]:
    """Add the good rows with their badges; gives (row number, badge code) of each, in order."""
    made: list[tuple[int, str]] = []
    good = [line for line in lines if line.visitor is not None]
    for start in range(0, len(good), BUNCH):
        made += _bring_in_bunch(edition, good[start : start + BUNCH], at)
    audit.record(actor, "visitors:registration:imported", edition, at, rows=len(made))
    return made


def _bring_in_bunch(edition: Edition, bunch: Sequence[Line], at: datetime) -> list[tuple[int, str]]:
    rows, made, named = [], [], {}
    for line in bunch:
        assert line.visitor is not None  # noqa: S101 - only good rows come here, for the type checker
        public_id, code = random_code(), codes.new_badge_code()
        rows.append(row_of(edition, line.visitor, "import", at) | {"public_id": public_id})
        named[public_id] = code
        made.append((line.number, code))
    db.session.execute(sa.insert(Registration), rows)
    ids = db.session.execute(
        sa.select(Registration.id, Registration.public_id).where(Registration.public_id.in_(named))
    )
    badges = [
        {"edition_id": edition.id, "registration_id": row_id, "code": named[public_id], "created_at": at}
        for row_id, public_id in ids
    ]
    db.session.execute(sa.insert(Badge), badges)
    return made
