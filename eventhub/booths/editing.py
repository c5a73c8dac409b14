"""PURE: what an editor may write of a plan, object by object, and how two people's changes become one.

A drawing is objects by id: the ground, zones, stands, things, links (neighbours corrected by hand) and the
backdrop. A change is a list of operations on objects. Two people who change different objects, or different
fields of one, both have their way; where both changed one field the later wins and is told the other's value.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from math import isfinite
from typing import Any

from msgspec import Struct, field

from eventhub.booths.ground import ThingKind

Values = dict[str, Any]
LARGEST_M = 1000.0
MOST_POINTS = 100
MOST_OPERATIONS = 4000
KINDS_OF_LINK = ("side", "back", "facing", "none")
_STAND_ID = re.compile(r"^[2-9a-hj-np-z]{12}$")
_PLAIN_ID = re.compile(r"^[a-z0-9]{1,16}$")


class Kind(StrEnum):
    """What an object is; in this order they are made, in the opposite one they go."""

    GROUND = "ground"
    ZONE = "zone"
    STAND = "stand"
    THING = "thing"
    LINK = "link"
    BACKDROP = "backdrop"


class Verb(StrEnum):
    """What an operation does to an object."""

    ADD = "add"
    SET = "set"
    DROP = "drop"


def _number(least: float, most: float) -> Callable[[Any], float]:
    def clean(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError
        if not least <= value <= most:
            raise ValueError
        return round(float(value), 3)

    return clean


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def clean(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise ValueError
        if not least <= value <= most:
            raise ValueError
        return int(value)

    return clean


def _text(longest: int, *, least: int = 0, upper: bool = False) -> Callable[[Any], str]:
    def clean(value: Any) -> str:
        if not isinstance(value, str) or any(not each.isprintable() for each in value):
            raise ValueError
        text = value.strip()
        if not least <= len(text) <= longest:
            raise ValueError
        return text.upper() if upper else text

    return clean


def _fact(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _one_of(known: Sequence[str]) -> Callable[[Any], str]:
    def clean(value: Any) -> str:
        if value not in known:
            raise ValueError
        return str(value)

    return clean


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_POINTS:
        raise ValueError
    return [_text(40, least=1)(each) for each in value]


def _points(value: Any) -> list[list[float]]:
    if not isinstance(value, list) or len(value) > MOST_POINTS:
        raise ValueError
    coordinate = _number(-LARGEST_M, LARGEST_M)
    return [[coordinate(x), coordinate(y)] for x, y in value]


_place = _number(-LARGEST_M, LARGEST_M)
_turn = _number(-360, 360)
FIELDS: Mapping[Kind, Mapping[str, Callable[[Any], Any]]] = {
    Kind.GROUND: {"width": _number(3, LARGEST_M), "depth": _number(3, LARGEST_M)},
    Kind.ZONE: {
        "key": _text(4, least=1, upper=True),
        "name_ar": _text(80),
        "name_fr": _text(80),
        "sectors": _texts,
        "is_institutional": _fact,
        "outline": _points,
        "hall": _text(40),
        "is_step_free": _fact,
    },
    Kind.STAND: {
        "label": _text(12, least=1, upper=True),
        "row": _text(12, least=1, upper=True),
        "zone": _text(16, least=1),
        "x": _place,
        "y": _place,
        "width": _number(0.5, 100),
        "depth": _number(0.5, 100),
        "angle": lambda value: _turn(value) % 360,
        "is_corner": _fact,
        "power_kw": _number(0, 1000),
        "has_water": _fact,
        "allows_cooking": _fact,
        "takes_heavy": _fact,
        "is_accessible": _fact,
        "is_blocked": _fact,
        "price": _whole(0, 10**10),
    },
    Kind.THING: {
        "what": _one_of([kind.value for kind in ThingKind]),
        "x": _place,
        "y": _place,
        "width": _number(0, LARGEST_M),
        "depth": _number(0, LARGEST_M),
        "angle": lambda value: _turn(value) % 360,
        "label": _text(40),
        "points": _points,
    },
    Kind.LINK: {"between": _one_of(KINDS_OF_LINK)},
    Kind.BACKDROP: {
        "x": _place,
        "y": _place,
        "width": _number(0.1, 10 * LARGEST_M),
        "depth": _number(0.1, 10 * LARGEST_M),
        "opacity": _number(0, 1),
        "is_shown": _fact,
    },
}
NEEDED: Mapping[Kind, frozenset[str]] = {
    Kind.ZONE: frozenset({"key"}),
    Kind.STAND: frozenset({"label", "row", "zone", "x", "y"}),
    Kind.THING: frozenset({"what", "x", "y"}),
    Kind.LINK: frozenset({"between"}),
}


class MalformedError(ValueError):
    """An operation that no editor of ours would send; says where."""


class Operation(Struct, frozen=True):
    """One thing done to one object; `was` is what its writer saw before."""

    verb: Verb
    kind: Kind
    id: str
    values: Values = field(default_factory=dict)
    was: Values = field(default_factory=dict)


class Change(Struct, frozen=True):
    """What one gesture did, with an id of its own so that sending it twice is harmless."""

    id: str
    operations: tuple[Operation, ...]


def read_change(item: Any) -> Change:
    """A change as it was sent: `{"id", "operations": [{"verb", "kind", "id", "values", "was"}]}`.

    Raises MalformedError.
    """
    if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not 8 <= len(item["id"]) <= 36:  # noqa: PLR2004 - a UUID or like it
        raise MalformedError("id")
    listed = item.get("operations")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_OPERATIONS:
        raise MalformedError("operations")
    return Change(item["id"], tuple(_read_operation(each) for each in listed))


def _read_operation(item: Any) -> Operation:
    try:
        verb, kind, name = Verb(item["verb"]), Kind(item["kind"]), item["id"]
    except (KeyError, TypeError, ValueError):
        raise MalformedError("operation") from None
    if not _is_id(kind, name):
        raise MalformedError("id of an object")
    values, was = item.get("values") or {}, item.get("was") or {}
    if not isinstance(values, dict) or not isinstance(was, dict):
        raise MalformedError("values")
    if verb != Verb.DROP:
        values = cleaned(kind, values)
    if verb == Verb.ADD and not NEEDED.get(kind, frozenset()) <= values.keys():
        raise MalformedError("values missing")
    return Operation(verb, kind, name, values, was)


def _is_id(kind: Kind, name: Any) -> bool:
    if not isinstance(name, str):
        return False
    if kind in (Kind.ZONE, Kind.STAND):
        return bool(_STAND_ID.match(name))
    if kind == Kind.LINK:
        one, _, other = name.partition("~")
        return bool(_STAND_ID.match(one) and _STAND_ID.match(other) and one < other)
    if kind in (Kind.GROUND, Kind.BACKDROP):
        return name == kind
    return bool(_PLAIN_ID.match(name)) and name not in (Kind.GROUND, Kind.BACKDROP)


def cleaned(kind: Kind, values: Mapping[str, Any]) -> Values:
    """The fields that may be written, in range and of their type. Raises MalformedError with the field."""
    found: Values = {}
    for name, value in values.items():
        cleaner = FIELDS[kind].get(name)
        if cleaner is None:
            continue
        try:
            found[name] = cleaner(value)
        except (ValueError, TypeError, OverflowError):
            raise MalformedError(name) from None
    return found


def in_working_order(operations: Sequence[Operation]) -> list[Operation]:
    """Zones before the stands that lie in them; what goes goes last, stands before their zones."""
    kinds = list(Kind)
    kept = [each for each in operations if each.verb != Verb.DROP]
    dropped = [each for each in operations if each.verb == Verb.DROP]
    kept.sort(key=lambda each: kinds.index(each.kind))
    dropped.sort(key=lambda each: -kinds.index(each.kind))
    return kept + dropped


def clashes(current: Mapping[str, Any], operation: Operation) -> dict[str, Any]:
    """The fields that somebody else changed in between to something else: what stands there now."""
    return {
        name: current[name]
        for name, wanted in operation.values.items()
        if name in operation.was
        and name in current
        and current[name] != operation.was[name]
        and current[name] != wanted
    }


def has_changed(current: Mapping[str, Any], kind: Kind, was: Mapping[str, Any]) -> bool:
    """Whether an object is no longer as it was seen, in any field an editor may write."""
    return any(name in current and current[name] != was[name] for name in FIELDS[kind] if name in was)


def difference(now: Mapping[str, Values], wanted: Mapping[str, Values]) -> Iterator[Operation]:
    """What turns one drawing into another, as operations."""
    for name, values in wanted.items():
        kind = Kind(values["kind"])
        mine = {key: value for key, value in values.items() if key in FIELDS[kind]}
        if name not in now:
            yield Operation(Verb.ADD, kind, name, mine)
            continue
        changed = {key: value for key, value in mine.items() if now[name].get(key) != value}
        if changed:
            yield Operation(Verb.SET, kind, name, changed)
    for name, values in now.items():
        kind = Kind(values["kind"])
        if name not in wanted and kind not in (Kind.GROUND, Kind.BACKDROP):
            yield Operation(Verb.DROP, kind, name)


def free_label(wanted: str, row: str, taken: set[str]) -> str:
    """The label, or the next number of its row that nobody carries."""
    if wanted not in taken:
        return wanted
    number = 1
    while (found := f"{row}{number}"[-12:]) in taken:
        number += 1
    return found
