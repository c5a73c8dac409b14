"""What the process that forks commands has read before: all of EventHub, and nothing made of it."""

from importlib import import_module
from importlib.util import find_spec

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401

from eventhub.app import FEATURES, PARTS

for _feature in ("web", *FEATURES):
    for _part in (*PARTS, "commands"):
        if find_spec(f"eventhub.{_feature}.{_part}") is not None:
            import_module(f"eventhub.{_feature}.{_part}")
