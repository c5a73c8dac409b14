"""PURE: a text in several languages as rows keep it."""

from typing import Any

from eventhub.i18n import Texts


def filled(value: Any) -> Any:
    """A text without its empty languages, or None when all are empty; anything else as it is."""
    if not isinstance(value, Texts):
        return value
    return Texts({code: text for code, text in value.items() if text}) or None
