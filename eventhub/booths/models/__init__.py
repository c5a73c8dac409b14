"""Tables of the floor plan, the call, the applications and who stands where; a file for each matter."""

from eventhub.booths.models.applications import Application, ApplicationChange, ApplicationStep
from eventhub.booths.models.assignments import Assignment
from eventhub.booths.models.calls import Call, TermsVersion
from eventhub.booths.models.plans import Booth, Plan, Zone
from eventhub.booths.models.sales import SalesReport

__all__ = [
    "Application",
    "ApplicationChange",
    "ApplicationStep",
    "Assignment",
    "Booth",
    "Call",
    "Plan",
    "SalesReport",
    "TermsVersion",
    "Zone",
]
