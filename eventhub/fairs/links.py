"""Links of a fair's public site to pages of features above: exhibitors, map, registration, report.

A feature says once::

    links.declare_public_link(10, "visitors.register", "ticket", _l("Register"), is_main=True)

The endpoint takes the edition's slug as `edition`; `is_shown(edition)` may hide the link.
"""

from collections.abc import Callable
from typing import Any

from flask import url_for
from msgspec import Struct


class PublicLink(Struct, frozen=True):
    """One link; `is_main` ones are the large buttons under a fair's name."""

    order: int
    endpoint: str
    icon: str
    text: Any
    is_shown: Callable[[Any], bool]
    is_main: bool


_links: dict[str, PublicLink] = {}


def _always(_edition: Any) -> bool:
    return True


def declare_public_link(
    order: int,
    endpoint: str,
    icon: str,
    text: Any,
    *,
    is_shown: Callable[[Any], bool] = _always,
    is_main: bool = False,
) -> None:
    """Add a link to every edition's site where `is_shown(edition)`; declaring again replaces it."""
    _links[endpoint] = PublicLink(order, endpoint, icon, text, is_shown, is_main)


def links_of(edition: Any) -> list[dict[str, Any]]:
    """The links of an edition, in order: {text, icon, href, is_main}."""
    return [
        {
            "text": link.text,
            "icon": link.icon,
            "href": url_for(link.endpoint, edition=edition.slug),
            "is_main": link.is_main,
        }
        for link in sorted(_links.values(), key=lambda each: each.order)
        if link.is_shown(edition)
    ]
