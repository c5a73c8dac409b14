"""Options of a select from words, and the form of a verb without words."""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    SelectChoice,
)

from eventhub.web.forms import Form


def choices(words: Mapping[Any, Any], empty: Any = None) -> list[SelectChoice]:
    """Options of a select, in the order of the words; `empty` is offered first."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return [*first, *(SelectChoice(str(value), text) for value, text in words.items())]


class EmptyForm(Form):
    """A verb without words."""
