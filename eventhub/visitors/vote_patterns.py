"""PURE: what looks like a farm of badges in the votes for stands, told with figures, never acted upon.

Four patterns, each for one stand (thresholds are in the constants, so that a report can say them):

- device: many badges voted from one phone. A family shares a phone, so five are nothing;
- rate: many votes within ten minutes, far more than that stand's usual pace. A class of pupils does so too;
- place: badges that never came in at a gate, though the gates counted that day;
- time: badges made moments before they voted. One registers at the stand, so a few are nothing.

The votes stay where they are: an organizer reads the report, decides, and the decision is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

FROM_ONE_DEVICE = 6
WINDOW = timedelta(minutes=10)
IN_A_WINDOW = 12
TIMES_THE_USUAL = 4
NEVER_CAME = 8
NEVER_CAME_SHARE = 0.5
FRESH = timedelta(minutes=3)
FRESH_BADGES = 8


class Kind(StrEnum):
    """What gives a farm away."""

    DEVICE = "device"
    RATE = "rate"
    PLACE = "place"
    TIME = "time"


class Decision(StrEnum):
    """What an organizer does with such votes."""

    KEPT = "kept"
    SET_ASIDE = "set_aside"


class Cast(Struct, frozen=True):
    """One vote: when, from which phone and network (digests), and what its badge did before."""

    id: int
    booth_id: int
    at: datetime
    device: str | None = None
    network: str | None = None
    badge_made_at: datetime | None = None
    came_in: bool = True


class Pattern(Struct, frozen=True):
    """Votes of a stand that look alike in a way that chance seldom makes. `key` names it for ever."""

    kind: Kind
    key: str
    booth_id: int
    votes: tuple[int, ...]
    first_at: datetime
    last_at: datetime
    of: int
    networks: int

    @property
    def minutes(self) -> int:
        """How long it lasted, in minutes begun."""
        return max(1, -int(-(self.last_at - self.first_at).total_seconds() // 60))


def patterns(votes: Iterable[Cast], *, gates_counted: bool = True) -> list[Pattern]:
    """Every pattern in the votes, the largest first. `gates_counted`: whether entries were scanned at all."""
    stands: dict[int, list[Cast]] = defaultdict(list)
    for vote in votes:
        stands[vote.booth_id].append(vote)
    found = [
        pattern
        for booth_id, cast in sorted(stands.items())
        for pattern in _of_stand(booth_id, sorted(cast, key=lambda each: (each.at, each.id)), gates_counted)
    ]
    return sorted(found, key=lambda each: (-len(each.votes), each.key))


def _of_stand(booth_id: int, cast: Sequence[Cast], gates_counted: bool) -> Iterator[Pattern]:  # noqa: FBT001
    devices: dict[str, list[Cast]] = defaultdict(list)
    for vote in cast:
        if vote.device:
            devices[vote.device].append(vote)
    for device, group in devices.items():
        if len(group) >= FROM_ONE_DEVICE:
            yield _pattern(Kind.DEVICE, f"device:{booth_id}:{device}", group, len(cast))
    for burst in _bursts(cast):
        yield _pattern(Kind.RATE, f"rate:{booth_id}:{burst[0].at:%Y%m%d%H%M}", burst, len(cast))
    absent = [vote for vote in cast if not vote.came_in]
    if gates_counted and len(absent) >= NEVER_CAME and len(absent) >= NEVER_CAME_SHARE * len(cast):
        yield _pattern(Kind.PLACE, f"place:{booth_id}", absent, len(cast))
    fresh = [
        vote for vote in cast if vote.badge_made_at and timedelta() <= vote.at - vote.badge_made_at <= FRESH
    ]
    if len(fresh) >= FRESH_BADGES:
        yield _pattern(Kind.TIME, f"time:{booth_id}", fresh, len(cast))


def _pattern(kind: Kind, key: str, group: Sequence[Cast], of: int) -> Pattern:
    return Pattern(
        kind=kind,
        key=key,
        booth_id=group[0].booth_id,
        votes=tuple(sorted(vote.id for vote in group)),
        first_at=group[0].at,
        last_at=group[-1].at,
        of=of,
        networks=len({vote.network for vote in group if vote.network}),
    )


def _bursts(cast: Sequence[Cast]) -> Iterator[Sequence[Cast]]:
    """Runs of votes within a window, far denser than the stand's usual pace; none overlaps another."""
    if len(cast) < IN_A_WINDOW:
        return
    usual = _usual_in_a_window(cast)
    start = end = 0
    while start < len(cast):
        end = max(end, start)
        while end < len(cast) and cast[end].at - cast[start].at <= WINDOW:
            end += 1
        count = end - start
        if count >= IN_A_WINDOW and count >= TIMES_THE_USUAL * usual:
            yield cast[start:end]
            start = end
        else:
            start += 1


def _usual_in_a_window(cast: Sequence[Cast]) -> float:
    """The median of votes in the windows that had any: a burst does not raise it much."""
    windows: dict[int, int] = defaultdict(int)
    for vote in cast:
        windows[int(vote.at.timestamp() // WINDOW.total_seconds())] += 1
    counts = sorted(windows.values())
    return float(counts[len(counts) // 2]) if len(counts) > 2 else 1.0  # noqa: PLR2004 - two say nothing usual


def counted(votes: Iterable[Cast], set_aside: Iterable[int]) -> dict[int, tuple[int, int]]:
    """By stand: (all votes, votes that count after what an organizer set aside)."""
    out = set(set_aside)
    totals: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for vote in votes:
        totals[vote.booth_id][0] += 1
        totals[vote.booth_id][1] += vote.id not in out
    return {booth: (cast, kept) for booth, (cast, kept) in totals.items()}
