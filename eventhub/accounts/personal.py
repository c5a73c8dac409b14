"""Personal data: each feature says what it keeps about a person, and how it forgets them (law 09-08).

A feature says once::

    personal.declare_personal("applications", collect=..., forget=...)

`collect(person)` gives JSON-ready data. `forget(person, at)` erases or anonymises what the law and the
accounts don't oblige to keep; without one, nothing there names the person.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct

Collect = Callable[[Any], Any]
Forget = Callable[[Any, datetime], None]


class _Keeping(Struct, frozen=True):
    collect: Collect
    forget: Forget | None


_keepings: dict[str, _Keeping] = {}


def declare_personal(name: str, collect: Collect, forget: Forget | None = None) -> None:
    """Say what a feature keeps about people, under a name used in the export."""
    _keepings[name] = _Keeping(collect, forget)


def collected(person: Any) -> dict[str, Any]:
    """Everything kept about a person, by feature; JSON-ready."""
    return {name: keeping.collect(person) for name, keeping in _keepings.items()}


def forget(person: Any, at: datetime) -> None:
    """Have every feature forget a person."""
    for keeping in _keepings.values():
        if keeping.forget is not None:
            keeping.forget(person, at)
