"""Work of visitors done later: printing badges, reading and bringing in files, forgetting when time is up."""

import io

from eventhub import storage
from eventhub.background import enqueue, job
from eventhub.clock import now
from eventhub.database import db
from eventhub.recurring import declare_task
from eventhub.visitors import bringing, printing, retention
from eventhub.visitors.models import BadgePart, VisitorImport


@job(queue="documents")
def print_part(part_id: int) -> None:
    """Render one part of a print and keep its PDF; a second call finds it done."""
    part = db.session.get_one(BadgePart, part_id)
    if part.file_id is not None:
        return
    name = f"badges-{part.run.edition.slug}-{part.position}.pdf"
    part.file_id = storage.keep(io.BytesIO(printing.part_pdf(part)), name).id
    printing.note_printed(part, now())


@job()
def check_file(import_id: int) -> None:
    """Read every row of a file that was sent; a second call finds it read."""
    bringing.check(db.session.get_one(VisitorImport, import_id))


@job()
def bring_in_piece(import_id: int, piece: int) -> None:
    """Bring one piece of a file in and ask for the next; a second call finds it in."""
    if bringing.bring_in_piece(db.session.get_one(VisitorImport, import_id), piece, now()):
        enqueue(bring_in_piece, import_id, piece + 1)


def forget_expired() -> None:
    """Erase the personal data of fairs whose retention has ended."""
    retention.erase_expired(now())


declare_task("visitors:forget_expired", forget_expired, cron="40 2 * * *")
