"""Forms of judging: shape and range only; a file for each matter."""

from eventhub.judging.forms.panel import FieldsForm, GateForm, JudgeForm, MaskForm, RulesForm, TiesForm
from eventhub.judging.forms.practice import PracticeForm, PracticeNotesForm, ReviewForm
from eventhub.judging.forms.public import PublicVoteForm, VoteCodeForm
from eventhub.judging.forms.rectifying import (
    LeftOutForm,
    NotAdmissibleForm,
    RectifiedMinutesForm,
    RectifyForm,
    RightedForm,
)
from eventhub.judging.forms.room import DiscussionForm, LiftForm, MinutesForm, MotionForm, SignerForm
from eventhub.judging.forms.sheets import ConflictForm, PaperForm, SheetForm

__all__ = (
    "ConflictForm",
    "DiscussionForm",
    "FieldsForm",
    "GateForm",
    "JudgeForm",
    "LeftOutForm",
    "LiftForm",
    "MaskForm",
    "MinutesForm",
    "MotionForm",
    "NotAdmissibleForm",
    "PaperForm",
    "PracticeForm",
    "PracticeNotesForm",
    "PublicVoteForm",
    "RectifiedMinutesForm",
    "RectifyForm",
    "ReviewForm",
    "RightedForm",
    "RulesForm",
    "SheetForm",
    "SignerForm",
    "TiesForm",
    "VoteCodeForm",
)
