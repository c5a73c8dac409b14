"""Route values become objects: `/e/<edition>` gives a view the Edition itself, or answers 404.

A feature says `loads("edition", queries.edition_by_slug)`; a later value may look at the ones before
it (a stand of this edition) when its loader takes two arguments.
"""

import inspect
from collections.abc import Callable
from typing import Any

from flask import abort

Loader = Callable[..., Any]

_loaders: dict[str, tuple[Loader, bool]] = {}


def loads(name: str, loader: Loader) -> None:
    """Turn the route value `name` into what the loader finds; None means 404."""
    takes_others = len(inspect.signature(loader).parameters) > 1
    _loaders[name] = (loader, takes_others)


def load(values: dict[str, Any]) -> None:
    """Replace each route value that has a loader, in the order of the route."""
    for name, value in values.items():
        loader, takes_others = _loaders.get(name, (None, False))
        if loader is None or not isinstance(value, str):
            continue
        found = loader(value, values) if takes_others else loader(value)
        if found is None:
            abort(404)
        values[name] = found
