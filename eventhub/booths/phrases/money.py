"""Words of payments, proofs of them, and sales."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.kinds import Method, ProofState, Settled

METHODS: dict[str, Any] = {
    Method.CASH: _l("Cash"),
    Method.TRANSFER: _l("Bank transfer"),
    Method.WAIVED: _l("Waived"),
}
SETTLED: dict[str, Any] = {
    Settled.FREE: _l("Free of charge"),
    Settled.UNPAID: _l("Not paid"),
    Settled.PARTLY: _l("Partly paid"),
    Settled.PAID: _l("Paid"),
}
SETTLED_KINDS = {Settled.FREE: "neutral", Settled.UNPAID: "no", Settled.PARTLY: "wait", Settled.PAID: "ok"}
PROOFS: dict[str, Any] = {
    ProofState.SENT: _l("Being checked"),
    ProofState.ACCEPTED: _l("Accepted"),
    ProofState.REFUSED: _l("Refused"),
}
PROOF_KINDS = {ProofState.SENT: "wait", ProofState.ACCEPTED: "ok", ProofState.REFUSED: "no"}
SALES_METHODS = {
    "declared": _l("declared, signed in"),
    "phone": _l("told by the stand’s own link"),
    "paper": _l("declared on paper"),
    "agent": _l("told to an agent"),
    "estimated": _l("estimated"),
    "band": _l("estimated"),
}
"""How it is known what an exhibitor sold on a day."""
