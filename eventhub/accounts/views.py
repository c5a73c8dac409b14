"""Pages of accounts: signing in and out, one's own sessions, an organizer's people."""

from flask import Blueprint, Flask

from eventhub.accounts import sessions
from eventhub.web.edge import login

blueprint = Blueprint("accounts", __name__)
BLUEPRINTS = (blueprint,)


def configure(app: Flask) -> None:
    """Tell Flask-Login how people come back."""
    del app
    sessions.configure(login)
