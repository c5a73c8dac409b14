"""Work of visitors done later: printing badges, forgetting people when retention ends."""

import io

from eventhub import storage
from eventhub.background import job
from eventhub.clock import now
from eventhub.database import db
from eventhub.recurring import declare_task
from eventhub.visitors import printing, retention
from eventhub.visitors.models import BadgePart


@job(queue="documents")
def print_part(part_id: int) -> None:
    """Render one part of a print and keep its PDF; a second call finds it done."""
    part = db.session.get_one(BadgePart, part_id)
    if part.file_id is not None:
        return
    run = part.run
    faces = printing.faces_of(run.edition, part.first_badge_id, part.last_badge_id, only_new=part.is_only_new)
    out = io.BytesIO()
    printing.render(run.edition, faces, run.layout, out)
    out.seek(0)
    name = f"badges-{run.edition.slug}-{part.position}.pdf"
    part.file_id = storage.keep(out, name).id
    printing.note_printed(run.edition_id, part.first_badge_id, part.last_badge_id, now())


def forget_expired() -> None:
    """Erase the personal data of fairs whose retention has ended."""
    retention.erase_expired(now())


declare_task("visitors:forget_expired", forget_expired, cron="40 2 * * *")
