"""What a visitor sees of a stand; the stands themselves belong to another feature, which declares its source.

Who stands where is the business of booths, and visitors may not know booths: `eventhub.app` hands over the
function that finds a stand by the code of its QR.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol
from zoneinfo import ZoneInfo


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
    def organizer_id(self) -> int:
        """The organizer's number inside."""

    @property
    def cooperative_id(self) -> int | None:
        """Who holds it today, or None."""

    @property
    def fingerprint(self) -> int:
        """Changes when anything told here does; equal only to itself, and only in this process."""

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
    def phase(self) -> str:
        """Where today stands: before, during or after the fair."""

    @property
    def days(self) -> tuple[date, date]:
        """The fair's first day and its last."""

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
    def holders(self) -> Sequence[Any]:
        """All who share the stand today (`exhibit`: its name in addresses, `name`), if several do."""

    @property
    def chosen(self) -> dict[str, Any]:
        """What addresses add after `?` to mean this one of its holders."""

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
    def photo(self) -> str | None:
        """The public id of a picture of them."""

    @property
    def film(self) -> tuple[str, str] | None:
        """A film or sound of theirs: its public id and kind (mp4, webm, mp3, m4a, ogg)."""

    @property
    def products(self) -> Sequence[StandProduct]:
        """What they sell, a dozen at most."""


class Exhibit(Protocol):
    """An exhibitor at a fair, with its stands; a subject for permissions."""

    @property
    def public_id(self) -> str:
        """Its name in addresses: that of its file."""

    @property
    def edition_id(self) -> int:
        """The edition's number inside."""

    @property
    def organizer_id(self) -> int:
        """The organizer's number inside."""

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
    def zone(self) -> ZoneInfo:
        """The fair's clock."""

    @property
    def starts_on(self) -> date:
        """The fair's first day."""

    @property
    def ends_on(self) -> date:
        """The fair's last day."""

    @property
    def opens_at_hour(self) -> int:
        """When its gates open in the morning."""

    @property
    def closes_at_hour(self) -> int:
        """When it ends in the evening."""

    def is_over_on(self, day: date) -> bool:
        """Whether the fair is over, closed early or called off."""

    @property
    def cooperative_id(self) -> int:
        """Who exhibits."""

    @property
    def name(self) -> Any:
        """Its name, a `Texts`."""

    @property
    def phone(self) -> str | None:
        """Its number for the organizer, E.164."""

    @property
    def sector(self) -> str:
        """What it makes or sells."""

    @property
    def booth_ids(self) -> tuple[int, ...]:
        """Its stands inside."""

    @property
    def label(self) -> str:
        """Its stands as written on the plan: A1, A2."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its stands' QRs."""


Source = Callable[[str, str | None], Stand | None]

_sources: list[Source] = []


def declare_source(source: Source) -> None:
    """Say who finds a stand by its code; the last one said is asked."""
    _sources[:] = [source]


def stand_by_code(code: str, exhibit: str | None = None) -> Stand | None:
    """The stand of a QR, with this one of its holders; None when there is none (or nobody knows)."""
    return _sources[0](code, exhibit) if _sources else None


ById = Callable[[str], Exhibit | None]
OfEdition = Callable[[int], Sequence[Exhibit]]
OfPerson = Callable[[int, date], Sequence[Exhibit]]

_exhibits: list[tuple[ById, OfEdition, OfPerson]] = []


def declare_exhibits(by_id: ById, of_edition: OfEdition, of_person: OfPerson) -> None:
    """Say who finds exhibits: by their name in addresses, of an edition, of a person on a day."""
    _exhibits[:] = [(by_id, of_edition, of_person)]


def exhibit_by_id(public_id: str) -> Exhibit | None:
    """The exhibit of an address, None when there is none."""
    return _exhibits[0][0](public_id) if _exhibits else None


def exhibits_of(edition_id: int) -> Sequence[Exhibit]:
    """Everybody who exhibits at a fair, in the order of stands."""
    return _exhibits[0][1](edition_id) if _exhibits else ()


def exhibits_by_booth(edition_id: int) -> dict[int, list[Exhibit]]:
    """By stand all who hold it at a fair, together or one after the other: a vote for it is theirs alike."""
    found: dict[int, list[Exhibit]] = {}
    for exhibit in exhibits_of(edition_id):
        for booth in exhibit.booth_ids:
            found.setdefault(booth, []).append(exhibit)
    return found


def exhibits_of_person(person_id: int, day: date) -> Sequence[Exhibit]:
    """What somebody's cooperatives exhibit at fairs held on this day."""
    return _exhibits[0][2](person_id, day) if _exhibits else ()
