"""Tables of the floor plan, the call, the applications and who stands where; a file for each matter."""

from eventhub.booths.models.applications import Application, ApplicationStep
from eventhub.booths.models.assignments import Assignment
from eventhub.booths.models.bulk import BulkAction, SavedFilter
from eventhub.booths.models.calls import Call
from eventhub.booths.models.plans import Booth, Plan, Zone
from eventhub.booths.models.sales import SalesReport
from eventhub.booths.models.screening import (
    ApplicationCheck,
    ApplicationNote,
    ApplicationTag,
    ApplicationVersion,
    Resemblance,
    ResemblanceKey,
    Screening,
    ScreeningGrid,
)

__all__ = [
    "Application",
    "ApplicationCheck",
    "ApplicationNote",
    "ApplicationStep",
    "ApplicationTag",
    "ApplicationVersion",
    "Assignment",
    "Booth",
    "BulkAction",
    "Call",
    "Plan",
    "Resemblance",
    "ResemblanceKey",
    "SalesReport",
    "SavedFilter",
    "Screening",
    "ScreeningGrid",
    "Zone",
]
