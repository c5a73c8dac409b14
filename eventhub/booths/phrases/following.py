"""Words of what comes after an offer: papers, exchanges of stands, messages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.kinds import Channel, PaperKind, SwapState
from eventhub.booths.phrases.applications import STATES
from eventhub.booths.states import ApplicationState

_S = ApplicationState

PAPERS: dict[str, Any] = {
    PaperKind.CONTRACT: _l("Agreements"),
    PaperKind.INVOICE: _l("Invoices"),
    PaperKind.BADGES: _l("Exhibitors’ badges"),
    PaperKind.VEHICLES: _l("Vehicle passes"),
    PaperKind.SIGN_A5: _l("Stand signs, A5"),
    PaperKind.SIGN_A4: _l("Stand signs, A4"),
}
SWAPS: dict[str, Any] = {
    SwapState.ASKED: _l("Asked for"),
    SwapState.AGREED: _l("The other exhibitor agrees"),
    SwapState.APPROVED: _l("Approved"),
    SwapState.REFUSED: _l("Refused"),
    SwapState.WITHDRAWN: _l("Withdrawn"),
}
SWAP_KINDS = {
    SwapState.ASKED: "wait",
    SwapState.AGREED: "info",
    SwapState.APPROVED: "ok",
    SwapState.REFUSED: "no",
    SwapState.WITHDRAWN: "neutral",
}
AUDIENCES: dict[str, Any] = {
    "coming": _l("Everybody who takes part"),
    "unpaid": _l("Those who still owe something"),
    _S.ACCEPTED: STATES[_S.ACCEPTED],
    _S.CONFIRMED: STATES[_S.CONFIRMED],
    _S.SELECTED: _l("Those whose offer awaits an answer"),
    _S.WAITLISTED: STATES[_S.WAITLISTED],
    _S.REFUSED: STATES[_S.REFUSED],
    _S.TO_COMPLETE: STATES[_S.TO_COMPLETE],
}
CHANNELS: dict[str, Any] = {
    Channel.EMAIL: _l("E-mail"),
    Channel.WHATSAPP: "WhatsApp",
    Channel.PAGE: _l("On the application’s page"),
}
CHANNEL_ICONS = {Channel.EMAIL: "mail", Channel.WHATSAPP: "chat", Channel.PAGE: "eye"}
