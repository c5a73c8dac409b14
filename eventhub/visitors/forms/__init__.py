"""Forms of visitors: shape and range only; a file for each matter."""

from eventhub.visitors.forms.gates import DeviceForm, GateForm
from eventhub.visitors.forms.printing import PrintForm
from eventhub.visitors.forms.registrations import ARABIC, ImportForm, RegisterForm, VisitorForm

__all__ = ["ARABIC", "DeviceForm", "GateForm", "ImportForm", "PrintForm", "RegisterForm", "VisitorForm"]
