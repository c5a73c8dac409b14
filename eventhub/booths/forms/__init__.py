"""Forms of booths: shape and range only; a file for each matter."""

from eventhub.booths.forms.applying import ChooseForm, Offered, content_form, read_change, sales_form
from eventhub.booths.forms.calls import MOST_QUESTIONS, CallForm, default_times
from eventhub.booths.forms.plans import AssignForm, PlanForm, SwapForm
from eventhub.booths.forms.screening import CompleteForm, IneligibleForm, NoteForm, ScoreForm
from eventhub.booths.forms.words import EmptyForm, choices

__all__ = [
    "MOST_QUESTIONS",
    "AssignForm",
    "CallForm",
    "ChooseForm",
    "CompleteForm",
    "EmptyForm",
    "IneligibleForm",
    "NoteForm",
    "Offered",
    "PlanForm",
    "ScoreForm",
    "SwapForm",
    "choices",
    "content_form",
    "default_times",
    "read_change",
    "sales_form",
]
