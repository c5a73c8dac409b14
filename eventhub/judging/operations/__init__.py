"""The verbs of judging; a file for each matter.

Who sits on a jury is in `joining` and `members`, the plan of its sheets in `planning`. What comes before is
in `preparing` and `calibrating`, marks in `syncing` and `paper`, what an organizer watches in `watching`, the
meeting in `deliberating` and its record in `recording`, the ranking and its publication in `publishing`,
the people's vote in `public_voting` and `phone_voting`. None of them commits.
"""

from eventhub.judging.operations.joining import add_judge, invite_judge, take_seat
from eventhub.judging.operations.members import (
    call_to_work,
    change_fields,
    declare_conflict,
    find_conflicts,
    move_sheet,
    remove_judge,
    resume,
    sign_off,
    take_up,
)
from eventhub.judging.operations.planning import assign_sheets

__all__ = (
    "add_judge",
    "assign_sheets",
    "call_to_work",
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
