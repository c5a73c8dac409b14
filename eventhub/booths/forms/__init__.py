"""Forms of booths: shape and range only; a file for each matter."""

from eventhub.booths.forms.applying import ChooseForm, content_form, sales_form
from eventhub.booths.forms.bulk import FilterForm, arguments_form
from eventhub.booths.forms.calls import MOST_QUESTIONS, CallForm, default_times
from eventhub.booths.forms.grid import GridForm
from eventhub.booths.forms.plans import AssignForm, PlanForm, SwapForm
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
    "AssignForm",
    "CallForm",
    "ChooseForm",
    "CompleteForm",
    "ConflictForm",
    "EmptyForm",
    "FilterForm",
    "GridForm",
    "IneligibleForm",
    "NoteForm",
    "PlanForm",
    "ScoreForm",
    "SwapForm",
    "TagForm",
    "arguments_form",
    "choices",
    "content_form",
    "default_times",
    "sales_form",
]
