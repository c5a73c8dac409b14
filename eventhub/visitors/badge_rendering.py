"""Badges as PDF: chunks of faces are rendered by processes, one for each core, and bound with pypdf.

Memory stays that of a chunk a process. WeasyPrint sets the words (templates/documents/badges/), the rest is
painted under them by `badge_painting`. Not here: whose badges these are (`printing`).
"""

import gc
import io
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from flask import render_template

from eventhub import places
from eventhub.visitors import badge_codes, badge_painting
from eventhub.visitors.badge_codes import Drawn
from eventhub.visitors.badge_pages import Chunk, Printed, render_chunk
from eventhub.visitors.badge_setting import Face, Setter, recurring, sizes_of

CHUNK = 60
"""Badges rendered at once by one process."""
CHUNKS_EACH = 2
"""Chunks after which a process gives its memory back; another is made in milliseconds."""
MANY = 150
"""From so many badges on, adding codes up costs less than drawing each."""

Progress = Callable[[int, int], None]


def render(
    setter: Setter,
    faces: Iterator[Face] | Sequence[Face],
    count: int,
    out: Any,
    *,
    logo: bytes = b"",
    progress: Progress = lambda _done, _all: None,
) -> None:
    """Render `count` faces and bind them into the open binary file `out`."""
    from pypdf import PdfWriter

    code = badge_codes.summed if count >= MANY else badge_codes.drawn
    chunks = (_chunk(setter, piece, logo, code) for piece in _pieces(iter(faces)))
    paper = setter.design.sheet
    with PdfWriter() as binder:
        done = 0
        for content, number in _rendered(chunks, -(-count // CHUNK)):
            binder.append(io.BytesIO(content), import_outline=False)
            done += number
            progress(done, count)
        if not done:
            points = badge_painting.POINTS
            binder.add_blank_page(paper.page_width * points, paper.page_height * points)
        binder.add_metadata({"/Title": setter.fair.get("fair_fr", ""), "/Producer": "EventHub"})
        binder.write(out)


def _pieces(faces: Iterator[Face]) -> Iterator[tuple[Face, ...]]:
    while piece := tuple(islice(faces, CHUNK)):
        yield piece


def _chunk(setter: Setter, faces: tuple[Face, ...], logo: bytes, code: Callable[[str], Drawn]) -> Chunk:
    paper = setter.design.sheet
    settings = [tuple(setter.words_of(face)) for face in faces]
    stamps = recurring(settings)
    html = render_template(
        "documents/badges/pages.html",
        title=setter.fair.get("fair_fr", ""),
        stamps=stamps,
        pages=[settings[at : at + paper.per_page] for at in range(0, len(settings), paper.per_page)],
        paper=paper,
        elements=setter.design.elements,
        sizes=sizes_of(settings),
        colours=badge_painting.CSS_COLOURS,
        fonts=places.FONTS.as_uri(),
    )
    badges = (
        Printed(face, code(face.address), tuple(stamps[words] for words in setting if words in stamps))
        for face, setting in zip(faces, settings, strict=True)
    )
    return Chunk(html, setter, tuple(badges), len(stamps), logo)


def _rendered(chunks: Iterator[Chunk], count: int) -> Iterator[tuple[bytes, int]]:
    """Each chunk's PDF and number of badges, in order; by processes when there is enough work.

    The first is rendered here: fonts and style sheets it made ready are then shared by every process, which
    would otherwise read and keep its own.
    """
    yield from map(render_chunk, islice(chunks, 1))
    workers = min(os.cpu_count() or 1, count - 1)
    if workers < 2:  # noqa: PLR2004 - one process is no pool
        yield from map(render_chunk, chunks)
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
    gc.collect()
    gc.freeze()  # what is loaded stays shared: collecting it in a process would copy it there
    pool = multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=CHUNKS_EACH)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()
        gc.unfreeze()
