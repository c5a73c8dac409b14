"""Addresses inside a list: they carry its filter along, so that one comes back to the same files."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from eventhub.fairs.models import Edition


def list_address(edition: Edition, asked: Mapping[str, Any]) -> str:
    """The list of applications, filtered."""
    values: dict[str, Any] = {"edition": edition.slug, **asked}
    return url_for("booths.applications", **values)


def file_address(edition: Edition, public_id: str, asked: Mapping[str, Any]) -> str:
    """The page of a file inside a filtered list."""
    values: dict[str, Any] = {"edition": edition.slug, "application": public_id, **asked}
    return url_for("booths.screen", **values)
