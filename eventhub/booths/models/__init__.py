"""Tables of the floor plan, the call, the applications and who stands where; a file for each matter."""

from eventhub.booths.models.allocations import (
    AllocationRules,
    AllocationRun,
    Cohort,
    CohortPlace,
    HandEdit,
)
from eventhub.booths.models.applications import Application, ApplicationStep
from eventhub.booths.models.assignments import Assignment
from eventhub.booths.models.calls import Call
from eventhub.booths.models.drawing import PlanChange, PlanPresence, PlanVersion
from eventhub.booths.models.plans import Booth, Plan, Zone
from eventhub.booths.models.sales import SalesReport

__all__ = [
    "AllocationRules",
    "AllocationRun",
    "Application",
    "ApplicationStep",
    "Assignment",
    "Booth",
    "Call",
    "Cohort",
    "CohortPlace",
    "HandEdit",
    "Plan",
    "PlanChange",
    "PlanPresence",
    "PlanVersion",
    "SalesReport",
    "Zone",
]
