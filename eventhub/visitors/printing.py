"""Whose badges are printed: all of an edition to a file, some of them for a job, or one at the desk.

Not here: how they are rendered (`badge_rendering`), on which paper (`layouts`).
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit, storage
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.i18n import days, speaking
from eventhub.storage import StoredFile
from eventhub.visitors import badge_design, badge_pictures, badge_rendering, codes
from eventhub.visitors.badge_design import Design, Source
from eventhub.visitors.badge_rendering import Progress
from eventhub.visitors.badge_setting import Face, Setter
from eventhub.visitors.layouts import LAYOUTS
from eventhub.visitors.models import Badge, BadgeLayout, BadgePart, BadgeRun, Guest, Registration
from eventhub.visitors.phrases import CATEGORIES

PART = 1000
"""Badges in one file of a print: about 500 kB."""


def design_of(layout: BadgeLayout) -> Design:
    """What an organizer drew."""
    return badge_design.read(
        {
            "paper": layout.paper,
            "elements": layout.elements,
            "colours": layout.colours,
            "offset_x": layout.offset_x,
            "offset_y": layout.offset_y,
        }
    )


def drawn_layout(edition: Edition, name: str) -> BadgeLayout | None:
    """A layout of this edition or of its organizer, by its public id or its name; the edition's own first."""
    is_meant = sa.or_(BadgeLayout.public_id == name, BadgeLayout.name == name)
    is_theirs = sa.or_(BadgeLayout.edition_id == edition.id, BadgeLayout.edition_id.is_(None))
    query = sa.select(BadgeLayout).where(
        is_meant, is_theirs, BadgeLayout.organizer_id == edition.organizer_id
    )
    return db.session.scalar(query.order_by(BadgeLayout.edition_id.is_(None)).limit(1))


def setter_of(edition: Edition, design: Design) -> Setter:
    """What sets badges of an edition in a design."""
    fair = {Source.FAIR_AR: edition.name.best("ar"), Source.FAIR_FR: edition.name.best("fr")}
    with speaking("fr"):
        fair[Source.DAYS] = days(edition.starts_on, edition.ends_on)
    return Setter(design, edition.accent, {str(name): text for name, text in fair.items()})


def logo_of(layout: BadgeLayout | None) -> bytes:
    """The layout's picture as a JPEG, or nothing."""
    if layout is None or layout.logo is None:
        return b""
    return badge_pictures.as_jpeg(storage.read(layout.logo))


def write_badges(
    edition: Edition, path: Path, layout: str = "sheet", progress: Progress = lambda _done, _all: None
) -> int:
    """Every badge of an edition that is not cancelled, in one PDF; gives their number.

    `layout` is a built-in one's name or a drawn one's. `progress(done, all)` is called after each chunk. The
    file appears whole or not at all.
    """
    drawn = None if layout in LAYOUTS else drawn_layout(edition, layout)
    design = design_of(drawn) if drawn else badge_design.standard(layout)
    faces = faces_of(edition)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as out:
            setter = setter_of(edition, design)
            badge_rendering.render(setter, faces, len(faces), out, logo=logo_of(drawn), progress=progress)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return len(faces)


def faces_of(
    edition: Edition,
    narrow: Callable[[sa.Select[Any]], sa.Select[Any]] = lambda query: query,
    *,
    with_photos: bool = True,
) -> list[Face]:
    """The valid badges of an edition to print, in the order they were made; `narrow` adds conditions."""
    query = (
        sa.select(
            Badge.code,
            Registration.name_ar,
            Registration.name_latin,
            Registration.category,
            Registration.party,
            Registration.answers,
            Registration.photo_id,
        )
        .add_columns(Guest.title, Guest.place)
        .join(Registration, Badge.registration_id == Registration.id)
        .outerjoin(Guest, Guest.registration_id == Registration.id)
        .where(Badge.edition_id == edition.id, Badge.revoked_at.is_(None))
        .order_by(Badge.id)
    )
    rows = db.session.execute(narrow(query)).all()
    kind_words = kinds()
    photos = _photos([row.photo_id for row in rows if row.photo_id]) if with_photos else {}
    public_url = current_app.config["PUBLIC_URL"]
    return [_face(row, kind_words, photos, public_url) for row in rows]


def _face(row: Any, words_of: dict[str, dict[str, str]], photos: dict[int, bytes], public_url: str) -> Face:
    party = f" · {row.party}" if row.party > 1 else ""
    arabic, french = words_of["ar"][row.category], words_of["fr"][row.category]
    words = {
        Source.NAME: row.name_ar or row.name_latin or "",
        Source.OTHER_NAME: (row.name_latin or "") if row.name_ar else "",
        Source.CATEGORY: f"{arabic} · {french}{party}",
        Source.CATEGORY_AR: arabic + party,
        Source.CATEGORY_FR: french + party,
        Source.PARTY: str(row.party) if party else "",
        Source.COMPANY: (row.answers or {}).get("company", ""),
        Source.FUNCTION: row.title or "",
        Source.PLACE: row.place or "",
        Source.CODE: codes.shown(row.code),
    }
    address = codes.address(public_url, "b", row.code)
    return Face(
        address,
        row.category,
        {str(name): text for name, text in words.items() if text},
        photos.get(row.photo_id, b""),
    )


def kinds() -> dict[str, dict[str, str]]:
    """The words of kinds of visitor in the two languages of a badge."""
    found = {}
    for language in ("ar", "fr"):
        with speaking(language):
            found[language] = {name: str(word) for name, word in CATEGORIES.items()}
    return found


def _photos(ids: Sequence[int]) -> dict[int, bytes]:
    if not ids:
        return {}
    rows = db.session.scalars(sa.select(StoredFile).where(StoredFile.id.in_(ids)))
    return {row.id: badge_pictures.as_jpeg(storage.read(row), 300) for row in rows}


def one_badge_pdf(edition: Edition, badge: Badge, design: Design, logo: bytes = b"") -> bytes:
    """One badge alone on the first place of its paper, for the desk's printer."""
    faces = faces_of(edition, lambda query: query.where(Badge.id == badge.id))
    out = io.BytesIO()
    badge_rendering.render(setter_of(edition, design), faces, len(faces), out, logo=logo)
    return out.getvalue()


class Prepared(Struct, frozen=True):
    """All that a part of a print needs to be rendered, read from the database already."""

    setter: Setter
    faces: Sequence[Face]
    logo: bytes

    def pdf(self) -> bytes:
        """Its badges; asks the database nothing."""
        out = io.BytesIO()
        badge_rendering.render(self.setter, self.faces, len(self.faces), out, logo=self.logo)
        return out.getvalue()


def prepared(part: BadgePart) -> Prepared:
    """The badges of one part of a print, in the design the print began with."""
    run = part.run
    drawn = drawn_layout(run.edition, run.layout) if run.design else None
    design = badge_design.read(run.design) if run.design else badge_design.standard(run.layout)
    faces = faces_of(run.edition, lambda query: query.where(*_of_part(part)))
    return Prepared(setter_of(run.edition, design), faces, logo_of(drawn))


def _of_part(part: BadgePart) -> Iterator[sa.ColumnElement[bool]]:
    yield Badge.id.between(part.first_badge_id, part.last_badge_id)
    if part.badge_ids is not None:
        yield Badge.id.in_(part.badge_ids)
    if part.is_only_new:
        yield Badge.printed_at.is_(None)


def note_printed(part: BadgePart, at: datetime) -> None:
    """Remember that the badges of a part were printed."""
    these = sa.update(Badge).where(Badge.edition_id == part.run.edition_id, Badge.revoked_at.is_(None))
    db.session.execute(
        these.where(*_of_part(part)).values(printed_at=at).execution_options(synchronize_session=False)
    )


def begin_run(
    actor: Any,
    edition: Edition,
    layout: str,
    at: datetime,
    *,
    only_new: bool,
    chosen: Sequence[int] | sa.Select[Any] | None = None,
) -> BadgeRun:
    """Cut an edition's badges into parts of `PART`; each is a job of its own.

    `chosen`: registrations (their ids, or a query of them) whose badges are meant, all without it. The caller
    queues the parts (`jobs.print_part`). Raises `nothing_to_print`, `no_layout`.
    """
    drawn = None if layout in LAYOUTS else drawn_layout(edition, layout)
    if layout not in LAYOUTS and drawn is None:
        raise DomainError(
            "no_layout", _l("This layout was deleted meanwhile. Choose another."), field="layout"
        )
    query = sa.select(Badge.id).where(Badge.edition_id == edition.id, Badge.revoked_at.is_(None))
    if only_new:
        query = query.where(Badge.printed_at.is_(None))
    if chosen is not None:
        query = query.where(Badge.registration_id.in_(chosen))
    ids = db.session.scalars(query.order_by(Badge.id)).all()
    if not ids:
        raise DomainError("nothing_to_print", _l("There is no badge to print."))
    run = BadgeRun(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        layout=drawn.public_id if drawn else layout,
        design=design_of(drawn).as_json() if drawn else None,
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
                badge_ids=list(piece) if chosen is not None else None,
                is_only_new=only_new,
            )
        )
    db.session.add(run)
    db.session.flush()
    audit.record(actor, "visitors:badge:printed", run, at, badges=len(ids))
    return run


def stop_run(actor: Any, run: BadgeRun, at: datetime) -> None:
    """Make no further part of a print; those ready stay. Again, or when all are ready, changes nothing."""
    if run.stopped_at is None and not run.is_done:
        run.stopped_at = at
        audit.record(actor, "visitors:badge:print_stopped", run, at)


def resume_run(actor: Any, run: BadgeRun, at: datetime) -> list[int]:
    """Go on with a print that was stopped, or that stands still: the parts to be queued, by id."""
    if run.is_done:
        return []
    if run.stopped_at is not None:
        run.stopped_at = None
        audit.record(actor, "visitors:badge:print_resumed", run, at)
    return [part.id for part in run.parts if part.file_id is None]
