"""Pages: rendering with a form's status, going elsewhere, and lists paged by key."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import make_response, redirect, render_template, request
from msgspec import Struct
from werkzeug.wrappers import Response

from eventhub.database import UTCDateTime, db

PAGE_SIZE = 50
LARGEST_KEY = 2**63 - 1


def page(template: str, form: Any = None, **context: Any) -> Response:
    """Render a template; with a refused form the status is 422."""
    return make_response(
        render_template(template, form=form, **context), form.status if form is not None else 200
    )


def go(location: str) -> Response:
    """Answer a post by sending the browser elsewhere (303), so that a reload repeats nothing."""
    return redirect(location, 303)


def safe_next(default: str) -> str:
    """Where to go after signing in: the asked page when it is one of ours."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if ours else default


class Slice(Struct, frozen=True):
    """One page of a list and the keys of its neighbours (None where there is none)."""

    rows: Sequence[Any]
    after: str | None
    before: str | None


def keyset(
    query: sa.Select[Any],
    keys: Sequence[Any],
    key_of: Callable[[Any], Sequence[Any]],
    *,
    descending: bool = False,
    size: int = PAGE_SIZE,
    values: Mapping[str, Any] | None = None,
    is_kept: bool = False,
) -> Slice:
    """One page of a query ordered by `keys` (columns; together unique), read from ?after= or ?before=.

    `key_of(row)` gives a row's values of those columns. The cost doesn't grow with the page's number.
    `values` are those of the query's parameters. `is_kept` says that the query and its keys were built once
    and are asked again and again: then so is the statement of its first page.
    """
    after, before = (
        _read_key(request.args.get("after"), keys),
        _read_key(request.args.get("before"), keys),
    )
    backwards = before is not None and after is None
    start = before if backwards else after
    rising = descending == backwards
    if start is not None:
        border = (
            sa.tuple_(*keys) > sa.tuple_(*_bound(keys, start))
            if rising
            else sa.tuple_(*keys) < sa.tuple_(*_bound(keys, start))
        )
        query = query.where(border)
    put_in_order = _in_order_once if is_kept and start is None else _in_order
    found = list(db.session.scalars(put_in_order(query, tuple(keys), size + 1, rising=rising), values))
    more = len(found) > size
    rows = found[:size]
    if backwards:
        rows.reverse()
    return Slice(
        rows,
        after=_write_key(key_of(rows[-1])) if rows and (more or backwards) else None,
        before=_write_key(key_of(rows[0])) if rows and (more if backwards else after is not None) else None,
    )


def _in_order(query: sa.Select[Any], keys: tuple[Any, ...], most: int, *, rising: bool) -> sa.Select[Any]:
    return query.order_by(*(key.asc() if rising else key.desc() for key in keys)).limit(most)


_in_order_once = lru_cache(maxsize=64)(_in_order)
"""Only for queries that stay: they are told apart by which they are, and each would be kept."""


def portion(rows: Sequence[Any], key_of: Callable[[Any], str], name: str, *, size: int = PAGE_SIZE) -> Slice:
    """One page of a list that was worked out rather than read, from the row after the key in ?name=.

    Several such lists may share an address. `before` is the key of the page before, empty for the first.
    """
    asked = request.args.get(name)
    keys = [key_of(row) for row in rows]
    start = keys.index(asked) + 1 if asked in keys else 0
    end = start + size
    earlier = start - size
    return Slice(
        rows[start:end],
        after=keys[end - 1] if end < len(rows) else None,
        before=None if start == 0 else keys[earlier - 1] if earlier > 0 else "",
    )


def _bound(keys: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    return [sa.literal(value, key.type) for key, value in zip(keys, values, strict=True)]


def _write_key(values: Sequence[Any]) -> str:
    text = json.dumps(list(values), default=lambda value: value.isoformat())
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_key(text: str | None, keys: Sequence[Any]) -> list[Any] | None:
    """The values of the keys; None for what this site never wrote, which anybody may put in an address."""
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list):
            return None
        return [_typed(value, key.type) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError):
        return None


def _typed(value: Any, kind: sa.types.TypeEngine[Any]) -> Any:
    """A value of a key as its column compares it. Raises ValueError, TypeError."""
    if isinstance(kind, UTCDateTime):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    wanted = int if isinstance(kind, sa.Integer) else str if isinstance(kind, sa.String) else str | int
    if not isinstance(value, wanted) or (isinstance(value, int) and abs(value) > LARGEST_KEY):
        raise TypeError(value)
    return value
