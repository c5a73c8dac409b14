"""Forms of visitors: shape and range only; a file for each matter."""

from eventhub.visitors.forms.gates import CrowdForm, DeviceForm, GateForm, NoteForm, QueueForm
from eventhub.visitors.forms.printing import PrintForm
from eventhub.visitors.forms.registrations import ARABIC, ImportForm, RegisterForm, VisitorForm

__all__ = [
    "ARABIC",
    "CrowdForm",
    "DeviceForm",
    "GateForm",
    "ImportForm",
    "NoteForm",
    "PrintForm",
    "QueueForm",
    "RegisterForm",
    "VisitorForm",
]
