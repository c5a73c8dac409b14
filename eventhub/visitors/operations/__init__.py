"""The verbs of visitors; a file for each matter.

Scans are answered in `scanning` and taken back in `undoing`, files read in `importing`, badges printed by
`printing`. None of them commits.
"""

from eventhub.visitors.consent_texts import CONSENT_VERSION
from eventhub.visitors.operations.gates import (
    AFTER_THE_FAIR,
    PAIRING_LASTS,
    add_device,
    invite_device,
    pair_device,
    revoke_device,
    save_gate,
)
from eventhub.visitors.operations.guests import (
    Protocol,
    answer_invitation,
    change_guest,
    invite_guest,
    invite_lines,
    note_sent,
    receive_guest,
    unreceive_guest,
)
from eventhub.visitors.operations.layouts import (
    begin_layout,
    change_logo,
    create_layout,
    delete_layout,
    save_layout,
)
from eventhub.visitors.operations.registrations import (
    ReadAloud,
    Visitor,
    add_at_desk,
    change_photo,
    erase,
    folded_words,
    register,
    reissue_badge,
    restore_badge,
    revoke_badge,
    revoke_badges,
    row_of,
    withdraw_consent,
)
from eventhub.visitors.operations.settings import save_setting
from eventhub.visitors.operations.watching import bring_queue, limit_crowd, note_scan

__all__ = [
    "AFTER_THE_FAIR",
    "CONSENT_VERSION",
    "PAIRING_LASTS",
    "Protocol",
    "ReadAloud",
    "Visitor",
    "add_at_desk",
    "add_device",
    "answer_invitation",
    "begin_layout",
    "bring_queue",
    "change_guest",
    "change_logo",
    "change_photo",
    "create_layout",
    "delete_layout",
    "erase",
    "folded_words",
    "invite_device",
    "invite_guest",
    "invite_lines",
    "limit_crowd",
    "note_scan",
    "note_sent",
    "pair_device",
    "receive_guest",
    "register",
    "reissue_badge",
    "restore_badge",
    "revoke_badge",
    "revoke_badges",
    "revoke_device",
    "row_of",
    "save_gate",
    "save_layout",
    "save_setting",
    "unreceive_guest",
    "withdraw_consent",
]
