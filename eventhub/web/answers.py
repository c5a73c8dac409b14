"""What Flask hands out for every answer, with the same meaning and fewer calls: its headers, its session.

Every request pays for these, also the smallest; a stand's page on a phone is little more than them.
"""

import hashlib
from http import HTTPStatus
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import Headers
from werkzeug.http import remove_entity_headers

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MADE_ABSOLUTE = frozenset({"location", "content-location"})


class Answer(Response):
    """A response that leaves once, so that its headers need not be copied, each checked again, before."""

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """Werkzeug's; answers that lead elsewhere or have no body by their status take its way."""
        headers, status = self.headers, self.status_code
        names = {name.lower() for name, _ in headers}
        is_bodiless = status < HTTPStatus.OK or status == HTTPStatus.NO_CONTENT
        if is_bodiless or not names.isdisjoint(_MADE_ABSOLUTE):
            return super().get_wsgi_headers(environ)
        if status == HTTPStatus.NOT_MODIFIED:
            remove_entity_headers(headers)
        elif "content-length" not in names and self.is_sequence:
            headers["Content-Length"] = str(sum(map(len, self.iter_encoded())))
        return headers


def vary(headers: Headers, name: str) -> None:
    """Say once that the answer depends on this header of the request."""
    said = headers.get("Vary")
    if said is None:
        headers["Vary"] = name
    elif name.lower() not in said.lower().split(", "):
        headers["Vary"] = f"{said}, {name}"


class Sessions(SecureCookieSessionInterface):
    """Session cookies signed with HMAC-SHA-256."""

    digest_method = staticmethod(hashlib.sha256)

    def __init__(self) -> None:
        self._signers: dict[tuple[Any, ...], URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Flask's own, made once for the application's keys."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        signer = self._signers.get(keys)
        if signer is None:
            signer = super().get_signing_serializer(app)
            self._signers = {keys: signer}
        return signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Flask's own, but who brings no cookie is not made to wait for the signature's machinery."""
        if app.config["SESSION_COOKIE_NAME"] not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Flask's own where something changed; else only what the answer varies by is said."""
        if session.modified or app.config["SESSION_REFRESH_EACH_REQUEST"]:
            super().save_session(app, session, response)
        elif session.accessed:
            vary(response.headers, "Cookie")


class Guard(CSRFProtect):
    """Flask-WTF's guard against forged posts, which first asks whether there is anything to guard."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - its own signature
        """Judge the request's token unless its method changes nothing."""
        if request.method not in SAFE:
            super().protect(apply_exemptions)

    def _get_csrf_token(self) -> Any:
        """The token sent; of JSON, which has no fields, only headers are read."""
        if request.mimetype == "application/json":
            for name in ("HTTP_X_CSRFTOKEN", "HTTP_X_CSRF_TOKEN"):
                if token := request.environ.get(name):
                    return token
            return None
        return super()._get_csrf_token()
