"""PURE: applications counted by what organizers balance, against quotas and stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from eventhub.booths.states import AWAITING_DECISION, COMING, DECIDED, ENDED, ApplicationState

_S = ApplicationState
SELECTED = COMING | {_S.SELECTED}
"""Files that have a stand, inside at least."""
IN_ORDER = AWAITING_DECISION | DECIDED | COMING
"""Files that were found in order, wherever they are since."""
GROUPS = ("region", "province", "sector")
TAGS = ("women", "youth", "province", "led", "first")
"""What is counted across groups; the first three are the tags of published quotas."""


class Count(Struct):
    """Files of one kind: sent, found in order, selected, and those that would be selected besides."""

    applied: int = 0
    in_order: int = 0
    selected: int = 0
    more: int = 0

    @property
    def then(self) -> int:
        """Selected, if those were accepted too."""
        return self.selected + self.more


class Tally(Struct):
    """Counts of an edition: of all, by group and value, by tag. `quotas` are the least of each tag."""

    whole: Count = field(default_factory=Count)
    groups: dict[str, dict[str, Count]] = field(default_factory=dict)
    tags: dict[str, Count] = field(default_factory=dict)
    quotas: Mapping[str, int] = field(default_factory=dict)
    stands: int = 0

    def by_size(self, group: str) -> list[tuple[str, Count]]:
        """The values of a group, those with most applications first."""
        return sorted(self.groups[group].items(), key=lambda item: (-item[1].applied, item[0]))

    def quota_rows(self) -> list[tuple[str, Count, int]]:
        """Each quota with its count and the least that was published."""
        return [(tag, self.tags[tag], least) for tag, least in self.quotas.items() if tag in self.tags]


def count_up(rows: Iterable[Any], quotas: Sequence[Mapping[str, Any]], stands: int) -> Tally:
    """A tally of counted rows: each answers region, province, sector, state, count, and `is_` each tag.

    A row may answer `chosen`: how many of its files are among those one thinks of accepting.
    """
    tally = Tally(
        groups={group: {} for group in GROUPS},
        tags={tag: Count() for tag in TAGS},
        quotas={str(quota["tag"]): int(quota["least"]) for quota in quotas},
        stands=stands,
    )
    for row in rows:
        touched = [tally.whole]
        touched += [tally.groups[group].setdefault(getattr(row, group), Count()) for group in GROUPS]
        touched += [tally.tags[tag] for tag in TAGS if getattr(row, f"is_{tag}")]
        for count in touched:
            _add(count, row)
    return tally


def _add(count: Count, row: Any) -> None:
    state = ApplicationState(row.state)
    if state in {_S.DRAFT, _S.WITHDRAWN}:
        return
    count.applied += row.count
    count.in_order += row.count if state in IN_ORDER else 0
    count.selected += row.count if state in SELECTED else 0
    count.more += row.chosen if state not in SELECTED | ENDED or state == _S.REFUSED else 0
