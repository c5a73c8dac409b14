"""SQLite's statements for changes of sheets: its transaction holds the only write lock already."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

import sqlalchemy as sa

from eventhub.database import UTCDateTime
from eventhub.judging.models import Sheet, SheetChange
from eventhub.judging.saving import statements
from eventhub.judging.saving.batch import Asker, Held

_MOMENTS = (
    *("ended_at", "expires_at", "last_seen_at", "created_at"),
    *("left_at", "signed_off_at", "judging_ends_at", "second_stage_at"),
)
_SENT = "SELECT value ->> 0 AS change_id, value ->> 1 AS sheet, value ->> 2 AS after FROM json_each(:sent)"
_IDS = "(SELECT json_group_array(value ->> 'id') FROM json_each({}))"
_FIELDS = ("marks", "gates", "comment", "private_note", "version", "state")


@cache
def _read(*, by_token: bool) -> Any:
    who = statements.SESSION if by_token else statements.PERSON
    text = statements.READ.format(
        who=who.format(token=":token", person=":person"),  # noqa: S106 - names of values
        row_version="NULL",
        lock="",
        sent=f"({_SENT}) AS sent",
        named="IN (SELECT value ->> 1 FROM json_each(:sent))",
        sheet="sent.sheet",
        change="sent.change_id",
        after="sent.after",
        criteria=_IDS.format("c.criteria"),
        gates=_IDS.format("t.gates"),
    )
    json_kinds = dict.fromkeys(("marks", "gates", "criteria", "gate_ids"), sa.JSON)
    return sa.text(text).columns(**dict.fromkeys(_MOMENTS, UTCDateTime), **json_kinds)


def read(
    connection: sa.Connection, asker: Asker, sent: Sequence[tuple[str, str, str | None]]
) -> Sequence[Any]:
    """The rows `store.find` builds on; the transaction holds its lock already."""
    by_token = asker.token_hash is not None
    who = {"token": asker.token_hash} if by_token else {"person": asker.person_id}
    return connection.execute(_read(by_token=by_token), {**who, "sent": json.dumps(sent)}).all()


@cache
def _statements() -> tuple[Any, Any]:
    sheet = Sheet.__table__
    names = (*_FIELDS, "changed_at")
    values = {name: sa.bindparam(f"new_{name}", type_=sheet.c[name].type) for name in names}
    saved = sa.update(cast("sa.Table", sheet)).where(sheet.c.id == sa.bindparam("key")).values(values)
    return sa.insert(cast("sa.Table", SheetChange.__table__)), saved


def write(
    connection: sa.Connection, sheets: Sequence[Held], changes: Sequence[Mapping[str, Any]], at: datetime
) -> bool:
    """Write all of it, a statement a table."""
    kept, saved = _statements()
    connection.execute(kept, [{**row, "made_at": at, "created_at": at} for row in changes])
    rows = [
        {"key": sheet.id, "new_changed_at": at} | {f"new_{name}": getattr(sheet, name) for name in _FIELDS}
        for sheet in sheets
        if sheet.is_changed
    ]
    if rows:
        connection.execute(saved, rows)
    return True
