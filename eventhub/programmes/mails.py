"""Messages to the presidents of cooperatives. Somebody without an e-mail address reads the page instead."""

import sqlalchemy as sa

from eventhub import mail
from eventhub.accounts.models import Person
from eventhub.cooperatives.kinds import MemberRole
from eventhub.cooperatives.models import Member
from eventhub.database import db
from eventhub.programmes.models import Enrolment


def invited(enrolment: Enrolment) -> None:
    """A programme would like to support the cooperative."""
    query = sa.select(Person).join(Member, Member.person_id == Person.id)
    query = query.where(
        Member.cooperative_id == enrolment.cooperative_id, Member.role == MemberRole.PRESIDENT
    )
    for person in db.session.scalars(query):
        if person.email:
            programme = enrolment.programme
            mail.send(
                "programme_invited",
                person.email,
                person.language,
                enrolment=enrolment,
                programme=programme,
                person=person,
            )
