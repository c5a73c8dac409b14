"""PURE: the figures of a fair, each with how it was got: counted, declared or estimated.

A `Report` goes to JSON and back unchanged. What nobody said is None, never zero. It is made in `counting`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Method(StrEnum):
    """How a figure was got."""

    COUNTED = "counted"
    DECLARED = "declared"
    ESTIMATED = "estimated"


class Aim(StrEnum):
    """What an organizer may aim at, or state where nothing was counted. Sales are in centimes."""

    VISITORS = "visitors"
    EXHIBITORS = "exhibitors"
    WOMEN_LED = "women_led"
    SALES = "sales"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and how it was got; `known` said so of the `of` who could have, where that makes sense."""

    value: int | None
    method: Method
    known: int | None = None
    of: int | None = None

    @property
    def share(self) -> float | None:
        """The value as a share of those it is known of."""
        return self.value / self.known if self.value is not None and self.known else None


Tally = tuple[tuple[str, int], ...]
Workshop = tuple[tuple[tuple[str, str], ...], str, int, int, int | None, bool]
"""A session with seats to take: its title by language, when it began, seats offered, taken, people who came
(None: not counted), whether by badges at the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of an edition, ready to be shown, frozen and exported. Days and moments are ISO texts.

    `sales_by_method` counts days of sales by how they are known; `meetings` are asked for, held, cooperatives
    linked, opportunities; `volunteers` are people, their days, their minutes; `workshops` have seats
    to take beforehand. Reports frozen before these were counted
    have none.
    """

    exhibitors: Figure
    by_kind: Tally
    by_sector: Tally
    by_region: Tally
    women_led: Figure
    women_only: Figure
    young: Figure
    members: Figure
    women: Figure
    youth: Figure
    stands: int
    stands_held: int
    stands_occupied: int
    no_shows: Figure
    visitors: Figure
    people: Figure
    visitors_by_day: Tally
    categories: Tally
    peak: tuple[str, int] | None
    sales: Figure
    sales_by_day: tuple[tuple[str, int | None, int, int], ...]
    sales_by_sector: Tally = ()
    sales_by_method: Tally = ()
    meetings: tuple[int, int, int, int] = (0, 0, 0, 0)
    volunteers: tuple[int, int, int] = (0, 0, 0)
    sessions: int
    attendance: Figure
    seats: Figure
    workshops: tuple[Workshop, ...] = ()
    quotas: tuple[tuple[str, int, int], ...]
    targets: tuple[tuple[str, int, int | None], ...]
    before: Tally

    def headline(self, aim: str) -> Figure:
        """The figure that an aim is measured by."""
        found: Figure = getattr(self, Aim(aim).value)
        return found

    @property
    def workshop_seats(self) -> tuple[int, int, Figure]:
        """Of all workshops: seats offered, seats taken, and people who came, known of how many workshops."""
        came = [each[4] for each in self.workshops if each[4] is not None]
        present = Figure(sum(came) if came else None, Method.COUNTED, len(came), len(self.workshops))
        return sum(each[2] for each in self.workshops), sum(each[3] for each in self.workshops), present

    def change(self, aim: str) -> float | None:
        """The change from the edition before, as a share of it; None where one of them is unknown."""
        now, then = self.headline(aim).value, dict(self.before).get(Aim(aim).value)
        return None if now is None or not then else (now - then) / then


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON holds it."""
    return asdict(report)


def from_json(content: Mapping[str, Any]) -> Report:
    """The report as it was frozen. Raises TypeError or KeyError when it is not one."""
    return Report(**{name: _read(value) for name, value in content.items()})


def _read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Figure(**{**value, "method": Method(value["method"])})
    return tuple(map(_read, value)) if isinstance(value, list | tuple) else value
