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
from eventhub.visitors.operations.watching import bring_queue, limit_crowd, note_scan

__all__ = [
    "AFTER_THE_FAIR",
    "CONSENT_VERSION",
    "PAIRING_LASTS",
    "Visitor",
    "add",
    "add_device",
    "bring_queue",
    "erase",
    "folded_words",
    "invite_device",
    "limit_crowd",
    "note_scan",
    "pair_device",
    "register",
    "reissue_badge",
    "revoke_badge",
    "revoke_device",
    "row_of",
    "save_gate",
]
