"""Forms of booths: shape and range only; a file for each matter."""

from eventhub.booths.forms.allocating import NOW, TIMES, RunForm, WishForm
from eventhub.booths.forms.applying import ChooseForm, content_form, sales_form
from eventhub.booths.forms.calls import MOST_QUESTIONS, CallForm, default_times
from eventhub.booths.forms.cohorts import CohortForm
from eventhub.booths.forms.plans import AssignForm, PlanForm, SwapForm
from eventhub.booths.forms.rules import RulesForm
from eventhub.booths.forms.screening import CompleteForm, IneligibleForm, NoteForm, ScoreForm
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
    "EmptyForm",
    "IneligibleForm",
    "NoteForm",
    "PlanForm",
    "RulesForm",
    "RunForm",
    "ScoreForm",
    "SwapForm",
    "WishForm",
    "choices",
    "content_form",
    "default_times",
    "sales_form",
]
