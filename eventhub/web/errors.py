"""What went wrong, told to a person: a page, or a problem document (RFC 9457) for programs."""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from eventhub import transaction
from eventhub.errors import DomainError
from eventhub.web import watch

log = logging.getLogger(__name__)
WATCHED = {401, 403, 413, 429}
"""Refusals that tell of somebody trying doors."""

SENTENCES: dict[int, tuple[Any, Any]] = {
    400: (_l("This could not be understood"), _l("Go back, check what you sent, and try again.")),
    401: (_l("Please sign in"), _l("This page is for people with an account.")),
    403: (
        _l("This page is not open to you"),
        _l("Your account has no role that allows it. Ask the organizer to invite you."),
    ),
    404: (_l("This page does not exist"), _l("The address may be old or mistyped.")),
    405: (_l("This can't be done here"), _l("Go back and try again from the page.")),
    409: (_l("This could not be done"), _l("Something changed in the meantime. Look again and retry.")),
    413: (_l("This file is too large"), _l("Choose a smaller one: 8 MB at most.")),
    422: (_l("Something is missing or wrong"), _l("Correct what is marked and send it again.")),
    429: (_l("Too many tries"), _l("Wait a minute and try again.")),
    500: (
        _l("Something broke on our side"),
        _l("Nothing you sent was half kept. It has been noted; please try again."),
    ),
    503: (
        _l("EventHub is catching its breath"),
        _l("The database does not answer. Try again in a minute; to find what you typed, go back first."),
    ),
}


def configure(app: Flask) -> None:
    """Answer every kind of failure."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(DataError, _unfit)
    app.register_error_handler(RecursionError, _endless)
    app.register_error_handler(Exception, _broken)


def problem(status: int, code: str, title: Any, detail: Any = None, **more: Any) -> Response:
    """A problem document; `code` never changes with the language."""
    body = {"type": "about:blank", "title": str(title), "status": status, "code": code, **more}
    if detail and (text := str(detail).strip()):
        body["detail"] = text
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def wants_json() -> bool:
    """Whether the asker is a program."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _answer(status: int, code: str, title: Any = None, detail: Any = None) -> Any:
    default_title, default_detail = SENTENCES.get(status, SENTENCES[500])
    title, detail = title or default_title, detail or default_detail
    if status in WATCHED or code == "csrf":
        watch.note("refused", status=status, code=code)
    if wants_json():
        return problem(status, code, title, detail)
    page = render_template(
        "errors/error.html", status=status, title=title, detail=detail, request_id=g.get("request_id")
    )
    return page, status


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error
    answer = _answer(status, HTTPStatus(status).phrase.lower().replace(" ", "_"))
    headers = [
        (name, value)
        for name, value in error.get_headers()
        if name.lower() not in {"content-type", "content-length"}
    ]
    return (*answer, dict(headers)) if isinstance(answer, tuple) else answer


def _csrf(_error: CSRFError) -> Any:
    if wants_json() and not current_user.is_authenticated:
        return _answer(401, "unauthorized")
    title = _l("This page waited too long")
    return _answer(400, "csrf", title, _l("Go back, reload the page and send it again; nothing was changed."))


def _domain(error: DomainError) -> Any:
    return _answer(error.status, error.code, error.message, " ")


def _database_gone(error: OperationalError) -> Any:
    log.error("the database does not answer", extra={"error": str(error.orig)})
    transaction.rollback()
    g._login_user = None  # noqa: SLF001 - the error page must not ask the database who is reading it
    answer = _answer(503, "database_away")
    if isinstance(answer, tuple):
        return (*answer, {"Retry-After": "30"})
    answer.headers["Retry-After"] = "30"
    return answer


def _unfit(_error: DataError) -> Any:
    """Something no column can hold: a NUL in a text, a number beyond all bounds."""
    transaction.rollback()
    return _answer(400, "unfit")


def _endless(_error: RecursionError) -> Any:
    """Lists in lists in lists, sent to see what gives way."""
    log.warning("nested too deep", extra={"route": request.endpoint})
    transaction.rollback()
    return _answer(400, "not_json")


def _broken(error: Exception) -> Any:
    if current_app.testing:
        raise error
    log.error("unexpected", exc_info=error)
    transaction.rollback()
    return _answer(500, "unexpected")
