"""What an address names: under an edition's address, only what belongs to that edition."""

from collections.abc import Mapping
from typing import Any, TypeVar

from eventhub.fairs.models import Edition

Found = TypeVar("Found")


def of_its_edition(found: Found | None, values: Mapping[str, Any]) -> Found | None:
    """The row found, unless the address (its values read so far) names another edition than the row's."""
    edition = values.get("edition")
    is_elsewhere = isinstance(edition, Edition) and getattr(found, "edition_id", None) != edition.id
    return None if is_elsewhere else found
