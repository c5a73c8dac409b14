"""Runs that are alike in zone, number of booths and services, whatever their area, price and power.

There are some dozens of makes where there are thousands of runs, so which of
them suit whom is told for every application and make at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from eventhub.booths.allocation.instance import Instance
    from eventhub.booths.allocation.runs import Bools, Ints, Runs

_ASKED = ("zone", "size", "water", "cooking", "heavy", "accessible")


class Makes(Struct, frozen=True):
    """``of_run`` is the make of each run, ``example`` one run of each make."""

    of_run: Ints
    example: Ints


def find_makes(runs: Runs) -> Makes:
    """The makes of all runs."""
    asked = np.column_stack([getattr(runs, name).astype(np.float64) for name in _ASKED])
    _, example, of_run = np.unique(asked, axis=0, return_index=True, return_inverse=True)
    return Makes(of_run.ravel(), example)


def suited(instance: Instance, runs: Runs, makes: Makes) -> Bools:
    """(applications, makes): whether it has the booths, the services and a zone that admits them."""
    people, made = instance.applications, makes.example
    if not people:
        return np.zeros((0, len(made)), dtype=np.bool_)
    least, most = (np.array([[getattr(a, end)] for a in people]) for end in ("min_booths", "max_booths"))
    fine = (least <= runs.size[made]) & (runs.size[made] <= most)
    for need in ("water", "cooking", "heavy", "accessible"):
        fine &= getattr(runs, need)[made] | ~np.array([[getattr(a.needs, need)] for a in people])
    return np.asarray(fine & _admitted(instance)[:, runs.zone[made]])


def _admitted(instance: Instance) -> Bools:
    """(applications, zones): whether the zone takes the category."""
    zones, by_category = instance.plan.zones, {}
    for a in instance.applications:
        if a.category not in by_category:
            by_category[a.category] = [z.categories is None or a.category in z.categories for z in zones]
    return np.array([by_category[a.category] for a in instance.applications], dtype=np.bool_)
