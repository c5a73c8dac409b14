"""Work of visitors done later: printing badges, reading and bringing in files, forgetting when time is up."""

import io

from flask_babel import lazy_gettext as _l

from eventhub import storage, transaction
from eventhub.background import enqueue, job
from eventhub.clock import now
from eventhub.database import db
from eventhub.recurring import declare_task
from eventhub.visitors import bringing, printing, retention
from eventhub.visitors.import_states import ImportState
from eventhub.visitors.models import BadgePart, VisitorImport


@job(_l("Badges to print"), queue="documents")
def print_part(part_id: int) -> None:
    """Render one part of a print and keep its PDF; a second call, or a stopped print, makes none.

    It is rendered between two transactions: SQLite has one writer, and gates scan meanwhile.
    """
    part = db.session.get_one(BadgePart, part_id)
    if part.file_id is not None or part.run.stopped_at is not None:
        return
    name, work = f"badges-{part.run.edition.slug}-{part.position}.pdf", printing.prepared(part)
    transaction.commit()
    content = work.pdf()
    part = db.session.get_one(BadgePart, part_id, with_for_update=True, populate_existing=True)
    if part.file_id is not None:
        return
    part.file_id = storage.keep(io.BytesIO(content), name).id
    printing.note_printed(part, now())


@job(_l("A list of visitors to check"))
def check_file(import_id: int, _language: str = "") -> None:
    """Read every row of a file that was sent, and keep what is wrong. A second call finds it read.

    Jobs asked for by an earlier release name a language; what is wrong is said in that of who reads now.
    The rows are read between two transactions, so that nobody who writes waits for them.
    """
    row = db.session.get_one(VisitorImport, import_id)
    if row.state != ImportState.CHECKING:
        return
    name, key, columns, sheet = row.name, row.key, row.columns, row.sheet
    transaction.commit()
    found = bringing.rows_of(name, key, columns, sheet)
    row = db.session.get_one(VisitorImport, import_id, with_for_update=True, populate_existing=True)
    bringing.check(row, found)


@job(_l("A list of visitors to bring in"))
def bring_in_piece(import_id: int, piece: int) -> None:
    """Bring one piece of a file in and ask for the next; a second call finds it in."""
    if bringing.bring_in_piece(db.session.get_one(VisitorImport, import_id), piece, now()):
        enqueue(bring_in_piece, import_id, piece + 1)


def forget_expired() -> None:
    """Erase the personal data of fairs whose retention has ended."""
    retention.erase_expired(now())


declare_task("visitors:forget_expired", forget_expired, cron="40 2 * * *")
