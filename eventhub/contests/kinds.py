"""PURE: kinds of things without moves of their own: files, help, stages, outcomes, entries of a grant."""

from enum import StrEnum


class FileKind(StrEnum):
    """What an entrant adds to an idea."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"


class Help(StrEnum):
    """What an idea asks for, and what a funder offers."""

    MONEY = "money"
    EQUIPMENT = "equipment"
    TRAINING = "training"
    PREMISES = "premises"
    BUYERS = "buyers"
    LEGAL = "legal"


class Stage(StrEnum):
    """How far a project is."""

    IDEA = "idea"
    TRIED = "tried"
    RUNNING = "running"


class HeatRule(StrEnum):
    """Which ideas of a heat go through to the final."""

    PLACES = "places"
    QUOTA = "quota"


class AppealOutcome(StrEnum):
    """What an appeal came to."""

    KEPT = "kept"
    CHANGED = "changed"


class BookingState(StrEnum):
    """What became of a seat in a coaching session."""

    BOOKED = "booked"
    ATTENDED = "attended"
    ABSENT = "absent"
    CANCELLED = "cancelled"


class GrantEntryKind(StrEnum):
    """What an entry of a grant records."""

    PAID = "paid"
    USED = "used"


class GrantState(StrEnum):
    """Where a grant stands, reckoned from its entries."""

    AWARDED = "awarded"
    PART_PAID = "part_paid"
    PAID = "paid"
    USED = "used"
