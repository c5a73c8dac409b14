"""Tables of visitors; a file for each matter."""

from eventhub.visitors.models.gates import OUTCOMES, Counter, Device, Gate, Scan
from eventhub.visitors.models.guests import Guest
from eventhub.visitors.models.imports import VisitorImport
from eventhub.visitors.models.layouts import BadgeLayout
from eventhub.visitors.models.printing import BadgePart, BadgeRun
from eventhub.visitors.models.registrations import CATEGORIES, Badge, Registration
from eventhub.visitors.models.settings import RegistrationSetting
from eventhub.visitors.models.stands import StandVisit, Vote

__all__ = [
    "CATEGORIES",
    "OUTCOMES",
    "Badge",
    "BadgeLayout",
    "BadgePart",
    "BadgeRun",
    "Counter",
    "Device",
    "Gate",
    "Guest",
    "Registration",
    "RegistrationSetting",
    "Scan",
    "StandVisit",
    "VisitorImport",
    "Vote",
]
