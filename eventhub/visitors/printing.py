"""Badges as PDF: all of an edition to a file, or some of them for a job.

Chunks of badges are rendered by processes, one for each core, and bound with pypdf; memory stays that of a
chunk a process. WeasyPrint sets the words from templates/documents/badges/, `badge_painting` draws the rest.
Not here: which paper (`layouts`), when a print is due (`operations`, `jobs`).
"""

import gc
import io
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app, render_template
from flask_babel import lazy_gettext as _l

from eventhub import audit, places
from eventhub.database import db
from eventhub.documents import qr_matrix
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import speaking
from eventhub.visitors import badge_painting, codes
from eventhub.visitors.layouts import LAYOUTS, Layout
from eventhub.visitors.models import Badge, BadgePart, BadgeRun, Registration
from eventhub.visitors.phrases import CATEGORIES

CHUNK = 120
"""Badges rendered at once by one process."""
PART = 1000
"""Badges in one file of a print: about 500 kB."""
QR_SIDE = {"sheet": 27.0, "label": 27.0, "a7": 42.0, "a6": 60.0}
"""Side of the QR in mm, without its quiet zone."""
BAND = "Band"
"""The name of the band's drawing inside a PDF."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Face:
    """What is written on one badge; `other_name` is the one in the other script, perhaps empty."""

    code: str
    address: str
    name: str
    other_name: str
    category: str
    party: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of work for a process: words already chosen, pages already written as HTML."""

    html: str
    layout: str
    accent: str
    addresses: tuple[str, ...]


def write_badges(
    edition: Edition, path: Path, layout: str = "sheet", progress: Progress = lambda _done, _all: None
) -> int:
    """Every badge of an edition that is not cancelled, in one PDF; gives their number.

    `progress(done, all)` is called after each chunk. The file appears whole or not at all.
    """
    faces = faces_of(edition)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as out:
            render(edition, faces, layout, out, progress)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return len(faces)


def faces_of(
    edition: Edition, first: int = 0, last: int | None = None, *, only_new: bool = False
) -> list[Face]:
    """The badges of an edition to print, by their ids from `first` to `last`, in order."""
    query = (
        sa.select(Badge.code, Registration.name_ar, Registration.name_latin, Registration.category)
        .add_columns(Registration.party)
        .join(Registration, Badge.registration_id == Registration.id)
        .where(Badge.edition_id == edition.id, Badge.revoked_at.is_(None), Badge.id >= first)
        .order_by(Badge.id)
    )
    if last is not None:
        query = query.where(Badge.id <= last)
    if only_new:
        query = query.where(Badge.printed_at.is_(None))
    public_url = current_app.config["PUBLIC_URL"]
    with speaking("ar"):
        arabic = {name: str(word) for name, word in CATEGORIES.items()}
    with speaking("fr"):
        kinds = {name: f"{arabic[name]} · {word}" for name, word in CATEGORIES.items()}
    return [
        Face(
            code=codes.shown(code),
            address=codes.address(public_url, "b", code),
            name=name_ar or name_latin or "",
            other_name=(name_latin or "") if name_ar else "",
            category=kinds[category],
            party=party,
        )
        for code, name_ar, name_latin, category, party in db.session.execute(query)
    ]


def render(
    edition: Edition, faces: Sequence[Face], layout: str, out: Any, progress: Progress = lambda _d, _a: None
) -> None:
    """Render badges and bind them into the open binary file `out`."""
    from pypdf import PdfWriter

    chunks = (_chunk(edition, faces[at : at + CHUNK], layout) for at in range(0, len(faces), CHUNK))
    with PdfWriter() as binder:
        done = 0
        for content, count in _rendered(chunks, -(-len(faces) // CHUNK)):
            binder.append(io.BytesIO(content), import_outline=False)
            done += count
            progress(done, len(faces))
        if not faces:
            binder.add_blank_page(LAYOUTS[layout].page_width, LAYOUTS[layout].page_height)
        binder.add_metadata({"/Title": edition.name.best("fr"), "/Producer": "EventHub"})
        binder.write(out)


def _chunk(edition: Edition, faces: Sequence[Face], layout: str) -> Chunk:
    paper = LAYOUTS[layout]
    pages = [faces[at : at + paper.per_page] for at in range(0, len(faces), paper.per_page)]
    html = render_template(
        "documents/badges/pages.html",
        pages=pages,
        paper=paper,
        qr_side=QR_SIDE[layout],
        fair_ar=edition.name.best("ar"),
        fair_fr=edition.name.best("fr"),
        fonts=places.FONTS.as_uri(),
    )
    return Chunk(html, layout, edition.accent, tuple(face.address for face in faces))


def _rendered(chunks: Iterator[Chunk], count: int) -> Iterator[tuple[bytes, int]]:
    """Each chunk's PDF and number of badges, in order; by processes when there is enough work."""
    workers = min(os.cpu_count() or 1, count)
    if workers < 2:  # noqa: PLR2004 - one process is no pool
        for chunk in chunks:
            yield render_chunk(chunk)
        return
    with _pool(workers) as pool:
        waiting: deque[Any] = deque()
        for chunk in chunks:
            waiting.append(pool.apply_async(render_chunk, (chunk,)))
            if len(waiting) > workers:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


@contextmanager
def _pool(workers: int) -> Iterator[Any]:
    """Processes that share what is already loaded; they never touch the database."""
    import weasyprint  # noqa: F401 - loaded once, before the processes part

    gc.freeze()  # what is loaded stays shared: collecting it in a process would copy it there
    pool = multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=3)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()
        gc.unfreeze()


def render_chunk(chunk: Chunk) -> tuple[bytes, int]:
    """The PDF of one chunk and its number of badges."""
    from weasyprint import HTML

    from eventhub.documents import own_files_only, shared_fonts

    document = HTML(string=chunk.html, url_fetcher=own_files_only()).render(font_config=shared_fonts())
    content = document.write_pdf(finisher=lambda _document, pdf: _paint(pdf, chunk))
    return bytes(content), len(chunk.addresses)


def _paint(pdf: Any, chunk: Chunk) -> None:
    """Put each page's drawing under its words; the band is kept once and placed on every badge."""
    import pydyf  # type: ignore[import-untyped]

    paper = LAYOUTS[chunk.layout]
    colour, tall = badge_painting.accent_of(chunk.accent), band_height(paper)
    box = [0, 0, paper.width * badge_painting.POINTS, tall * badge_painting.POINTS]
    form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(box)}
    drawing = badge_painting.band(paper.width, tall, colour).encode("ascii")
    band = pydyf.Stream([drawing], form, compress=True)
    pdf.add_object(band)
    resources = next(each for each in pdf.objects if isinstance(each, dict) and "XObject" in each)
    resources["XObject"][BAND] = band.reference
    pages = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
    for number, page in enumerate(pages):
        addresses = chunk.addresses[number * paper.per_page : (number + 1) * paper.per_page]
        stream = pydyf.Stream([_drawing(addresses, chunk.layout)], compress=True)
        pdf.add_object(stream)
        page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])


def _drawing(addresses: Sequence[str], layout: str) -> bytes:
    paper, side = LAYOUTS[layout], QR_SIDE[layout]
    tall, parts = paper.page_height, []
    for index, address in enumerate(addresses):
        x, y = paper.corner(index)
        parts.append(badge_painting.placed(BAND, x, y + band_height(paper), tall))
        parts.append(badge_painting.qr(qr_matrix(address), *qr_corner(paper, side, x, y), side, tall))
    if paper.per_page > 1:
        xs = [paper.left + column * (paper.width + paper.gap_x) for column in range(paper.columns + 1)]
        ys = [paper.top + row * (paper.height + paper.gap_y) for row in range(paper.rows + 1)]
        parts.append(badge_painting.cutting_marks([(x, y) for x in xs for y in ys], tall))
    return "\n".join(parts).encode("ascii")


def band_height(paper: Layout) -> float:
    """Height of the coloured band at a badge's top, mm."""
    return 13.0 if paper.width > paper.height else paper.height * 0.16


def qr_corner(paper: Layout, side: float, x: float, y: float) -> tuple[float, float]:
    """Where the QR begins: at the left of a lying badge, in the middle of a standing one."""
    if paper.width > paper.height:
        return x + 5.0, y + band_height(paper) + (paper.height - band_height(paper) - side) / 2 - 2
    return x + (paper.width - side) / 2, y + paper.height * 0.48


def note_printed(edition_id: int, first: int, last: int, at: datetime) -> None:
    """Remember that these badges (by id, both ends included) were printed."""
    db.session.execute(
        sa.update(Badge)
        .where(Badge.edition_id == edition_id, Badge.id.between(first, last), Badge.revoked_at.is_(None))
        .values(printed_at=at)
    )


def begin_run(actor: Any, edition: Edition, layout: str, at: datetime, *, only_new: bool) -> BadgeRun:
    """Cut an edition's badges into parts of `PART`; each is a job of its own. Raises `nothing_to_print`.

    The caller queues the parts (`jobs.print_part`).
    """
    query = sa.select(Badge.id).where(Badge.edition_id == edition.id, Badge.revoked_at.is_(None))
    if only_new:
        query = query.where(Badge.printed_at.is_(None))
    ids = db.session.scalars(query.order_by(Badge.id)).all()
    if not ids:
        raise DomainError("nothing_to_print", _l("There is no badge to print."))
    run = BadgeRun(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        layout=layout,
        language="ar",
        badge_count=len(ids),
    )
    for position, start in enumerate(range(0, len(ids), PART), start=1):
        piece = ids[start : start + PART]
        run.parts.append(
            BadgePart(
                position=position,
                first_badge_id=piece[0],
                last_badge_id=piece[-1],
                badge_count=len(piece),
                is_only_new=only_new,
            )
        )
    db.session.add(run)
    db.session.flush()
    audit.record(actor, "visitors:badge:printed", run, at, badges=len(ids))
    return run
