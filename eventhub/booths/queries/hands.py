"""Reads of what was done by hand, and the picture of holds that an act is undone from."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, Assignment, Booth, HandEdit
from eventhub.booths.states import LIVING
from eventhub.database import db
from eventhub.fairs.models import Edition


def pictured(booths: Sequence[int]) -> list[dict[str, Any]]:
    """The living holds of some stands, as JSON."""
    query = sa.select(Assignment).where(Assignment.booth_id.in_(booths), Assignment.state.in_(LIVING))
    return [
        {
            "id": hold.id,
            "application": hold.application_id,
            "booth": hold.booth_id,
            "is_pinned": hold.is_pinned,
            "share": hold.share,
            "starts_on": hold.starts_on.isoformat(),
            "ends_on": hold.ends_on.isoformat(),
            "state": str(hold.state),
        }
        for hold in db.session.scalars(query.order_by(Assignment.id))
    ]


def last_edit(edition: Edition, *, for_update: bool = False) -> HandEdit | None:
    """The last act by hand that was not undone."""
    query = (
        sa.select(HandEdit)
        .where(HandEdit.edition_id == edition.id, HandEdit.undone_at.is_(None))
        .order_by(HandEdit.id.desc())
        .limit(1)
    )
    return db.session.scalar(query.with_for_update() if for_update else query)


def booths_of(edit: HandEdit) -> set[int]:
    """The stands of an act, by their labels."""
    labels = [label for label in (edit.label, edit.other) if label]
    query = sa.select(Booth.id).where(Booth.edition_id == edit.edition_id, Booth.label.in_(labels))
    return set(db.session.scalars(query))


def files_of(edit: HandEdit) -> list[Application]:
    """The files whose stands an act changed."""
    ids = {hold["application"] for hold in (*edit.before, *edit.after)}
    query = sa.select(Application).where(Application.id.in_(ids)).order_by(Application.id)
    return list(db.session.scalars(query))
