"""The sections of an edition's work pages, in their order; features above declare theirs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import request, url_for
from flask_login import current_user

from eventhub.permissions import may


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the section bar."""

    order: int
    endpoint: str
    icon: str
    text: Any
    permission: StrEnum


_sections: dict[str, Section] = {}


def declare_section(order: int, endpoint: str, icon: str, text: Any, permission: StrEnum) -> None:
    """Add a section: the endpoint takes the edition's slug; the permission is judged on the edition."""
    _sections[endpoint] = Section(order, endpoint, icon, text, permission)


def sections_of(edition: Any) -> list[dict[str, Any]]:
    """What the reader may open of an edition, for the nav component."""
    here = request.path
    return [
        {
            "text": section.text,
            "icon": section.icon,
            "href": (href := url_for(section.endpoint, edition=edition.slug)),
            "current": here == href or (here.startswith(href + "/") and section.order > 0),
        }
        for section in sorted(_sections.values(), key=lambda each: each.order)
        if may(current_user, section.permission, edition)
    ]
