"""The edge of every request: its transaction, its loaded objects, its headers, its refusals.

A request is a transaction: an answer below 400 commits, anything else leaves no trace.
"""

import hashlib
import re
import secrets
from typing import Any

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
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
    metrics,
    rendering,
    words,
)

csrf = CSRFProtect()
login = LoginManager()
SAFE = {"GET", "HEAD", "OPTIONS"}
HOST_ONLY = "__Host-"
"""Browsers take a cookie of such a name from this very host over TLS only: no neighbour can plant one."""
LARGEST_JSON = 2 * 1024 * 1024
"""What a program may send at once (bytes), also when it doesn't say how much it sends."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class _Sessions(SecureCookieSessionInterface):
    """Session cookies signed with HMAC-SHA-256."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Flask's own, but who brings no cookie is not made to wait for the signature's machinery."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def configure(app: Flask, settings: Settings) -> None:
    """Wire the edge; the order of these lines is the order of a request."""
    is_secure = settings.public_url.startswith("https:")
    prefix = HOST_ONLY if is_secure else ""
    app.session_interface = _Sessions()
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
    logs.configure(app, settings.log_level)
    metrics.configure(app)
    app.url_value_preprocessor(_open)
    login.init_app(app)
    csrf.init_app(app)
    assets.configure(app)
    # Flask runs these last to first: commit, then the log line, headers and compression.
    app.after_request(_harden)
    app.after_request(compression.compress)
    app.after_request(_close)
    app.teardown_request(_forget)
    errors.configure(app)
    app.context_processor(lambda: {"csp_nonce": csp_nonce()})


def _open(endpoint: str | None, values: dict[str, Any] | None) -> None:
    asked = request.headers.get("X-Request-ID", "")
    g.request_id = asked if _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8)
    if request.is_json:
        request.max_content_length = LARGEST_JSON
    view = _view(endpoint)
    is_safe = request.method in SAFE
    g.reading_token = reading.set(is_safe and not getattr(view, "writes", False))
    g.late_token = beginning_late.set(is_safe or getattr(view, "begins_late", False))
    if values:
        loading.load(values)


def _view(endpoint: str | None) -> Any:
    return current_app.view_functions.get(endpoint or "")


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


def _harden(response: Response) -> Response:
    wasm = " 'wasm-unsafe-eval'" if g.get("needs_wasm") else ""
    scripts = f"'self' 'nonce-{csp_nonce()}'{wasm}"
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; "
        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )
    defaults = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=()",
        "X-Request-ID": g.get("request_id", ""),
    }
    if current_app.config["SESSION_COOKIE_SECURE"]:  # whatever a proxy tells of the way here
        defaults["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    there = {name.lower() for name, _ in response.headers}
    for name, value in defaults.items():
        if name.lower() not in there:
            response.headers.add(name, value)
    if "cache-control" not in there:
        response.headers["Cache-Control"] = "no-store" if _is_private() else "no-cache"
    return response


def _is_private() -> bool:
    """Whether the answer is for one person: somebody's session, what was typed, an address that is a key."""
    is_key = "token" in (request.view_args or {})
    return bool(session.get("_user_id")) or request.method not in SAFE or is_key


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
