"""The verbs of a file of visitors: send, read all its rows, bring them in piece by piece, take back.

Small files go at once; large ones are jobs that leave the file's row telling how far they are. Each piece is
its own transaction, so that an interruption loses none and repeats none.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub import audit, storage
from eventhub.database import db, insert_rows, random_code
from eventhub.errors import BadInput, DomainError
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.visitors import codes, importing, phrases
from eventhub.visitors.import_columns import COLUMNS
from eventhub.visitors.import_faults import Fault
from eventhub.visitors.import_states import MOVES, ImportState
from eventhub.visitors.importing import Line, Reading
from eventhub.visitors.models import Badge, EndedCode, Registration, VisitorImport
from eventhub.visitors.operations.registrations import Visitor

PIECE = 5000
"""Rows brought in by one job."""
SMALL_BYTES = 200_000
"""A file of this size is read at once, not by a job."""
SMALL_ROWS = 2000


def send_file(actor: Any, edition: Edition, name: str, content: bytes, at: datetime) -> VisitorImport:
    """Keep a file and guess its columns. Raises `file_unreadable` when it is no table."""
    try:
        head = importing.look(name, content)
    except BadInput as error:
        raise DomainError("file_unreadable", str(error), field="file", status=422) from error
    row = VisitorImport(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        author_id=getattr(actor, "id", None),
        name=name[-200:],
        key=f"lists/{random_code(20)}",
        columns=list(head.columns),
        sheets=list(head.sheets),
        sheet=head.sheet,
        state=ImportState.SENT,
        created_at=at,
    )
    for count in ("row_count", "bad_count", "known_count", "good_count", "done_count"):
        setattr(row, count, 0)
    storage.write_key(row.key, content)
    db.session.add(row)
    db.session.flush()
    return row


def send_again(actor: Any, row: VisitorImport, at: datetime) -> VisitorImport:
    """The same file once more, for another of its sheets: the one after, or the first again."""
    content = storage.read_key(row.key)
    again = send_file(actor, row.edition, row.name, content, at)
    again.sheet = (row.sheet + 1) % (len(row.sheets) or 1)
    again.columns = list(importing.look(row.name, content, again.sheet).columns)
    return again


def _move(row: VisitorImport, to: ImportState) -> None:
    if to not in MOVES[ImportState(row.state)]:
        raise DomainError("file_elsewhere", _l("This file is further already. Load the page again."))
    row.state = to


def is_small(row: VisitorImport) -> bool:
    """Whether what comes next may be done while somebody waits."""
    if row.state == ImportState.CHECKING:
        return len(storage.read_key(row.key)) <= SMALL_BYTES
    return row.good_count <= SMALL_ROWS


def name_columns(row: VisitorImport, columns: list[str | None], sheet: int = 0) -> None:
    """Say which sheet of the file is read and what each of its columns is; its rows are to be read (`check`).

    Raises `columns_twice`, `no_name_column`, `no_such_sheet`.
    """
    if sheet not in range(len(row.sheets) or 1):
        raise DomainError("no_such_sheet", _l("This workbook has no such sheet. Choose again."), status=422)
    named = [column for column in columns if column]
    if len(named) != len(set(named)) or not set(named) <= set(COLUMNS):
        raise DomainError(
            "columns_twice", _l("Two columns are said to be the same. Choose again."), status=422
        )
    if importing.NAMES.isdisjoint(named):
        raise DomainError("no_name_column", _l("Say which column holds the names."), status=422)
    _move(row, ImportState.CHECKING)
    row.columns, row.sheet = columns, sheet


def rows_of(name: str, key: str, columns: Sequence[str | None], sheet: int) -> Reading | BadInput:
    """Every row of a kept file, or what is wrong with all of it. Asks the database nothing."""
    try:
        return importing.read(name, storage.read_key(key), columns, sheet)
    except BadInput as error:
        return error


def check(row: VisitorImport, found: Reading | BadInput | None = None) -> None:
    """Keep the good rows in pieces and what is wrong with the others. Again is as once.

    `found`: the file's rows, read beforehand; they are read here without it.
    """
    if row.state != ImportState.CHECKING:
        return
    reading = found or rows_of(row.name, row.key, row.columns, row.sheet)
    if isinstance(reading, BadInput):
        _move(row, ImportState.FAILED)
        fault = getattr(reading, "fault", None)
        row.error = json.dumps(fault.kept if fault else str(reading)[:280], ensure_ascii=False)
        return
    seen = _who_is_in(row.edition_id)
    new: list[Line] = []
    known: list[Line] = []
    for line in reading.good:
        who = _identity(line.visitor)
        (known if who in seen else new).append(line)
        seen.add(who)
    for number, start in enumerate(range(0, len(new), PIECE)):
        _keep(row, f"good-{number}", [_written(line) for line in new[start : start + PIECE]])
    _keep(row, "bad", [[line.number, [fault.kept for fault in line.faults]] for line in reading.bad])
    _keep(row, "known", [line.number for line in known])
    row.row_count, row.bad_count = len(reading.lines), len(reading.bad)
    row.good_count, row.known_count = len(new), len(known)
    _move(row, ImportState.CHECKED)


def _identity(visitor: Visitor | None) -> tuple[str, str]:
    assert visitor is not None  # noqa: S101 - only good rows are asked
    return fold(visitor.name_ar or visitor.name_latin), visitor.phone or visitor.email or ""


def _who_is_in(edition_id: int) -> set[tuple[str, str]]:
    """Names with numbers of everybody registered; a name alone proves nothing."""
    rows = db.session.execute(
        sa.select(
            Registration.name_ar,
            Registration.name_latin,
            sa.func.coalesce(Registration.phone, Registration.email),
        ).where(
            Registration.edition_id == edition_id,
            sa.or_(Registration.phone.is_not(None), Registration.email.is_not(None)),
        )
    )
    return {(fold(arabic or latin), contact) for arabic, latin, contact in rows}


def _written(line: Line) -> list[Any]:
    seen = line.visitor
    assert seen is not None  # noqa: S101 - only good rows are kept
    return [
        line.number,
        seen.name_ar,
        seen.name_latin,
        seen.phone,
        seen.email,
        seen.category,
        seen.party,
        seen.answers,
    ]


def _line(kept: list[Any]) -> Line:
    number, name_ar, name_latin, phone, email, category, party, answers = kept
    visitor = Visitor(name_ar, name_latin, phone, email, category, party, answers=answers)
    return Line(number, visitor)


def _keep(row: VisitorImport, ending: str, what: Any) -> None:
    storage.write_key(f"{row.key}.{ending}", json.dumps(what, ensure_ascii=False).encode())


def _kept(row: VisitorImport, ending: str) -> Any:
    return json.loads(storage.read_key(f"{row.key}.{ending}"))


def begin(row: VisitorImport, *, keep_good: bool) -> VisitorImport:
    """Let the good rows in. Raises `bad_rows` when wrong ones were not accepted, `no_good_row`."""
    if row.bad_count and not keep_good:
        raise DomainError(
            "bad_rows",
            _l("Some rows are wrong. Accept to import only the good ones, or correct the file."),
            field="keep_good",
            status=422,
        )
    if not row.good_count:
        raise DomainError("no_good_row", _l("No row of this file can be imported."), status=422)
    _move(row, ImportState.COMING_IN)
    return row


def bring_in_piece(row: VisitorImport, piece: int, at: datetime) -> bool:
    """Bring one piece in, unless it is; gives whether another is left."""
    if row.state != ImportState.COMING_IN or row.done_count != piece * PIECE:
        return False
    lines = [_line(kept) for kept in _kept(row, f"good-{piece}")]
    made = []
    for start in range(0, len(lines), importing.BUNCH):
        made += importing.bring_in_bunch(row.edition, lines[start : start + importing.BUNCH], at, row.id)
    _keep(row, f"made-{piece}", made)
    row.done_count += len(made)
    if row.done_count < row.good_count:
        return True
    _move(row, ImportState.DONE)
    row.ended_at = at
    audit.record(None, "visitors:registration:imported", row.edition, at, rows=row.done_count)
    return False


def take_back(actor: Any, row: VisitorImport, at: datetime) -> int:
    """Remove who came with a file, but those who came to the fair or hold a printed badge; gives how many."""
    _move(row, ImportState.TAKEN_BACK)
    used = sa.or_(Badge.first_in_at.is_not(None), Badge.printed_at.is_not(None))
    kept = sa.select(Badge.registration_id).where(Badge.edition_id == row.edition_id, used)
    going = (Registration.import_id == row.id, Registration.id.not_in(kept))
    _end_codes(sa.select(Registration.id).where(*going), row.edition_id, at)
    gone = db.session.execute(
        sa.delete(Registration).where(*going).execution_options(synchronize_session=False)
    )
    removed: int = gone.rowcount  # type: ignore[attr-defined]
    audit.record(actor, "visitors:registration:taken_back", row.edition, at, rows=removed)
    return removed


def _end_codes(registrations: sa.Select[Any], edition_id: int, at: datetime) -> None:
    """Scanners without a network know these codes: they must hear that they ended."""
    codes_of = sa.select(Badge.code).where(Badge.registration_id.in_(registrations))
    rows = [
        {"edition_id": edition_id, "code": code, "ended_at": at, "created_at": at, "public_id": random_code()}
        for code in db.session.scalars(codes_of)
    ]
    insert_rows(EndedCode, rows)


def report(row: VisitorImport) -> Iterator[tuple[Any, ...]]:
    """Each row of the file: its number, what became of it, the badge's code and address."""
    public_url = current_app.config["PUBLIC_URL"]
    for number, faults in _kept(row, "bad"):
        yield number, "; ".join(map(_told, faults)), "", ""
    for number in _kept(row, "known"):
        yield number, _("registered already, or twice in this list"), "", ""
    for piece in range(-(-row.good_count // PIECE)):
        if piece * PIECE < row.done_count:
            for number, code in _kept(row, f"made-{piece}"):
                yield number, _("imported"), codes.shown(code), f"{public_url}/b/{code}"
        else:
            for kept in _kept(row, f"good-{piece}"):
                yield kept[0], _("good"), "", ""


def first_faults(row: VisitorImport, most: int = 100) -> list[Any]:
    """The first rows with something wrong: (number, sentences), in the language of who reads."""
    return [(number, [_told(fault) for fault in faults]) for number, faults in _kept(row, "bad")[:most]]


def what_failed(row: VisitorImport) -> str:
    """Why nothing of a file can be read, in the language of who reads."""
    try:
        return _told(json.loads(row.error or ""))
    except ValueError:  # a sentence kept by an earlier release
        return row.error or ""


def _told(kept: Any) -> str:
    fault = Fault.of(kept)
    return fault if isinstance(fault, str) else phrases.told(fault)


def first_good(row: VisitorImport, most: int = 20) -> list[Line]:
    """The first rows that can come in."""
    return [_line(kept) for kept in _kept(row, "good-0")[:most]] if row.good_count else []


def forget_files(edition: Edition) -> None:
    """Throw an edition's sent lists away: they hold what was to be forgotten."""
    rows = db.session.scalars(sa.select(VisitorImport).where(VisitorImport.edition_id == edition.id)).all()
    for row in rows:
        pieces = range(-(-row.good_count // PIECE))
        endings = [*(f".good-{n}" for n in pieces), *(f".made-{n}" for n in pieces), ".bad", ".known", ""]
        for ending in endings:
            storage.drop_key(row.key + ending)
        db.session.delete(row)
    db.session.flush()
