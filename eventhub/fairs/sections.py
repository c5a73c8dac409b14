"""The sections of an edition's work pages, in their order; features above declare theirs."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from flask import request
from flask_login import current_user
from msgspec import Struct

from eventhub.permissions import may
from eventhub.web.rendering import url_for


class Section(Struct, frozen=True):
    """One entry of the section bar, or of the row below it when it stands `within` another section.

    Pages below its address are its own, and those of the endpoints in `also`.
    """

    order: int
    endpoint: str
    icon: str
    text: Any
    permission: StrEnum
    within: str | None = None
    also: tuple[str, ...] = ()


_sections: dict[str, Section] = {}


def declare_section(
    order: int,
    endpoint: str,
    icon: str,
    text: Any,
    permission: StrEnum,
    *,
    within: str | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """Add a section: the endpoint takes the edition's slug; the permission is judged on the edition.

    `within` names the endpoint of the section it belongs to: the bar has room for ten. Who may open it but
    not that section finds it in the bar.
    """
    _sections[endpoint] = Section(order, endpoint, icon, text, permission, within, also)


def sections_of(edition: Any) -> list[dict[str, Any]]:
    """What the reader may open of an edition, for the nav component; `parts` are links of their own."""
    reader = current_user._get_current_object()  # noqa: SLF001 - asked once, not at each of their roles
    open_to_them = [section for section in in_order() if may(reader, section.permission, edition)]
    shown = {section.endpoint for section in open_to_them}
    here = request.path, request.endpoint
    found: dict[str, dict[str, Any]] = {}
    for section in open_to_them:
        if section.within not in shown:
            found[section.endpoint] = _link(section, edition.slug, here) | {"parts": []}
    for section in open_to_them:
        if section.within in shown:
            _put(_link(section, edition.slug, here), found[section.within])
    return list(found.values())


def in_order() -> Sequence[Section]:
    """Every section that was declared."""
    return sorted(_sections.values(), key=lambda each: each.order)


def _link(section: Section, edition: str, here: tuple[str, str | None]) -> dict[str, Any]:
    href = url_for(section.endpoint, edition=edition)
    path, endpoint = here
    is_here = path == href or (section.order > 0 and path.startswith(href + "/")) or endpoint in section.also
    return {"text": section.text, "icon": section.icon, "href": href, "current": is_here}


def _put(part: dict[str, Any], whole: dict[str, Any]) -> None:
    """Below its section, whose own page comes first; the section is where one is when a part is."""
    whole["parts"] = whole["parts"] or [{**whole, "parts": []}]
    whole["parts"].append(part)
    whole["current"] = whole["current"] or part["current"]
