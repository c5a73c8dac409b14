"""Why a file or a stand does not suit."""

from typing import Any

from flask_babel import lazy_gettext as _l

INELIGIBLE_REASONS: dict[str, Any] = {
    "documents": _l("A required document is missing or has expired."),
    "sector": _l("The products are outside the sectors of this fair."),
    "region": _l("The fair is reserved for another territory."),
    "not_registered": _l("The registration of the exhibitor could not be verified."),
    "duplicate": _l("Another application of the same exhibitor is being studied."),
    "terms": _l("The terms of the call are not met."),
}
ALLOCATION_REASONS: dict[str, Any] = {
    "no_power": _l("No stand has the electric power that was asked for."),
    "no_water": _l("No stand with water is open to this sector."),
    "no_cooking": _l("No stand open to this sector allows cooking."),
    "no_heavy": _l("No stand open to this sector can bear heavy goods."),
    "none_large_enough": _l("No free run of stands is large enough."),
    "sector_not_admitted": _l("No zone of the plan admits this sector."),
    "no_stand": _l("No stand of the plan can hold what was asked for."),
    "pinned": _l("The suitable stands were set aside by the organizer."),
    "higher_priority": _l("The suitable stands went to files with a higher priority."),
    "several_lower": _l("Placing this file would take the stand of several others."),
    "neighbour_rule": _l("The remaining stands break a rule between neighbours."),
    "cap": _l("The number of stands for this sector is reached."),
    "quota": _l("Placing this file would break a published quota."),
    "swap_possible": _l("A stand could be exchanged with a file of lower priority."),
    "free": _l("A suitable stand is still free."),
    "by_hand": _l("The organizer decided by hand."),
}
MISFITS: dict[str, Any] = {
    "blocked": _l("it is out of use."),
    "sector_not_admitted": _l("its zone does not admit this sector."),
    "no_power": _l("it has less electric power than was asked for."),
    "no_water": _l("it has no water."),
    "no_cooking": _l("cooking is not allowed there."),
    "no_heavy": _l("it can't bear heavy goods."),
}
"""Why one stand does not suit, after a colon."""
REASONS = INELIGIBLE_REASONS | ALLOCATION_REASONS
