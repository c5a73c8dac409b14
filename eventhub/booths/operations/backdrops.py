"""Laying a picture under a plan."""

import io
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit, storage
from eventhub.booths.models import Plan
from eventhub.booths.queries import drawing
from eventhub.database import db
from eventhub.errors import DomainError

LIGHT = 0.5


def lay(actor: Any, plan: Plan | None, picture: bytes, name: str, at: datetime) -> storage.StoredFile:
    """Keep a picture and lay it under the plan, as large as the ground allows; it replaces the last one.

    Raises no_plan, and what `storage.keep` refuses.
    """
    if plan is None:
        raise DomainError("no_plan", _l("Begin the plan first: the picture needs a ground to lie on."))
    from PIL import Image

    row = storage.keep(io.BytesIO(picture), name, owner=actor, images_only=True)
    with Image.open(io.BytesIO(storage.read(row))) as kept:
        wide, high = kept.size
    scale = min(plan.width / wide, plan.depth / high)
    before = drawing.backdrop_of(plan)
    plan.backdrop_file_id = row.id
    plan.backdrop = {
        "x": 0.0,
        "y": 0.0,
        "width": round(wide * scale, 3),
        "depth": round(high * scale, 3),
        "opacity": LIGHT,
        "is_shown": True,
    }
    plan.version += 1
    db.session.flush()
    if before is not None and not drawing.is_backdrop_elsewhere(plan, before):
        storage.drop(before)
    audit.record(actor, "booths:plan:backdrop_laid", plan, at)
    return row
