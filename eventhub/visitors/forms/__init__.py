"""Forms of visitors: shape and range only; a file for each matter."""

from eventhub.visitors.forms.gates import CrowdForm, DeviceForm, GateForm, NoteForm, QueueForm
from eventhub.visitors.forms.guests import GuestForm, GuestLinesForm
from eventhub.visitors.forms.imports import BringInForm, ImportForm
from eventhub.visitors.forms.layouts import LayoutForm, LogoForm
from eventhub.visitors.forms.printing import PrintForm
from eventhub.visitors.forms.registrations import (
    DeskForm,
    MailForm,
    RegisterForm,
    SettingForm,
    VisitorForm,
)

__all__ = [
    "BringInForm",
    "CrowdForm",
    "DeskForm",
    "DeviceForm",
    "GateForm",
    "GuestForm",
    "GuestLinesForm",
    "ImportForm",
    "LayoutForm",
    "LogoForm",
    "MailForm",
    "NoteForm",
    "PrintForm",
    "QueueForm",
    "RegisterForm",
    "SettingForm",
    "VisitorForm",
]
