"""The verbs of volunteers; a file for each matter: planning, signing up, places (`turns`), who came.

Whoever gives or takes a place locks the edition's setting first: all of an edition's places change one after
the other, so that counts and rows agree and nobody is in two shifts at once. None of them commits.
"""

from eventhub.volunteers.operations.attending import come, leave, miss, tick_all, undo
from eventhub.volunteers.operations.planning import (
    Hours,
    add_shifts,
    call_off,
    copy_shifts,
    move_shifts,
    remove_shift,
    remove_task,
    save_setting,
    save_shift,
    save_task,
)
from eventhub.volunteers.operations.signing import (
    Person,
    add_by_hand,
    erase,
    forget_expired,
    note_export,
    sign_up,
    take_more,
    write_to,
)
from eventhub.volunteers.operations.turns import assign, give_back, take

__all__ = [
    "Hours",
    "Person",
    "add_by_hand",
    "add_shifts",
    "assign",
    "call_off",
    "come",
    "copy_shifts",
    "erase",
    "forget_expired",
    "give_back",
    "leave",
    "miss",
    "move_shifts",
    "note_export",
    "remove_shift",
    "remove_task",
    "save_setting",
    "save_shift",
    "save_task",
    "sign_up",
    "take",
    "take_more",
    "tick_all",
    "undo",
    "write_to",
]
