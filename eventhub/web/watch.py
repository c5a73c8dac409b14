"""What an operator should hear of: who came in, who was refused, what was tried. Nobody's words, no secrets.

Lines of the logger `eventhub.security`, in the form of all others (`logs`): the event, the request's id, the
address it came from, the person's outside name where one is known, and the route; never the path itself,
which may hold a key. docs/security/README.md lists the events.
"""

import logging
from typing import Any

from flask import has_request_context, request
from flask_login import current_user

log = logging.getLogger("eventhub.security")

SECRET_PARTS = frozenset({"token", "code", "badge", "guest"})
"""Parts of addresses that open something to whoever reads them."""


def note(event: str, *, person: Any = None, **facts: Any) -> None:
    """Write one line. `facts`: plain values that are nobody's personal data."""
    if has_request_context():
        who = person if person is not None else current_user
        facts |= {
            "person": getattr(who, "public_id", None),
            "address": request.remote_addr,
            "method": request.method[:10],
            "route": request.url_rule.rule if request.url_rule else None,
        }
    log.warning(event, extra={"event": event, **facts})


def shown_path() -> str:
    """The path of the request as logs may keep it: of an address that is a key, only its pattern."""
    rule = request.url_rule
    return rule.rule if rule is not None and rule.arguments & SECRET_PARTS else request.path
