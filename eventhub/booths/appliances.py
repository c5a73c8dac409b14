"""PURE: what stands on a stand and takes power, in plain numbers a person can add up.

Powers are what ordinary machines of their kind take while they work, rounded up; a refrigerator's includes
its start. Their sum is rounded up to half a kilowatt, as lines are laid.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Appliance(StrEnum):
    """A machine an exhibitor may bring."""

    LAMP = "lamp"
    SCALE = "scale"
    FRIDGE = "fridge"
    DISPLAY_FRIDGE = "display_fridge"
    OVEN = "oven"
    HOT_PLATE = "hot_plate"
    KETTLE = "kettle"
    MILL = "mill"
    SEWING_MACHINE = "sewing_machine"
    SCREEN = "screen"


WATTS: dict[Appliance, int] = {
    Appliance.LAMP: 100,
    Appliance.SCALE: 50,
    Appliance.FRIDGE: 500,
    Appliance.DISPLAY_FRIDGE: 1000,
    Appliance.OVEN: 3000,
    Appliance.HOT_PLATE: 2000,
    Appliance.KETTLE: 2000,
    Appliance.MILL: 1500,
    Appliance.SEWING_MACHINE: 150,
    Appliance.SCREEN: 150,
}
MOST_OF_ONE = 9
"""How many of one machine fit a stand."""
STEP_KW = 0.5


def appliances_of(counts: Mapping[str, Any]) -> dict[str, int]:
    """How many of each known machine, those that are there only."""
    found = {each.value: int(counts.get(each.value) or 0) for each in Appliance}
    return {name: min(count, MOST_OF_ONE) for name, count in found.items() if count > 0}


def power_of(counts: Mapping[str, int], other_kw: float = 0.0) -> float:
    """The power of machines together and of anything else, in kW, in halves; exact when only other."""
    if not counts:
        return other_kw
    watts = sum(WATTS[Appliance(name)] * count for name, count in counts.items()) + round(other_kw * 1000)
    return math.ceil(watts / (STEP_KW * 1000)) * STEP_KW
