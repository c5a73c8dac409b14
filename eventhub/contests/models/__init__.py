"""Tables of contests, ideas, coaching, grants and the bank of projects; a file for each matter."""

from eventhub.contests.models.bank import BankMessage, Funder, ModelSheet
from eventhub.contests.models.certificates import ReplacedCertificate
from eventhub.contests.models.coaching import CoachingBooking, CoachingSession
from eventhub.contests.models.contests import Contest, Idea, Result
from eventhub.contests.models.following import IdeaAppeal, IdeaMessage, ToldApart
from eventhub.contests.models.grants import Grant, GrantEntry
from eventhub.contests.models.rules import RulesVersion
from eventhub.contests.models.writing import IdeaChange, IdeaFile, IdeaVersion

__all__ = [
    "BankMessage",
    "CoachingBooking",
    "CoachingSession",
    "Contest",
    "Funder",
    "Grant",
    "GrantEntry",
    "Idea",
    "IdeaAppeal",
    "IdeaChange",
    "IdeaFile",
    "IdeaMessage",
    "IdeaVersion",
    "ModelSheet",
    "ReplacedCertificate",
    "Result",
    "RulesVersion",
    "ToldApart",
]
