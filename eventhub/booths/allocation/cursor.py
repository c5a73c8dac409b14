"""Walking a JSON document with the name of the place at hand, so that every complaint names it.

A ``Cursor`` is a value, the file it came from and its JSON path
(``applications[3].needs.power_kw``). Every reader raises ``BadInput``.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NoReturn

from eventhub.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HUGE = 1e12  # beyond any length, sum of money or count of a fair; keeps sums exact
_MOST_DIGITS = 40
_SHOWN = 60


def load(path: Path) -> Cursor:
    """The document in a UTF-8 JSON file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise BadInput(path, f"byte {error.start}", "is not UTF-8") from error
    return loads(text, str(path))


def loads(text: str, file: str) -> Cursor:
    """The document in a text; a member named twice in one object is refused."""

    def refuse(constant: str) -> NoReturn:
        raise BadInput(file, "", f"{constant} is not a JSON number")

    def whole(digits: str) -> int:
        if len(digits) > _MOST_DIGITS:
            raise BadInput(file, "", f"a number of {len(digits)} digits is too large")
        return int(digits)

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise BadInput(file, "", f"an object names {_shown(twice)} twice")
        return found

    try:
        value = json.loads(text, parse_constant=refuse, parse_int=whole, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        raise BadInput(file, f"line {error.lineno} column {error.colno}", error.msg) from error
    except RecursionError as error:
        raise BadInput(file, "", "is nested too deeply") from error
    return Cursor(value, file)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


class Cursor:
    """A value and where it stands: inside ``parent``, under ``key``; a large instance has 200,000 of them."""

    __slots__ = ("file", "key", "parent", "value")

    def __init__(self, value: object, file: str, parent: Cursor | None = None, key: str | int = "") -> None:
        self.value = value
        self.file = file
        self.parent = parent
        self.key = key

    @property
    def place(self) -> str:
        """The JSON path, empty for the whole document."""
        if self.parent is None:
            return ""
        before = self.parent.place
        if isinstance(self.key, int):
            return f"{before}[{self.key}]"
        return f"{before}.{self.key}" if before else self.key

    def fail(self, what: str) -> NoReturn:
        """Complain about this place."""
        raise BadInput(self.file, self.place, what)

    def _mistyped(self, wanted: str) -> NoReturn:
        self.fail(f"must be {wanted}, not {_shown(self.value)}")

    def __getitem__(self, name: str) -> Cursor:
        """A member that must be there."""
        value = self.value
        if type(value) is dict and name in value:
            return Cursor(value[name], self.file, self, name)
        return self.get(name) or self.fail(f"{name} is missing")

    def get(self, name: str) -> Cursor | None:
        """A member, or None where there is none."""
        if not isinstance(self.value, dict):
            self._mistyped("an object")
        if name not in self.value:
            return None
        return Cursor(self.value[name], self.file, self, name)

    def members(self) -> Iterator[tuple[str, Cursor]]:
        """Names and values of an object."""
        if not isinstance(self.value, dict):
            self._mistyped("an object")
        for name in self.value:
            yield name, self[name]

    @property
    def document(self) -> dict[str, Any]:
        """The object itself, for who reads it another way."""
        if not isinstance(self.value, dict):
            self._mistyped("an object")
        return self.value

    def items(self) -> list[Cursor]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            self._mistyped("a list")
        return [Cursor(v, self.file, self, i) for i, v in enumerate(self.value)]

    def is_null(self) -> bool:
        """Whether it is JSON's null."""
        return self.value is None

    def text(self) -> str:
        """A non-empty string."""
        if not isinstance(self.value, str) or not self.value:
            self._mistyped("a non-empty text")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of non-empty strings, none of them twice."""
        found: dict[str, None] = {}
        for item in self.items() if self.value != [] else ():
            text = item.text()
            if text in found:
                item.fail(f"{_shown(text)} is listed twice")
            found[text] = None
        return tuple(found)

    def boolean(self) -> bool:
        """JSON's true or false."""
        if not isinstance(self.value, bool):
            self._mistyped("true or false")
        return self.value

    def number(self, least: float = 0, most: float = _HUGE) -> float:
        """A finite number from ``least`` to ``most``; a whole one stays an int."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self._mistyped("a number")
        if not math.isfinite(self.value) or not least <= self.value <= most:
            self._mistyped(f"a number from {least:g} to {most:g}")
        return int(self.value) if self.value == int(self.value) else self.value

    def whole(self, least: int = 0, most: int = 1_000_000) -> int:
        """An integer from ``least`` to ``most``."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not least <= self.value <= most:
            self._mistyped(f"a whole number from {least} to {most}")
        return self.value

    def one_of(self, choices: tuple[str, ...]) -> str:
        """One of a few words."""
        if not isinstance(self.value, str) or self.value not in choices:
            self._mistyped("one of " + ", ".join(choices))
        return self.value
