"""Making room for one refused application by sending several weaker holders away.

An exchange round moves single booths only; here a run of booths is cleared at
once. Those sent away come back, if they can, in the rounds that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eventhub.booths.allocation.exchange import improve_by
from eventhub.booths.allocation.runs import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventhub.booths.allocation.arrangement import Arrangement
    from eventhub.booths.allocation.runs import Floats, Ints

_TRIES = 60


def insist(arrangement: Arrangement, people: Iterable[int], scale: Floats) -> bool:
    """Place each of these refused people where the plan as a whole gains; tells whether any was."""
    refusal = scale @ arrangement.tables.refusal
    own = scale[list(arrangement.tables.choices.levels)] @ arrangement.tables.choices.cost
    changed = False
    for person in people:
        if arrangement.choice[person] == NOBODY and refusal[person] > 0:
            changed |= _make_room(arrangement, person, refusal, own)
    return changed


def _make_room(arrangement: Arrangement, person: int, refusal: Floats, own: Floats) -> bool:
    first = arrangement.tables.choices.of(person).start
    holders, loss = eviction_losses(arrangement, person, refusal, own)
    for position in np.argsort(loss, kind="stable")[:_TRIES].tolist():
        if loss[position] > refusal[person]:
            return False
        leaving = [h for h in holders[position].tolist() if h != NOBODY]
        changes = {**dict.fromkeys(leaving, NOBODY), person: first + position}
        if improve_by(arrangement, changes):
            return True
    return False


def eviction_losses(
    arrangement: Arrangement, person: int, refusal: Floats, own: Floats
) -> tuple[Ints, Floats]:
    """For each choice of a person: who holds it, and what refusing them all and taking it would cost."""
    tables = arrangement.tables
    mine = tables.choices.of(person)
    holders = _distinct_holders(arrangement, tables.choices.run[mine])
    held = holders != NOBODY
    loss = np.where(held, refusal[holders], 0).sum(axis=1) + own[mine]
    loss[(held & tables.pinned[holders]).any(axis=1)] = np.inf
    return holders, loss


def _distinct_holders(arrangement: Arrangement, runs: Ints) -> Ints:
    """(runs, longest): the holders of each run, each named once, NOBODY elsewhere."""
    booths = arrangement.tables.runs.padded[runs]
    holders = np.sort(np.where(booths == NOBODY, NOBODY, arrangement.holder[booths]), axis=1)
    holders[:, 1:][holders[:, 1:] == holders[:, :-1]] = NOBODY
    return holders
