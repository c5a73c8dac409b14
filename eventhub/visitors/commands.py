"""What the command line does with visitors: badges in one file, lists brought in, devices for gates.

Each is called inside an application context and gives the lines to print. What is wrong raises BadInput.
"""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from eventhub import clock, transaction
from eventhub.database import db
from eventhub.errors import BadInput
from eventhub.fairs.models import Edition
from eventhub.fairs.queries import edition_by_slug
from eventhub.tables.writing import write_codes, written_whole
from eventhub.visitors import importing, operations, phrases, printing, queries
from eventhub.visitors.badge_rendering import Progress
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import Gate


def named_edition(slug: str) -> Edition:
    """The edition of a slug. Raises BadInput when there is none."""
    edition = edition_by_slug(slug)
    if edition is None:
        known = ", ".join(db.session.scalars(sa.select(Edition.slug).order_by(Edition.slug).limit(20)))
        raise BadInput("edition", slug, f"there is none of this name; there are: {known or 'none yet'}")
    return edition


def write_badges(slug: str, path: Path, layout: str, progress: Progress) -> int:
    """Every badge of an edition in one PDF; gives their number."""
    if not path.parent.is_dir():
        raise BadInput(path, "", "its folder does not exist")
    with transaction.transaction(read_only=True):
        edition = named_edition(slug)
        if layout not in LAYOUTS and printing.drawn_layout(edition, layout) is None:
            names = (*LAYOUTS, *(each.name for each in queries.layouts_of(edition)))
            raise BadInput("layout", layout, f"choose one of {', '.join(names)}")
        return printing.write_badges(edition, path, layout, progress)


def import_visitors(
    path: Path, slug: str, *, dry_run: bool, keep_good: bool, codes_out: Path | None
) -> Iterator[str]:
    """Bring in a CSV or XLSX; all or nothing unless `keep_good`. Gives the report, a line a faulty row."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(path, "", (error.strerror or "cannot be read").lower()) from None
    lines = importing.read(str(path), content).lines
    faulty = [line for line in lines if line.visitor is None]
    for line in faulty:
        yield f"row {line.number}: refused: {'; '.join(map(phrases.told, line.faults))}"
    if faulty and not keep_good:
        first = faulty[0]
        why = "; ".join(map(phrases.told, first.faults))
        what = f"{why} ({len(faulty)} faulty rows; nothing was imported)"
        raise BadInput(path, f"row {first.number}", what)
    with written_whole(None if dry_run else codes_out) as out, transaction.transaction(read_only=dry_run):
        edition = named_edition(slug)
        made = [] if dry_run else importing.bring_in(None, edition, lines, clock.now())
        public_url = current_app.config["PUBLIC_URL"]
        write_codes(out, ((row, code, f"{public_url}/b/{code}") for row, code in made))
    yield f"{len(lines) - len(faulty)} rows {'are good' if dry_run else 'imported'}, {len(faulty)} left out"


def add_device(slug: str, gate_name: str) -> str:
    """A device at a gate; gives its token, which may only scan and is shown once."""
    with transaction.transaction():
        edition = named_edition(slug)
        gate = db.session.scalar(sa.select(Gate).where(Gate.edition_id == edition.id, Gate.name == gate_name))
        if gate is None:
            names = ", ".join(db.session.scalars(sa.select(Gate.name).where(Gate.edition_id == edition.id)))
            raise BadInput("gate", gate_name, f"{slug} has no such gate; it has: {names or 'none yet'}")
        return operations.add_device(edition, gate, clock.now())
