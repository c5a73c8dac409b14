"""Tables of judging, a file for each matter: sheets, the panel, its deliberation, the public."""

from eventhub.judging.models.panel import (
    Calibration,
    CalibrationSheet,
    JudgeReview,
    JurySettings,
    Mask,
    PaperEntry,
    rules_of,
)
from eventhub.judging.models.public import PublicVote, PublicVoter, VoteCode
from eventhub.judging.models.rectifying import Amendment, Rectification
from eventhub.judging.models.room import Deliberation, Discussion, Motion, MotionIdea, MotionVoter
from eventhub.judging.models.sheets import ComputedRanking, Conflict, Judge, Sheet, SheetChange

__all__ = [
    "Amendment",
    "Calibration",
    "CalibrationSheet",
    "ComputedRanking",
    "Conflict",
    "Deliberation",
    "Discussion",
    "Judge",
    "JudgeReview",
    "JurySettings",
    "Mask",
    "Motion",
    "MotionIdea",
    "MotionVoter",
    "PaperEntry",
    "PublicVote",
    "PublicVoter",
    "Rectification",
    "Sheet",
    "SheetChange",
    "VoteCode",
    "rules_of",
]
