"""PURE: kinds of exhibitor, sectors, kinds of document."""

from enum import StrEnum


class ExhibitorKind(StrEnum):
    """What an exhibitor is in law."""

    COOPERATIVE = "cooperative"
    ARTISAN = "artisan"
    COMPANY = "company"
    INSTITUTION = "institution"
    ASSOCIATION = "association"


class Sector(StrEnum):
    """What is made or offered."""

    HONEY = "honey"
    OILS = "oils"
    CAPERS = "capers"
    COUSCOUS = "couscous"
    DAIRY = "dairy"
    FRUITS = "fruits"
    AROMATIC_PLANTS = "aromatic_plants"
    COSMETICS = "cosmetics"
    POTTERY = "pottery"
    WEAVING = "weaving"
    EMBROIDERY = "embroidery"
    WOOD = "wood"
    LEATHER = "leather"
    METAL = "metal"
    LIVESTOCK = "livestock"
    SERVICES = "services"
    INNOVATION = "innovation"


CRAFTS = frozenset(
    {Sector.POTTERY, Sector.WEAVING, Sector.EMBROIDERY, Sector.WOOD, Sector.LEATHER, Sector.METAL}
)
FOOD = frozenset(
    {Sector.HONEY, Sector.OILS, Sector.CAPERS, Sector.COUSCOUS, Sector.DAIRY, Sector.FRUITS, Sector.LIVESTOCK}
)
"""Sectors whose products need ONSSA's authorisation."""


class DocumentKind(StrEnum):
    """What is kept in a cooperative's file."""

    REGISTRATION = "registration"
    STATUTES = "statutes"
    ONSSA = "onssa"
    INSURANCE = "insurance"
    ICE = "ice"
    LABEL = "label"
    OTHER = "other"


class MemberRole(StrEnum):
    """What somebody is in a cooperative's account."""

    PRESIDENT = "president"
    MEMBER = "member"
