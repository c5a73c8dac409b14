"""The verbs of judging; a file for each matter.

Who sits on a jury is here (`members`), and the plan of its sheets (`planning`). What comes before is in
`preparing` and `calibrating`, marks in `syncing` and `paper`, what an organizer watches in `watching`, the
meeting in `deliberating` and its record in `recording`, the ranking and its publication in `publishing`,
the people's vote in `public_voting` and `phone_voting`. None of them commits.
"""

from eventhub.judging.operations.members import (
    add_judge,
    change_fields,
    declare_conflict,
    find_conflicts,
    invite_judge,
    move_sheet,
    remove_judge,
    resume,
    sign_off,
    take_seat,
    take_up,
)
from eventhub.judging.operations.planning import assign_sheets

__all__ = (
    "add_judge",
    "assign_sheets",
    "change_fields",
    "declare_conflict",
    "find_conflicts",
    "invite_judge",
    "move_sheet",
    "remove_judge",
    "resume",
    "sign_off",
    "take_seat",
    "take_up",
)
