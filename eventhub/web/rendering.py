"""What every page does hundreds of times: escape a value, call a macro, name an address, draw an icon.

Jinja and Flask do the same, but ask each time what a program that holds one kind of templates knows already:
half of what a list cost went there. Nothing here changes what a page says.
"""

from enum import StrEnum
from functools import lru_cache
from types import BuiltinMethodType, FunctionType, NoneType
from typing import Any

import flask
from flask import Flask, request
from flask_babel.speaklater import LazyString
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]  # in C, without the rest

from eventhub.web import words
from eventhub.web.assets import asset
from eventhub.web.charts import axis_step, highest, line_points

ADDRESSES = 2048
"""Addresses remembered; a page of the fair's work names some forty, the same ones for everybody."""
TURNING = ("-start", "-end", "-in", "-out")
"""How icons end that point along the line of reading."""
TURNED = frozenset({"logout", "undo", "redo", "external", "send", "list"})
_PLAIN = frozenset({str, int, NoneType})
_CALLED_AS_THEY_ARE = frozenset({FunctionType, BuiltinMethodType})


def configure(app: Flask) -> None:
    """Give the templates these; their modules get `escaped` from `components`."""
    app.jinja_env.context_class = QuickContext
    app.jinja_env.globals.update(url_for=url_for, icon_drawn=icon_drawn)
    app.jinja_env.globals.update(axis_step=axis_step, highest=highest, line_points=line_points)


def escaped(value: Any) -> str:
    """Markupsafe's `escape` for what is written at once: nobody needs to know later that it was escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return _escape_inner(value)
    if kind is int:
        return str(value)
    if kind is LazyString:
        return words.said(value)
    # The same order as Markupsafe's.
    return str(value.__html__()) if hasattr(value, "__html__") else _escape_inner(str(value))


class QuickContext(Context):
    """What a template is rendered with; calls macros and plain functions without looking for their wishes."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call it; everything else than those two as Jinja does."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _CALLED_AS_THEY_ARE or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def url_for(endpoint: str, /, **values: Any) -> str:
    """Flask's `url_for`, which remembers the addresses of this site that are made of texts and numbers."""
    try:
        environ = request._get_current_object().environ  # type: ignore[attr-defined]  # noqa: SLF001 - asked once
    except RuntimeError:  # not in a request
        return flask.url_for(endpoint, **values)
    if endpoint.startswith("."):
        return flask.url_for(endpoint, **values)
    for name, value in values.items():
        if isinstance(value, StrEnum):
            values[name] = str(value)
        elif type(value) not in _PLAIN or name.startswith("_"):
            return flask.url_for(endpoint, **values)
    return _address(environ.get("SCRIPT_NAME", ""), endpoint, *values.items())


@lru_cache(maxsize=ADDRESSES)
def _address(_root: str, endpoint: str, *values: tuple[str, Any]) -> str:
    return flask.url_for(endpoint, **dict(values))


def icon_drawn(name: str, label: Any = None, size: str = "") -> Markup:
    """An icon of the sprite; `label` only when no words stand beside it."""
    return _icon(asset("img/sprite.svg"), name, label, size)


@lru_cache(maxsize=1024, typed=True)
def _icon(sprite: str, name: str, label: Any, size: str) -> Markup:
    kind = f"icon {size}" if size else "icon"
    if name.endswith(TURNING) or name in TURNED:
        kind += " flip"
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    drawing = Markup('<svg class="{}" width="24" height="24" {}><use href="{}#{}"/></svg>')
    return drawing.format(kind, spoken, sprite, name)
