"""Tables of visitors; a file for each matter."""

from eventhub.visitors.models.gates import OUTCOMES, Counter, Device, Gate, Scan
from eventhub.visitors.models.printing import BadgePart, BadgeRun
from eventhub.visitors.models.registrations import CATEGORIES, Badge, Registration
from eventhub.visitors.models.stands import StandVisit, Vote
from eventhub.visitors.models.watching import CrowdLimit, ScanNote

__all__ = [
    "CATEGORIES",
    "OUTCOMES",
    "Badge",
    "BadgePart",
    "BadgeRun",
    "Counter",
    "CrowdLimit",
    "Device",
    "Gate",
    "Registration",
    "Scan",
    "ScanNote",
    "StandVisit",
    "Vote",
]
