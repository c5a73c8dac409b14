"""Who is named at a stand, which vehicles come, and papers of many exhibitors made in parts."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit, documents, storage
from eventhub.booths import printed
from eventhub.booths.kinds import PaperKind
from eventhub.booths.models import Application, PaperPart, PaperRun, StandPerson, Vehicle
from eventhub.booths.operations import invoicing
from eventhub.booths.operations.moving import locked, wrong_state
from eventhub.booths.queries import accounts, plans
from eventhub.booths.queries import printed as reads
from eventhub.booths.queries.terms import terms_of
from eventhub.clock import local_day
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

PART = 25
"""Exhibitors in one part of a run: some ten seconds of work."""


def name_person(
    actor: Any, application: Application, name_ar: str, name_latin: str, at: datetime
) -> StandPerson:
    """Add somebody to the stand, up to the number its fair gives badges for. The same names twice are one.

    Raises wrong_state, no_name, too_many.
    """
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    names = {"name_ar": name_ar.strip() or None, "name_latin": name_latin.strip() or None}
    if not any(names.values()):
        raise DomainError("no_name", _l("Write the name."), field="name_ar")
    known = reads.people_of([application])
    for each in known:
        if (each.name_ar, each.name_latin) == (names["name_ar"], names["name_latin"]):
            return each
    if len(known) >= terms_of(application.edition).most_people:
        raise DomainError(
            "too_many", _l("The fair gives no more badges to one exhibitor: take somebody off first.")
        )
    row = StandPerson(application_id=application.id, **names)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "booths:people:named", application, at)
    return row


def forget_person(actor: Any, application: Application, public_id: str, at: datetime) -> None:
    """Take somebody off the stand: their badge is no longer true. Twice is once."""
    done = db.session.execute(
        sa.delete(StandPerson).where(
            StandPerson.application_id == application.id, StandPerson.public_id == public_id
        )
    )
    if done.rowcount:  # type: ignore[attr-defined]
        audit.record(actor, "booths:people:named", application, at, taken_off=True)


def bring_vehicle(
    actor: Any,
    application: Application,
    plate: str,
    times: tuple[datetime, datetime],
    gate: str,
    at: datetime,
) -> Vehicle:
    """Announce a vehicle; the same plate again changes its times. Raises wrong_state, times_in_order."""
    locked(application)
    if application.state not in accounts.OWING:
        raise wrong_state(application)
    if times[0] >= times[1]:
        raise DomainError("times_in_order", _l("It leaves after it has come."), field="leaves_at")
    plate = " ".join(plate.upper().split())
    row = next((each for each in reads.vehicles_of([application]) if each.plate == plate), None)
    if row is None:
        row = Vehicle(application_id=application.id, plate=plate)
        db.session.add(row)
    row.enters_at, row.leaves_at, row.gate = times[0], times[1], gate.strip() or None
    db.session.flush()
    audit.record(actor, "booths:people:named", application, at, vehicle=row.public_id)
    return row


def content_of(kind: PaperKind, applications: Sequence[Application], language: str, at: datetime) -> bytes:
    """One PDF with this paper of these exhibitors; agreements and invoices are issued where they lack.

    `language`: ar, fr, both, or own (that of each exhibitor).
    """
    match kind:
        case PaperKind.BADGES:
            return printed.badges_pdf(reads.people_of(applications), printed.holds_of(applications))
        case PaperKind.VEHICLES:
            return printed.vehicles_pdf(reads.vehicles_of(applications), printed.holds_of(applications))
        case PaperKind.SIGN_A5 | PaperKind.SIGN_A4:
            own = {each.public_id for each in applications}
            rows = [row for row in plans.board(applications[0].edition) if row.application in own]
            return printed.signs_pdf(applications[0].edition, rows, kind)
    by_language: dict[str, list[Application]] = {}
    for each in applications:
        chosen = reads.language_of(each) if language == "own" else language
        by_language.setdefault(chosen, []).append(each)
    made = [_written(kind, group, chosen, at) for chosen, group in by_language.items()]
    return documents.bound([each for each in made if each])


def _written(kind: PaperKind, group: Sequence[Application], language: str, at: datetime) -> bytes | None:
    if kind == PaperKind.CONTRACT:
        return printed.agreement_pdf([invoicing.agree(None, each, at) for each in group], language)
    owing = [each for each in group if accounts.account_of(each).due > 0]
    if not owing:
        return None
    return printed.invoice_pdf([invoicing.issue_invoice(None, each, at) for each in owing], language)


def begin_run(actor: Any, edition: Edition, kind: PaperKind, language: str, at: datetime) -> PaperRun:
    """Cut an edition's exhibitors into parts of `PART`, each a job of its own. Raises nothing_to_print.

    The caller queues the parts (`jobs.print_papers`).
    """
    ids = reads.coming_ids(edition)
    if not ids:
        raise DomainError("nothing_to_print", _l("No exhibitor takes part yet."))
    run = PaperRun(edition_id=edition.id, organizer_id=edition.organizer_id, kind=kind, language=language)
    run.parts = [
        PaperPart(position=position, application_ids=ids[start : start + PART])
        for position, start in enumerate(range(0, len(ids), PART), start=1)
    ]
    db.session.add(run)
    db.session.flush()
    audit.record(actor, "booths:papers:printed", run, at, kind=kind, count=len(ids))
    return run


def print_part(part: PaperPart, at: datetime) -> None:
    """Make one part's PDF and keep it; a second call finds it done."""
    if part.file_id is not None:
        return
    run = part.run
    applications = reads.applications_by_ids(part.application_ids)
    applications = [each for each in applications if each.state in accounts.OWING]
    content = (
        content_of(PaperKind(run.kind), applications, run.language, at)
        if applications
        else documents.bound([])
    )
    name = f"{run.kind}-{run.edition.slug}-{part.position}.pdf"
    part.file_id = storage.keep(io.BytesIO(content), name).id
    db.session.flush()


def forget_expired(at: datetime) -> int:
    """Erase people and vehicles of stands whose fair's retention has ended; gives how many rows."""
    over = [
        edition.id
        for edition in db.session.scalars(sa.select(Edition).where(Edition.ends_on < at.date()))
        if edition.data_kept_until < local_day(at, edition.zone)
    ]
    theirs = sa.select(Application.id).where(Application.edition_id.in_(over))
    gone = 0
    for table in (StandPerson, Vehicle):
        done = db.session.execute(sa.delete(table).where(table.application_id.in_(theirs)))
        gone += done.rowcount  # type: ignore[attr-defined]
    return gone
