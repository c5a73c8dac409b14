"""What a visitor sees of a stand; the stands themselves belong to another feature, which declares its source.

Who stands where is the business of booths, and visitors may not know booths: `eventhub.app` hands over the
function that finds a stand by the code of its QR.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class StandProduct(Protocol):
    """Something sold there."""

    @property
    def name(self) -> Any:
        """Its name, a `Texts`."""

    @property
    def unit(self) -> Any:
        """What the price is for (a kilo, a jar), a `Texts` or None."""

    @property
    def price(self) -> int | None:
        """Centimes, or None when it is not said."""

    @property
    def photo(self) -> str | None:
        """The public id of its picture."""


class Stand(Protocol):
    """One stand today, as its public page tells it; `exhibitor` is empty when nobody holds it."""

    @property
    def booth_id(self) -> int:
        """The stand's number inside."""

    @property
    def edition_id(self) -> int:
        """The edition's number inside."""

    @property
    def edition(self) -> str:
        """The edition's slug."""

    @property
    def fair(self) -> Any:
        """The fair's name, a `Texts`."""

    @property
    def accent(self) -> str:
        """The fair's colour."""

    @property
    def timezone(self) -> str:
        """The fair's clock."""

    @property
    def code(self) -> str:
        """The code of its QR."""

    @property
    def label(self) -> str:
        """What is written on the plan: B-14."""

    @property
    def exhibitor(self) -> Any:
        """Who is there, a `Texts`, or None."""

    @property
    def about(self) -> Any:
        """What they say of themselves, a `Texts`, or None."""

    @property
    def place(self) -> str:
        """Where they come from, in the language of the moment."""

    @property
    def sector(self) -> str:
        """The picture's motif: honey, pottery, textile and so on."""

    @property
    def phone(self) -> str | None:
        """A number that may be shown to all, E.164."""

    @property
    def products(self) -> Sequence[StandProduct]:
        """What they sell, a dozen at most."""


Source = Callable[[str], Stand | None]

_sources: list[Source] = []


def declare_source(source: Source) -> None:
    """Say who finds a stand by its code; the last one said is asked."""
    _sources[:] = [source]


def stand_by_code(code: str) -> Stand | None:
    """The stand of a QR; None when there is none (or nobody was declared to know)."""
    return _sources[0](code) if _sources else None
