"""The door to the statements: what a batch of changes starts from, and writing what it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm.util import identity_key

from eventhub.database import connection_at_hand, db, is_embedded, random_code
from eventhub.judging.models import Sheet
from eventhub.judging.saving import postgres, sqlite
from eventhub.judging.saving.batch import Asker, Found, Held, Known
from eventhub.judging.states import CommentRule, Rules


def find(
    asker: Asker, sent: Sequence[tuple[str, str, str | None]], *, is_locking: bool = False
) -> Found | None:
    """Who asks, with the sheets and earlier changes that (id, sheet, after) name. One statement.

    `is_locking`: nobody may change the sheets until the transaction ends. None when the token opens nothing.
    """
    if db.session.registry.has():
        db.session.flush()
    connection = db.session.connection() if is_locking else connection_at_hand()
    rows: Sequence[Any]
    if is_embedded(connection):
        rows = sqlite.read(connection, asker, sent)
    else:
        rows = postgres.read(connection, asker, sent, is_locking=is_locking)
    if not rows:
        return None
    found = Found(rows[0].asker_id, rows[0])
    for row in rows:
        if row.id is not None and row.public_id not in found.sheets:
            found.sheets[row.public_id] = _held(row)
        if row.outcome is not None:
            found.known[row.change_id] = Known(row.known_sheet, row.outcome, row.known_version, row.refusal)
        if row.after_outcome is not None:
            after = Known(row.after_sheet, row.after_outcome, row.after_version, row.after_refusal)
            found.known[row.after] = after
    return found


def _held(row: Any) -> Held:
    criteria = tuple(row.criteria or ())
    has_settings = row.settings_id is not None
    return Held(
        id=row.id,
        public_id=row.public_id,
        person_id=row.person_id,
        created_at=row.created_at,
        row_version=row.row_version,
        version=row.version,
        state=row.state,
        marks=row.marks,
        gates=row.gates,
        comment=row.comment,
        private_note=row.private_note,
        left_at=row.left_at,
        signed_off_at=row.signed_off_at,
        contest_state=row.contest_state,
        judging_ends_at=row.judging_ends_at,
        second_stage_at=row.second_stage_at,
        rules=Rules(criteria, tuple(row.gate_ids or ()), CommentRule(row.comment_rule))
        if has_settings
        else Rules(criteria),
    )


def write(sheets: Sequence[Held], changes: Sequence[Mapping[str, Any]], at: datetime) -> bool:
    """Write new changes and the sheets they touch, all or nothing; no changes are no statement.

    False when a sheet has changed or an id was taken since they were read: then the caller must undo the
    transaction and begin again. Rows of these sheets that this session holds are read anew when asked for.
    """
    if not changes:
        return True
    connection = connection_at_hand()
    rows = [{"public_id": random_code(), **row} for row in changes]
    if is_embedded(connection):
        is_written = sqlite.write(connection, sheets, rows, at)
    else:
        is_written = postgres.write(connection, sheets, rows, at)
    if is_written and db.session.registry.has():
        _forget(sheet.id for sheet in sheets if sheet.is_changed)
    return is_written


def _forget(sheet_ids: Iterable[int]) -> None:
    for sheet_id in sheet_ids:
        row = db.session.identity_map.get(identity_key(Sheet, sheet_id))
        if row is not None:
            db.session.expire(row)
