"""PURE: the kinds of what follows an offer: exchanges, appeals, money, papers, messages."""

from enum import StrEnum


class SwapState(StrEnum):
    """A wish to stand elsewhere: asked, agreed to by the other exhibitor, then decided by the organizer."""

    ASKED = "asked"
    AGREED = "agreed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN_SWAPS = frozenset({SwapState.ASKED, SwapState.AGREED})


class AppealOutcome(StrEnum):
    """What an appeal led to."""

    KEPT = "kept"
    CHANGED = "changed"


class WaitingCause(StrEnum):
    """Why somebody's place on the waiting list changed."""

    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    MOVED = "moved"


class Method(StrEnum):
    """How money came in; waived is money that was not asked for, with a reason."""

    CASH = "cash"
    TRANSFER = "transfer"
    WAIVED = "waived"


class Series(StrEnum):
    """Papers that count 1, 2, 3 for each organizer and year."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class ProofState(StrEnum):
    """The copy of a transfer that an exhibitor sent."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Channel(StrEnum):
    """How a message reaches somebody; page: only on the application's page."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    PAGE = "page"


class PaperKind(StrEnum):
    """Papers printed for an exhibitor."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    BADGES = "badges"
    VEHICLES = "vehicles"
    SIGN_A5 = "sign_a5"
    SIGN_A4 = "sign_a4"


class Settled(StrEnum):
    """How far an account is paid."""

    FREE = "free"
    UNPAID = "unpaid"
    PARTLY = "partly"
    PAID = "paid"
