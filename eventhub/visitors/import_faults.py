"""PURE: what may be wrong with a list of visitors, as codes and values: said in the language of who reads.

The words are `phrases.told`. Kept as JSON by `Fault.kept`, and read back by `Fault.of`.
"""

from enum import StrEnum
from typing import Any

from msgspec import Struct, field


class FaultKind(StrEnum):
    """What is wrong with a row, or with the whole file."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_PHONE = "no_phone"
    NO_EMAIL = "no_email"
    NO_KIND = "no_kind"
    NO_PARTY = "no_party"
    NO_RESULT = "no_result"
    EMPTY = "empty"
    NO_COLUMN = "no_column"
    TOO_MANY = "too_many"
    NO_TABLE = "no_table"


class Fault(Struct, frozen=True):
    """One thing that is wrong: its code, and the values its sentence names."""

    kind: FaultKind
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> list[Any]:
        """As it is kept in JSON."""
        return [self.kind.value, self.values]

    @classmethod
    def of(cls, kept: Any) -> "Fault | str":
        """As it was kept; a sentence of an earlier release is given back as it is."""
        return kept if isinstance(kept, str) else cls(FaultKind(kept[0]), kept[1])
