"""What programmes show elsewhere: on the desk, among one's work, in one's personal data."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.desk import Card, declare_desk
from eventhub.accounts.personal import declare_personal
from eventhub.accounts.roles import MANAGING, RoleName
from eventhub.cooperatives.models import Member
from eventhub.database import db
from eventhub.fairs.home import Beginning, WorkItem, declare_beginning, declare_work
from eventhub.i18n import day
from eventhub.programmes import phrases, queries
from eventhub.programmes.kinds import LicenceKind
from eventhub.programmes.models import Diagnosis, Enrolment, Licence
from eventhub.programmes.states import EnrolmentState, LicenceState, ProgrammeState


def cards(person: Any) -> Iterator[Card]:
    """Invitations and programmes of one's cooperatives, licences that end, programmes one helps in."""
    found = queries.own_enrolments(person.id)
    for row in [each for each in found if each.state == EnrolmentState.INVITED][:3]:
        href = url_for("programmes.place", enrolment=row.public_id)
        sentence = _l("A programme would like to support you: agree or decline.")
        yield Card(row.programme.name, sentence, href, "handshake", is_urgent=True)
    joined = [each for each in found if each.state == EnrolmentState.JOINED]
    if joined:
        href = url_for("programmes.mine")
        yield Card(_l("Our programmes"), _l("Training, diagnosis, licences."), href, "handshake", len(joined))
        yield from _ending(person)
    yield from _helped(person)


def _ending(person: Any) -> Iterator[Card]:
    query = (
        sa.select(Licence.kind, Licence.expires_on)
        .join(Member, Member.cooperative_id == Licence.cooperative_id)
        .where(
            Member.person_id == person.id,
            Licence.state == LicenceState.HELD,
            Licence.expires_on <= clock.today() + queries.WARN_BEFORE,
        )
    )
    for kind, ends in db.session.execute(query.order_by(Licence.expires_on, Licence.id).limit(3)):
        sentence = _l("A licence to renew: it ends on %(day)s.", day=day(ends or clock.today()))
        yield Card(
            phrases.LICENCES[LicenceKind(kind)],
            sentence,
            url_for("programmes.mine"),
            "document",
            is_urgent=True,
        )


def _helped(person: Any) -> Iterator[Card]:
    """For field agents and partners, whose list of work has no programmes."""
    places = {
        RoleName.FIELD_AGENT: ("programmes.cooperatives", _l("Cooperatives to follow.")),
        RoleName.PARTNER: ("programmes.overview", _l("The results of the programme.")),
    }
    for name, (endpoint, sentence) in places.items():
        ids = {
            role.organizer_id
            for role in person.roles
            if role.name == name
            and (name == RoleName.FIELD_AGENT or not (role.edition_id or role.contest_id))
        }
        if ids:
            for row in queries.programmes_of(ids):
                if row.state == ProgrammeState.RUNNING:
                    yield Card(row.name, sentence, url_for(endpoint, programme=row.slug), "handshake")


def programmes_of(person: Any) -> Iterator[WorkItem]:
    """The programmes of the organizers a person runs, the latest first."""
    runs = {role.organizer_id for role in person.roles if role.name in MANAGING and role.edition_id is None}
    for row in queries.programmes_of(runs) if runs else ():
        state = ProgrammeState(row.state)
        href = url_for("programmes.overview", programme=row.slug)
        words, kind = phrases.PROGRAMME_STATES[state], phrases.PROGRAMME_KINDS[state]
        group = _l("Support programmes")
        yield WorkItem(row.name, row.partners or "", href, words, group, kind, "handshake")


def new_programme(organizer: Any) -> Beginning:
    """The way to an organizer's next programme."""
    return Beginning(_l("New support programme"), url_for("programmes.create", organizer=organizer.slug))


def _collect(person: Any) -> list[dict[str, Any]]:
    """What a person agreed to for a cooperative, and the diagnoses they filled."""
    agreed = sa.select(Enrolment).where(Enrolment.agreed_by_id == person.id)
    filled = sa.select(Diagnosis).where(Diagnosis.by_id == person.id)
    return [
        *(
            {
                "programme": row.programme.slug,
                "agreed_at": row.joined_at.isoformat() if row.joined_at else None,
            }
            for row in db.session.scalars(agreed.order_by(Enrolment.id))
        ),
        *(
            {"diagnosis": row.answers, "began_at": row.created_at.isoformat()}
            for row in db.session.scalars(filled.order_by(Diagnosis.id))
        ),
    ]


declare_desk(cards)
declare_work(programmes_of)
declare_beginning(new_programme)
declare_personal("programmes", _collect)
