"""What the process that forks commands has read before: all of EventHub, its tables known to one another."""

from importlib import import_module
from importlib.util import find_spec

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401
from sqlalchemy.orm import configure_mappers

import eventhub.cli
import eventhub.readiness  # noqa: F401
from eventhub.app import FEATURES, PARTS

for _feature in ("web", *FEATURES):
    for _part in (*PARTS, "commands"):
        if find_spec(f"eventhub.{_feature}.{_part}") is not None:
            import_module(f"eventhub.{_feature}.{_part}")

configure_mappers()
