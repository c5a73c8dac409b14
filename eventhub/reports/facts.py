"""PURE: what the features know of a fair, before anything is counted together. See `queries.facts_of`."""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, field

from eventhub.reports.figures import Aim, Method


class Exhibitor(Struct, frozen=True):
    """One exhibitor that was expected. `came` is None until somebody noted it. Unknown facts are None."""

    kind: str
    sector: str
    region: str
    came: bool | None = None
    is_cooperative: bool = True
    is_women_led: bool | None = None
    members: int | None = None
    women: int | None = None
    youth: int | None = None
    tags: frozenset[str] = frozenset()


class Sale(Struct, frozen=True):
    """What one exhibitor sold on one day, in centimes, and how that is known."""

    exhibitor: int
    day: date
    amount: int
    sector: str = ""
    how: str = "declared"
    is_band: bool = False


class Session(Struct, frozen=True):
    """One session: seats where limited, people counted where somebody counted.

    `taken`: people who took a seat beforehand, None where none was to be taken. `is_scanned`: `attended` is
    known by badges at the door. `title`: pairs of language and text; `starts`: ISO.
    """

    kind: str
    seats: int | None = None
    attended: int | None = None
    taken: int | None = None
    is_scanned: bool = False
    title: tuple[tuple[str, str], ...] = ()
    starts: str = ""


class Stated(Struct, frozen=True):
    """What an organizer aims at, and states where nothing was counted."""

    target: int | None = None
    value: int | None = None
    method: Method = Method.ESTIMATED


class Facts(Struct, frozen=True, kw_only=True):
    """What the features know of an edition at a moment; `days` are those that have begun.

    `volunteers`: how many came, their days, their minutes.
    """

    days: tuple[date, ...] = ()
    exhibitors: tuple[Exhibitor, ...] = ()
    stands: int = 0
    stands_held: int = 0
    stands_occupied: int = 0
    people_by_day: Mapping[date, int] = field(default_factory=dict)
    people: int = 0
    categories: Mapping[str, int] = field(default_factory=dict)
    quarters: tuple[tuple[datetime, int], ...] = ()
    sales: tuple[Sale, ...] = ()
    present_by_day: Mapping[date, int] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    quotas: tuple[tuple[str, int], ...] = ()
    stated: Mapping[Aim, Stated] = field(default_factory=dict)
    meetings: tuple[int, int, int, int] = (0, 0, 0, 0)
    volunteers: tuple[int, int, int] = (0, 0, 0)
    before: Mapping[Aim, int] = field(default_factory=dict)
