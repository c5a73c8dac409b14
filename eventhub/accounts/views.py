"""The edge of accounts, in three: `doors` (in and out), `own` (my pages), `people` (an organizer's)."""

from flask import Flask

from eventhub.accounts import cards, doors, limits, own, people, sessions
from eventhub.accounts.blueprint import blueprint
from eventhub.web.edge import login

__all__ = ["BLUEPRINTS", "cards", "configure", "doors", "own", "people"]

BLUEPRINTS = (blueprint,)


def configure(app: Flask) -> None:
    """Tell Flask-Login how people come back, and how often doors may be tried."""
    sessions.configure(login)
    limits.configure(app)
    app.after_request(sessions.note_seen)
