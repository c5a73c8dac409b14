"""What applicants read of a decision on many files, once it can't be undone any more."""

from datetime import datetime

import sqlalchemy as sa

from eventhub.booths import mails
from eventhub.booths.models import Application, ApplicationStep, BulkAction
from eventhub.booths.states import BULK_MOVES, ApplicationState, BulkVerb
from eventhub.database import db

_MAILS = {
    ApplicationState.INELIGIBLE: "application_ineligible",
    ApplicationState.TO_COMPLETE: "application_to_complete",
}
"""Decisions that ask something of the applicant are told by a message; others are read on the timeline."""


def tell(bulk: BulkAction, file: Application, at: datetime) -> bool:
    """Publish the decision of one file; False when something else was told, or decided, since."""
    before, to = bulk.before[str(file.id)], BULK_MOVES[BulkVerb(bulk.verb)]
    went_on = file.state == ApplicationState.SCORED and to == ApplicationState.ELIGIBLE
    if file.published_state != before["published_state"] or not (file.state == to or went_on):
        return False
    step = sa.select(ApplicationStep).where(
        ApplicationStep.application_id == file.id, ApplicationStep.state == to, ~ApplicationStep.is_published
    )
    found = db.session.scalar(step.order_by(ApplicationStep.id.desc()).limit(1))
    if found is not None:
        found.is_published = True
    file.published_state, file.published_at = to, at
    db.session.flush()
    if to in _MAILS:
        more = {"note": bulk.arguments.get("note")} if to == ApplicationState.INELIGIBLE else {}
        mails.tell(_MAILS[to], file, **more)
    return True
