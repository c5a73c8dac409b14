"""The edge of every request: its transaction, its loaded objects, its headers, its refusals.

A request is a transaction: an answer below 400 commits, anything else leaves no trace.
"""

import re
import secrets
import time
from typing import Any

from flask import Flask, Request, Response, current_app, g, request, session
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix

from eventhub import permissions, transaction
from eventhub.config import Settings
from eventhub.database import beginning_late, reading
from eventhub.web import (
    assets,
    compiled,
    components,
    compression,
    errors,
    loading,
    logs,
    rendering,
    words,
)
from eventhub.web.answers import SAFE, Guard, Sessions, vary

csrf = Guard()
login = LoginManager()
HOST_ONLY = "__Host-"
"""Browsers take a cookie of such a name from this very host over TLS only: no neighbour can plant one."""
LARGEST_JSON = 2 * 1024 * 1024
"""What a program may send at once (bytes), also when it doesn't say how much it sends."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def configure(app: Flask, settings: Settings) -> None:
    """Wire the edge; the order of these lines is the order of a request."""
    is_secure = settings.public_url.startswith("https:")
    prefix = HOST_ONLY if is_secure else ""
    app.session_interface = Sessions()
    app.config.update(
        COOKIE_PREFIX=prefix,
        SESSION_COOKIE_NAME=f"{prefix}eventhub",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_secure,
        # A session ends 30 days after signing in whatever its cookie says, so no answer signs it anew.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=32 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=True,
    )
    app.jinja_env.globals["may_open"] = permissions.may_open
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    words.configure(app)
    rendering.configure(app)
    components.configure(app)
    compiled.configure(app, settings.cache)
    if settings.trusted_proxies:
        # X-Forwarded-Host is not believed: proxies pass Host on, and seldom overwrite what a client made up.
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    logs.configure(settings.log_level)
    app.url_value_preprocessor(_open)
    login.init_app(app)
    # It sees to a cookie that nobody is given here: who signs in is remembered by the session alone.
    app.after_request_funcs[None].remove(login._update_remember_cookie)  # noqa: SLF001 - what it registered
    csrf.init_app(app)
    assets.configure(app)
    if settings.metrics_port:
        from eventhub.web import metrics  # its library is read only where the counts are asked for

        metrics.configure(app)
    app.after_request(_leave)
    app.teardown_request(_forget)
    errors.configure(app)
    app.context_processor(lambda: {"csp_nonce": csp_nonce()})


def _open(endpoint: str | None, values: dict[str, Any] | None) -> None:
    here, asking = g._get_current_object(), request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - asked once
    here.started = time.perf_counter()
    asked = asking.environ.get("HTTP_X_REQUEST_ID", "")
    here.request_id = asked if _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8)
    is_safe = asking.method in SAFE
    if not is_safe and asking.is_json:
        asking.max_content_length = LARGEST_JSON
    view = current_app.view_functions.get(endpoint or "")
    here.reading_token = reading.set(is_safe and not getattr(view, "writes", False))
    here.late_token = beginning_late.set(is_safe or getattr(view, "begins_late", False))
    if values:
        loading.load(values)


def _leave(response: Response) -> Response:
    """What every answer goes through, in this order; one hook, as each that Flask calls costs."""
    asking, here = request._get_current_object(), g._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - asked once
    _close(response)
    compression.compress(response, asking)
    _harden(response, asking, here)
    started = getattr(here, "started", None)
    took = None if started is None else time.perf_counter() - started
    logs.note_access(response, asking, took)
    return response


def _close(response: Response) -> Response:
    if response.status_code < 400:  # noqa: PLR2004 - HTTP's own border between yes and no
        transaction.commit()
    else:
        transaction.rollback()
    return response


def _forget(_error: BaseException | None) -> None:
    token = g.pop("reading_token", None)
    if token is not None:
        reading.reset(token)
        beginning_late.reset(g.pop("late_token"))


def csp_nonce() -> str:
    """The nonce of this request, for a script element."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _harden(response: Response, asking: Request, here: Any) -> None:
    headers = response.headers
    there = {name.lower() for name, _ in headers}
    nonce, needs_wasm = getattr(here, "csp_nonce", ""), getattr(here, "needs_wasm", False)
    added = [
        ("Content-Security-Policy", _policy(nonce, needs_wasm=needs_wasm)),
        ("X-Request-ID", getattr(here, "request_id", "")),
        *_SAME_FOR_ALL,
    ]
    if current_app.config["SESSION_COOKIE_SECURE"]:  # whatever a proxy tells of the way here
        added.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
    if "cache-control" not in there:
        added.append(("Cache-Control", "no-store" if _is_private(asking) else "no-cache"))
    # Not by `add`, which asks each text again whether it is one: these are our own.
    headers._list.extend(each for each in added if each[0].lower() not in there)  # noqa: SLF001
    if headers["Cache-Control"] != assets.FOREVER:
        vary(headers, "Cookie")  # language, theme, session: any page may look different to another browser


def _policy(nonce: str, *, needs_wasm: bool) -> str:
    """What the page may load and run; without a nonce where the page gave none away."""
    scripts = (
        "'self'" + (f" 'nonce-{nonce}'" if nonce else "") + (" 'wasm-unsafe-eval'" if needs_wasm else "")
    )
    return f"default-src 'none'; script-src {scripts}; {_OTHER_SOURCES}"


_OTHER_SOURCES = (
    "style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_SAME_FOR_ALL = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=()"),
)


def _is_private(asking: Request) -> bool:
    """Whether the answer is for one person: somebody's session, what was typed, an address that is a key."""
    is_key = "token" in (asking.view_args or {})
    return bool(session.get("_user_id")) or asking.method not in SAFE or is_key


def check_every_route_has_a_permission(app: Flask) -> None:
    """Fail the start when a view names neither a permission nor why it is open to all."""
    nameless = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "permission") and rule.endpoint != "static"
    ]
    if nameless:
        msg = f"routes without a permission: {', '.join(sorted(nameless))}"
        raise RuntimeError(msg)
