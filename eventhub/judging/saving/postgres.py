"""PostgreSQL's statements for changes of sheets: one read and one write, by the driver (`eventhub.driver`).

Nothing is locked between the two: the write goes on only if each sheet's row is still the one that was read
(`xmin`), and an id that another request wrote meanwhile ends it by its unique index: either all of it is
written, or nothing. A batch that lost this race locks its sheets when it reads them, in one order.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from eventhub import driver
from eventhub.database import begin_now
from eventhub.judging.saving import statements
from eventhub.judging.saving.batch import Asker, Held

_ONE = {
    "sent": "(SELECT %(change)s::text AS change_id, %(after)s::text AS after) AS sent",
    "named": "= %(sheet)s::text",
    "sheet": "%(sheet)s::text",
    "change": "%(change)s::text",
    "after": "%(after)s::text",
}
_MANY = {
    "sent": "unnest(%(change)s::text[], %(sheet)s::text[], %(after)s::text[])"
    " AS sent(change_id, sheet, after)",
    "named": "= ANY(%(sheet)s::text[])",
    "sheet": "sent.sheet",
    "change": "sent.change_id",
    "after": "sent.after",
}
_IDS = "(SELECT json_agg(each ->> 'id') FROM json_array_elements({}) AS each)"
_VERSION = "s.xmin::text::bigint"


@cache
def _read(*, by_token: bool, is_one: bool, is_locking: bool) -> str:
    who = statements.SESSION if by_token else statements.PERSON
    return statements.READ.format(
        who=who.format(token="%(token)s::text", person="%(person)s::int"),  # noqa: S106 - names of values
        row_version="NULL::bigint" if is_locking else _VERSION,
        lock="ORDER BY s.id FOR NO KEY UPDATE OF s" if is_locking else "",
        criteria=_IDS.format("c.criteria"),
        gates=_IDS.format("t.gates"),
        **(_ONE if is_one else _MANY),
    )


def read(
    connection: sa.Connection | None,
    asker: Asker,
    sent: Sequence[tuple[str, str, str | None]],
    *,
    is_locking: bool,
) -> Sequence[Any]:
    """The rows `store.find` builds on."""
    if is_locking and connection is not None:
        begin_now(connection)
    names = ("change", "sheet", "after")
    is_one = len(sent) == 1
    values: dict[str, Any] = dict(zip(names, sent[0], strict=True)) if is_one else {}
    if not is_one:
        values = {name: [each[place] for each in sent] for place, name in enumerate(names)}
    by_token = asker.token_hash is not None
    values |= {"token": asker.token_hash} if by_token else {"person": asker.person_id}
    return driver.ask(connection, _read(by_token=by_token, is_one=is_one, is_locking=is_locking), values)


_CHANGE = {
    **dict.fromkeys(("public_id", "change_id", "outcome", "refusal"), "text"),
    **dict.fromkeys(("sheet_id", "based_on", "version"), "int"),
    "content": "json",
}
_SHEET = {
    **dict.fromkeys(("id", "version"), "int"),
    **dict.fromkeys(("marks", "gates"), "json"),
    **dict.fromkeys(("comment", "private_note", "state"), "text"),
    "row_version": "bigint",
    "is_changed": "bool",
}

_WRITE = """
WITH held AS (
  SELECT s.id FROM sheets s JOIN {s} ON n.id = s.id
  WHERE n.row_version IS NULL OR n.row_version = {version} ORDER BY s.id FOR NO KEY UPDATE OF s),
fine AS (SELECT 1 WHERE (SELECT count(*) FROM held) = %(touched)s),
kept AS (
  INSERT INTO sheet_changes (public_id, created_at, change_id, sheet_id, based_on, content, outcome, version,
    refusal, made_at)
  SELECT public_id, %(at)s::timestamptz, change_id, sheet_id, based_on, content, outcome, version, refusal,
    %(at)s::timestamptz
  FROM {c}, fine),
saved AS (
  UPDATE sheets SET marks = n.marks, gates = n.gates, comment = n.comment, private_note = n.private_note,
    version = n.version, state = n.state, changed_at = %(at)s::timestamptz
  FROM {s}, fine WHERE sheets.id = n.id AND n.is_changed)
SELECT count(*) FROM fine
"""


@cache
def _write(*, is_one: bool) -> str:
    source = driver.one_row if is_one else driver.many_rows
    return _WRITE.format(version=_VERSION, s=source("s", _SHEET), c=source("c", _CHANGE))


def write(
    connection: sa.Connection | None,
    sheets: Sequence[Held],
    changes: Sequence[Mapping[str, Any]],
    at: datetime,
) -> bool:
    """Write all of it if the sheets are as they were read and the changes' ids still free; else nothing."""
    is_one = len(changes) == 1
    rows = [{**row, "content": driver.as_json(row["content"])} for row in changes]
    values: dict[str, Any] = {"touched": len(sheets), "at": at}
    values |= driver.values_of("c", _CHANGE, rows, is_one=is_one)
    values |= driver.values_of("s", _SHEET, [_row(sheet) for sheet in sheets], is_one=is_one)
    try:
        return bool(driver.ask(connection, _write(is_one=is_one), values)[0][0])
    except driver.LostRaceError:
        return False


def _row(sheet: Held) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "row_version": sheet.row_version,
        "is_changed": sheet.is_changed,
        "marks": driver.as_json(sheet.marks),
        "gates": driver.as_json(sheet.gates),
        "comment": sheet.comment,
        "private_note": sheet.private_note,
        "version": sheet.version,
        "state": sheet.state,
    }
