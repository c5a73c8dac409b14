"""Addresses inside a list: they carry its filter along, so that one comes back to the same files."""

from collections.abc import Mapping
from typing import Any

from eventhub.fairs.models import Edition
from eventhub.web.rendering import url_for

NOTHING: Mapping[str, Any] = {}


def list_address(edition: Edition, asked: Mapping[str, Any] = NOTHING) -> str:
    """The list of applications, filtered."""
    values: dict[str, Any] = {"edition": edition.slug, **asked}
    return url_for("booths.applications", **values)


def varied(edition: Edition, asked: Mapping[str, Any], name: str, value: Any = None) -> str:
    """The same list but for one part of its filter, which is left out where no value is given."""
    other = {**asked, name: value}
    if value is None:
        del other[name]
    return list_address(edition, other or {"all": 1})


def file_address(edition: Edition, public_id: str, asked: Mapping[str, Any]) -> str:
    """The page of a file inside a filtered list."""
    values: dict[str, Any] = {"edition": edition.slug, "application": public_id, **asked}
    return url_for("booths.screen", **values)
