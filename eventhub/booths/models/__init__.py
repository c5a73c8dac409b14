"""Tables of the floor plan, the call, the applications and who stands where; a file for each matter."""

from eventhub.booths.models.allocations import (
    AllocationRules,
    AllocationRun,
    Cohort,
    CohortPlace,
    HandEdit,
)
from eventhub.booths.models.applications import Application, ApplicationChange, ApplicationStep
from eventhub.booths.models.assignments import Assignment
from eventhub.booths.models.bulk import BulkAction, SavedFilter
from eventhub.booths.models.calls import Call, TermsVersion
from eventhub.booths.models.drawing import PlanChange, PlanPresence, PlanVersion
from eventhub.booths.models.following import (
    Appeal,
    Arrival,
    ExhibitorTerms,
    HeldDecision,
    OfferReminder,
    SwapRequest,
    WaitingMove,
)
from eventhub.booths.models.messages import ApplicationMessage, MessageModel, Sending
from eventhub.booths.models.money import CashDay, Charge, Invoice, Payment, PaymentProof
from eventhub.booths.models.papers import Agreement, PaperPart, PaperRun, StandPerson, Vehicle
from eventhub.booths.models.plans import Booth, Plan, Zone
from eventhub.booths.models.sales import SalesReport
from eventhub.booths.models.sales_links import SalesLink
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
    "Agreement",
    "AllocationRules",
    "AllocationRun",
    "Appeal",
    "Application",
    "ApplicationChange",
    "ApplicationCheck",
    "ApplicationMessage",
    "ApplicationNote",
    "ApplicationStep",
    "ApplicationTag",
    "ApplicationVersion",
    "Arrival",
    "Assignment",
    "Booth",
    "BulkAction",
    "Call",
    "CashDay",
    "Charge",
    "Cohort",
    "CohortPlace",
    "ExhibitorTerms",
    "HandEdit",
    "HeldDecision",
    "Invoice",
    "MessageModel",
    "OfferReminder",
    "PaperPart",
    "PaperRun",
    "Payment",
    "PaymentProof",
    "Plan",
    "PlanChange",
    "PlanPresence",
    "PlanVersion",
    "Resemblance",
    "ResemblanceKey",
    "SalesLink",
    "SalesReport",
    "SavedFilter",
    "Screening",
    "ScreeningGrid",
    "Sending",
    "StandPerson",
    "SwapRequest",
    "TermsVersion",
    "Vehicle",
    "WaitingMove",
    "Zone",
]
