"""Personal data ends by itself after the fair, as its pages promise."""

from datetime import timedelta

import sqlalchemy as sa

from eventhub.database import db
from eventhub.visitors import retention
from eventhub.visitors.models import Registration
from eventhub.visitors.operations import Visitor
from tests.factories.visitors import NOON, a_fair, added

YEAR = timedelta(days=365)


def visitors_of(edition, names):
    for name in names:
        added(edition, Visitor(name_latin=name, phone="+212612345678"), NOON)


def known(edition):
    query = sa.select(Registration.name_latin).where(Registration.edition_id == edition.id)
    return sorted(name or "" for name in db.session.scalars(query))


def test_visitors_are_forgotten_the_day_after_retention_ends(app):
    edition = a_fair(retention_days=365)
    other = a_fair(retention_days=900)
    visitors_of(edition, ["Hanane", "Youssef"])
    visitors_of(other, ["Leïla"])
    last_day = NOON + timedelta(days=5) + YEAR
    assert retention.erase_expired(last_day) == 0
    assert retention.erase_expired(last_day + timedelta(days=1)) == 2
    db.session.expire_all()
    assert known(edition) == ["", ""]
    assert known(other) == ["Leïla"]
    assert retention.erase_expired(last_day + timedelta(days=1)) == 0


def test_many_are_forgotten_in_parts(app):
    edition = a_fair(retention_days=10)
    visitors_of(edition, ["A", "B", "C"])
    late = NOON + YEAR
    assert [retention.erase_expired(late, most=2) for _ in range(3)] == [2, 1, 0]


def test_a_forgotten_visitors_badge_opens_no_gate(app):
    edition = a_fair(retention_days=10)
    visitors_of(edition, ["A"])
    retention.erase_expired(NOON + YEAR)
    db.session.expire_all()
    row = db.session.scalars(sa.select(Registration).where(Registration.edition_id == edition.id)).one()
    assert row.badge.revoked_at is not None
    assert (row.phone, row.consent) == (None, None)
