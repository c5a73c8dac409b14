"""Who judges what: exactly k judges an idea, no conflict, even loads, one well connected jury. PURE.

`assign` makes a plan or mends one: seats that are kept stay, the rest is planned round them. Expertise is
followed as far as the links between judges allow (`seating`, then `linking`). When there is no plan,
`Impossible` says which ideas lack how many judges and the smallest change that makes one possible.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from eventhub.judging.assigning.linking import information, link, linking
from eventhub.judging.assigning.seating import Full, Hall, seat
from eventhub.judging.ranking.marks import Bools, Floats, Ints

Seat = tuple[str, str]
# Equal expertise is told apart by chance, by less than any expertise anybody writes down.
TIE_BREAK = 1e-3
SEED = 20_250_422


@dataclass(frozen=True, slots=True)
class Assignment:
    """A plan: `seats` are (judge, idea), sorted; `loads` the seats of each judge.

    `expertise` is the mean over seats, `linking` how well the jury is connected (0 when in several
    parts, .22 is well), `parts` the number of separate juries.
    """

    seats: tuple[Seat, ...]
    loads: Mapping[str, int]
    expertise: float
    linking: float
    parts: int


class Impossible(Exception):  # noqa: N818 - it says what was asked for
    """No plan exists. `lacking` says how many judges each idea lacks; then the smallest changes.

    Either would do: `more_judges` judges without conflict or limit, or `possible` judges an idea instead
    of what was asked (0 when not even one is possible).
    """

    def __init__(self, lacking: Mapping[str, int], more_judges: int, possible: int) -> None:
        super().__init__(", ".join(f"{idea} lacks {count}" for idea, count in lacking.items()))
        self.lacking = dict(lacking)
        self.more_judges = more_judges
        self.possible = possible


@dataclass(frozen=True, eq=False)
class _Call:
    """The names behind the rows and columns, and what was asked, as matrices of ideas × judges."""

    ideas: tuple[str, ...]
    judges: tuple[str, ...]
    expertise: Floats
    allowed: Bools
    kept: Bools
    per_idea: Ints
    capacity: Ints


def assign(
    ideas: Iterable[str],
    judges: Iterable[str],
    *,
    per_idea: int | Mapping[str, int],
    conflicts: Collection[Seat] = (),
    expertise: Mapping[Seat, float] | None = None,
    keep: Collection[Seat] = (),
    capacity: Mapping[str, int] | None = None,
) -> Assignment:
    """Plan the seats. Pairs are (judge, idea); expertise left out is 0; no capacity is no limit.

    `per_idea` is one number for all, or each idea's own (all of them named). Kept seats of judges or ideas
    that aren't named, or that are now in conflict, are given up, and an idea keeps at most `per_idea`.
    Raises Impossible; raises ValueError unless `per_idea` is at least 1.
    The same call gives the same plan, in whatever order things are named.
    """
    if min(per_idea.values(), default=1) < 1 if isinstance(per_idea, Mapping) else per_idea < 1:
        raise ValueError("an idea needs at least one judge")
    call = _call(ideas, judges, per_idea, conflicts, expertise or {}, keep, capacity or {})
    if not call.ideas:
        return Assignment((), dict.fromkeys(call.judges, 0), 0.0, 0.0, 0)
    _refuse_too_few(call)
    value = call.expertise + TIE_BREAK * np.random.default_rng(SEED).random(call.expertise.shape)
    try:
        seated = seat(Hall(value, call.allowed, call.kept, call.per_idea, call.capacity))
    except Full as full:
        raise _too_full(call, full) from None
    return _assignment(call, link(seated, value, call.allowed, call.kept))


def _call(
    ideas: Iterable[str],
    judges: Iterable[str],
    per_idea: int | Mapping[str, int],
    conflicts: Collection[Seat],
    expertise: Mapping[Seat, float],
    keep: Collection[Seat],
    capacity: Mapping[str, int],
) -> _Call:
    """Names to matrices."""
    idea_ids, judge_ids = tuple(sorted(set(ideas))), tuple(sorted(set(judges)))
    row = {name: place for place, name in enumerate(idea_ids)}
    column = {name: place for place, name in enumerate(judge_ids)}

    def places(pairs: Iterable[Seat]) -> tuple[Ints, Ints]:
        known = [(row[idea], column[judge]) for judge, idea in pairs if idea in row and judge in column]
        flat = np.array(known, dtype=np.int64).reshape(-1, 2)
        return flat[:, 0], flat[:, 1]

    value = np.zeros((len(idea_ids), len(judge_ids)))
    known = {pair: worth for pair, worth in expertise.items() if pair[1] in row and pair[0] in column}
    value[places(known)] = list(known.values())
    allowed, kept = np.ones(value.shape, dtype=bool), np.zeros(value.shape, dtype=bool)
    allowed[places(conflicts)] = False
    kept[places(keep)] = True
    each = [per_idea[idea] if isinstance(per_idea, Mapping) else per_idea for idea in idea_ids]
    needs = np.array(each, dtype=np.int64)
    room = [min(capacity.get(judge, len(idea_ids)), len(idea_ids)) for judge in judge_ids]
    return _Call(
        idea_ids,
        judge_ids,
        value,
        allowed,
        _kept_at_most(kept & allowed, value, needs),
        needs,
        np.array(room, dtype=np.int64),
    )


def _kept_at_most(kept: Bools, value: Floats, per_idea: Ints) -> Bools:
    """The kept seats, the most expert ones where an idea keeps more than it needs."""
    order = np.argsort(np.where(kept, -value, np.inf), axis=1, kind="stable")
    first = np.zeros_like(kept)
    np.put_along_axis(first, order, np.arange(kept.shape[1]) < per_idea[:, None], axis=1)
    return np.asarray(kept & first)


def _refuse_too_few(call: _Call) -> None:
    """Raises Impossible when an idea has fewer judges without conflict than it needs."""
    free = (call.allowed & (call.capacity > 0)).sum(1)
    lack = np.maximum(call.per_idea - free, 0)
    if lack.any():
        raise _impossible(call, lack, int(lack.max()))


def _too_full(call: _Call, full: Full) -> Impossible:
    """Which ideas would have to give up a seat so that no judge is over capacity."""
    lack = np.zeros(len(call.ideas), dtype=np.int64)
    for judge in np.flatnonzero(full.over):
        held = np.flatnonzero(full.seated[:, judge] & ~call.kept[:, judge])
        least = held[np.argsort(lack[held] - call.expertise[held, judge], kind="stable")]
        lack[least[: full.over[judge]]] += 1
    return _impossible(call, lack, 1)


def _impossible(call: _Call, lack: Ints, judges: int) -> Impossible:
    """The refusal; at least so many more judges are needed."""
    while not _is_possible(_with_more(call, judges), call.per_idea):
        judges += 1
    fewer = int(call.per_idea.max()) - 1
    while fewer and not _is_possible(call, np.minimum(call.per_idea, fewer)):
        fewer -= 1
    return Impossible({call.ideas[row]: int(lack[row]) for row in np.flatnonzero(lack)}, judges, fewer)


def _with_more(call: _Call, judges: int) -> _Call:
    """The same call with so many judges more, who have neither conflict nor limit."""
    shape = (len(call.ideas), judges)
    return replace(
        call,
        expertise=np.hstack([call.expertise, np.zeros(shape)]),
        allowed=np.hstack([call.allowed, np.ones(shape, dtype=bool)]),
        kept=np.hstack([call.kept, np.zeros(shape, dtype=bool)]),
        capacity=np.r_[call.capacity, np.full(judges, len(call.ideas))],
    )


def _is_possible(call: _Call, per_idea: Ints) -> bool:
    """Whether so many judges of each idea can be seated."""
    allowed = call.allowed & (call.capacity > 0)
    if (allowed.sum(1) < per_idea).any():
        return False
    try:
        seat(
            Hall(
                call.expertise,
                allowed,
                _kept_at_most(call.kept, call.expertise, per_idea),
                per_idea,
                call.capacity,
            )
        )
    except Full:
        return False
    return True


def _assignment(call: _Call, seated: Bools) -> Assignment:
    """Names again, with the figures of the plan."""
    from scipy.sparse.csgraph import connected_components

    rows, columns = np.nonzero(seated)
    pairs = zip(columns.tolist(), rows.tolist(), strict=True)
    seats = tuple(sorted((call.judges[judge], call.ideas[idea]) for judge, idea in pairs))
    busy = seated[:, seated.any(0)]
    return Assignment(
        seats=seats,
        loads=dict(zip(call.judges, seated.sum(0).tolist(), strict=True)),
        expertise=float(call.expertise[seated].mean()),
        linking=linking(busy),
        parts=int(connected_components(information(busy) != 0, directed=False)[0]),
    )
