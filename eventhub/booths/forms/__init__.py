"""Forms of booths: shape and range only; a file for each matter."""

from eventhub.booths.forms.allocating import NOW, TIMES, RunForm, WishForm
from eventhub.booths.forms.applying import ChooseForm, Offered, content_form, read_change, sales_form
from eventhub.booths.forms.beginning import FileForm, GridForm, GroundForm
from eventhub.booths.forms.bulk import FilterForm, arguments_form
from eventhub.booths.forms.calls import MOST_QUESTIONS, CallForm, default_times
from eventhub.booths.forms.cohorts import CohortForm
from eventhub.booths.forms.grid import ScreeningGridForm
from eventhub.booths.forms.plans import AssignForm, PlanForm, SwapForm
from eventhub.booths.forms.rules import RulesForm
from eventhub.booths.forms.screening import (
    CompleteForm,
    ConflictForm,
    IneligibleForm,
    NoteForm,
    ScoreForm,
    TagForm,
)
from eventhub.booths.forms.words import EmptyForm, choices

__all__ = [
    "MOST_QUESTIONS",
    "NOW",
    "TIMES",
    "AssignForm",
    "CallForm",
    "ChooseForm",
    "CohortForm",
    "CompleteForm",
    "ConflictForm",
    "EmptyForm",
    "FileForm",
    "FilterForm",
    "GridForm",
    "GroundForm",
    "IneligibleForm",
    "NoteForm",
    "Offered",
    "PlanForm",
    "RulesForm",
    "RunForm",
    "ScoreForm",
    "ScreeningGridForm",
    "SwapForm",
    "TagForm",
    "WishForm",
    "arguments_form",
    "choices",
    "content_form",
    "default_times",
    "read_change",
    "sales_form",
]
