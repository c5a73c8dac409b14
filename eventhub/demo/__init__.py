"""The believable demo: real fairs and contests of 2025 and today, with invented people in real communes.

It is also the world of the journeys, the screenshots and the benchmarks. `fill()` runs each feature's
part in order; every part adds to the shared `World` what later parts need. Drawing is seeded: the
same scale and day give the same demo.
"""

from importlib import import_module
from importlib.util import find_spec

from eventhub.demo.world import World

PARTS = (
    "accounts",
    "cooperatives",
    "fairs",
    "booths",
    "offers",
    "visitors",
    "workshops",
    "volunteers",
    "stands",
    "contests",
    "judging",
    "contest_life",
    "coaching",
    "reports",
    "support",
)


def fill(scale: int = 1) -> World:
    """Fill an empty database, `scale` times the visitors and cooperatives; the caller commits."""
    world = World(scale=scale)
    for part in PARTS:
        name = f"{__name__}.{part}"
        if find_spec(name) is not None:
            import_module(name).fill(world)
    return world
