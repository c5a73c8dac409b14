"""Where to report a weakness of this installation: what its operator set as SECURITY_CONTACT (RFC 9116)."""

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app

from eventhub import clock
from eventhub.permissions import open_to_all

VALID = timedelta(days=30)
"""How long a copy of the answer may be believed; each asking says it anew."""

blueprint = Blueprint("contact", __name__)


@blueprint.get("/.well-known/security.txt")
@open_to_all("whom to tell about a weakness")
def security_txt() -> Response:
    """The contact; nothing is there where the operator named none."""
    contact = current_app.config["SETTINGS"].security_contact
    if contact is None:
        abort(404)
    until = (clock.now() + VALID).strftime("%Y-%m-%dT%H:%M:%SZ")
    here = f"{current_app.config['PUBLIC_URL']}/.well-known/security.txt"
    text = f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: ar, fr, en\nCanonical: {here}\n"
    return Response(text, content_type="text/plain; charset=utf-8")
