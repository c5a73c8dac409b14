"""The verbs of visitors; a file for each matter.

Scans are answered in `scanning` and taken back in `undoing`, files read in `importing`, badges printed by
`printing`. None of them commits.
"""

from eventhub.visitors.operations.gates import (
    AFTER_THE_FAIR,
    PAIRING_LASTS,
    add_device,
    invite_device,
    pair_device,
    revoke_device,
    save_gate,
)
from eventhub.visitors.operations.registrations import (
    CONSENT_VERSION,
    Visitor,
    add,
    erase,
    folded_words,
    register,
    reissue_badge,
    revoke_badge,
    row_of,
)

__all__ = [
    "AFTER_THE_FAIR",
    "CONSENT_VERSION",
    "PAIRING_LASTS",
    "Visitor",
    "add",
    "add_device",
    "erase",
    "folded_words",
    "invite_device",
    "pair_device",
    "register",
    "reissue_badge",
    "revoke_badge",
    "revoke_device",
    "row_of",
    "save_gate",
]
