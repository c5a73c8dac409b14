"""Tables of visitors; a file for each matter."""

from eventhub.visitors.models.ended_codes import EndedCode
from eventhub.visitors.models.gates import OUTCOMES, Counter, Device, Gate, Scan
from eventhub.visitors.models.guests import Guest
from eventhub.visitors.models.imports import VisitorImport
from eventhub.visitors.models.layouts import BadgeLayout
from eventhub.visitors.models.leads import ContactChoice, Lead, LeadScan, Meeting
from eventhub.visitors.models.passports import CarriedTicket, PassportBadge, PassportTheme, PrizeDraw
from eventhub.visitors.models.printing import BadgePart, BadgeRun
from eventhub.visitors.models.registrations import CATEGORIES, Badge, Registration
from eventhub.visitors.models.seats import SessionSeat
from eventhub.visitors.models.settings import RegistrationSetting
from eventhub.visitors.models.stands import StandQuestion, StandVisit, Vote, VoteDecision
from eventhub.visitors.models.watching import CrowdLimit, ScanNote

__all__ = [
    "CATEGORIES",
    "OUTCOMES",
    "Badge",
    "BadgeLayout",
    "BadgePart",
    "BadgeRun",
    "CarriedTicket",
    "ContactChoice",
    "Counter",
    "CrowdLimit",
    "Device",
    "EndedCode",
    "Gate",
    "Guest",
    "Lead",
    "LeadScan",
    "Meeting",
    "PassportBadge",
    "PassportTheme",
    "PrizeDraw",
    "Registration",
    "RegistrationSetting",
    "Scan",
    "ScanNote",
    "SessionSeat",
    "StandQuestion",
    "StandVisit",
    "VisitorImport",
    "Vote",
    "VoteDecision",
]
