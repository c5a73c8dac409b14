"""PURE: axes of a diagnosis, kinds of training, licence and opportunity, indicators, what a target counts."""

from enum import StrEnum


class Axis(StrEnum):
    """What a cooperative is looked at for, in this order."""

    GOVERNANCE = "governance"
    FINANCE = "finance"
    PRODUCTION = "production"
    MARKETING = "marketing"
    COMPLIANCE = "compliance"
    DIGITAL = "digital"


class TrainingKind(StrEnum):
    """Given to several cooperatives together, or to one at its own place."""

    TRAINING = "training"
    COACHING = "coaching"


class LicenceKind(StrEnum):
    """What is asked of an authority."""

    ONSSA = "onssa"
    ICE = "ice"
    REGISTER = "register"
    TRADE_MARK = "trade_mark"
    LABEL = "label"
    OTHER = "other"


class OpportunityKind(StrEnum):
    """With whom a cooperative was linked."""

    BUYER = "buyer"
    MARKET = "market"
    PARTNER = "partner"
    FUNDER = "funder"


class Indicator(StrEnum):
    """What is measured before and after."""

    TURNOVER = "turnover"
    MEMBERS = "members"
    JOBS = "jobs"
    PRODUCTS = "products"


class Target(StrEnum):
    """What a programme sets itself a number for; each is counted from rows."""

    COOPERATIVES = "cooperatives"
    WOMEN = "women"
    PRODUCTS = "products"
    TRAINING_HOURS = "training_hours"
    COACHING_SESSIONS = "coaching_sessions"
    OPPORTUNITIES = "opportunities"
    LICENCES = "licences"
