"""The small engines: a request is a transaction, savepoints forget, the audit chain holds."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventhub import audit, transaction
from eventhub.accounts.models import Organizer, Person
from eventhub.database import db, violates

AT = datetime(2025, 5, 22, 9, 30, tzinfo=UTC)


def person(name: str, **more: str) -> Person:
    row = Person(name_latin=name, **more)
    db.session.add(row)
    db.session.flush()
    return row


def refused_inside(doing: Callable[[], object]) -> None:
    with transaction.savepoint():
        doing()
        raise ValueError("refused")


def test_a_savepoint_that_fails_forgets_its_rows_and_what_it_queued(app):
    left: list[str] = []
    kept = person("Fatima Amrani")
    transaction.after_commit(lambda: left.append("outer"))
    with pytest.raises(ValueError, match="refused"):
        refused_inside(lambda: [person("Nobody Kept"), transaction.after_commit(lambda: left.append("in"))])
    transaction.commit()
    assert left == ["outer"]
    assert db.session.scalars(sa.select(Person)).all() == [kept]


def test_a_rollback_lets_nothing_out(app):
    left: list[str] = []
    person("Fatima Amrani")
    transaction.after_commit(lambda: left.append("out"))
    transaction.rollback()
    transaction.commit()
    assert left == []
    assert db.session.scalars(sa.select(Person)).all() == []


def test_audit_entries_follow_each_other_and_cannot_be_changed(app):
    actor = person("Organizer")
    fair = Organizer(slug="khenifra", name={"ar": "عمالة خنيفرة"})
    db.session.add(fair)
    db.session.flush()
    for state in ("opened", "closed"):
        audit.record(actor, f"fairs:edition:{state}", fair, AT, state=state)
    transaction.commit()
    entries = audit.history(fair)
    assert [entry.action for entry in entries] == ["fairs:edition:opened", "fairs:edition:closed"]
    assert list(audit.verify_chain()) == []
    with pytest.raises(sa.exc.DBAPIError, match="insert-only"), db.session.begin_nested():
        db.session.execute(sa.update(audit.AuditEntry).values(action="rewritten"))


def test_a_forgotten_savepoint_leaves_no_audit_entry(app):
    actor = person("Organizer")
    with pytest.raises(ValueError, match="refused"):
        refused_inside(lambda: audit.record(actor, "fairs:edition:opened", actor, AT))
    transaction.commit()
    assert audit.history(actor) == []


def test_the_refusing_constraint_is_recognised_by_name(app):
    person("A", email="a@example.ma")
    with pytest.raises(sa.exc.IntegrityError) as refused, db.session.begin_nested():
        person("B", email="a@example.ma")
    assert violates(refused.value, "uq_people_email")
    assert not violates(refused.value, "uq_people_phone")


def test_a_naive_moment_is_refused(app):
    db.session.add(Person(name_latin="A", created_at=datetime(2025, 5, 22)))  # noqa: DTZ001
    with pytest.raises(sa.exc.StatementError, match="zone"):
        db.session.flush()


def test_health_answers_without_the_database(client):
    assert client.get("/healthz").json == {"status": "ok"}


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_database_machine_that_vanished_is_noticed_in_seconds(app):
    driver = db.session.connection().connection.driver_connection
    told = driver.info.get_parameters()
    assert int(told["tcp_user_timeout"]) <= 15_000
    assert (
        int(told["keepalives_idle"]) + int(told["keepalives_interval"]) * int(told["keepalives_count"]) <= 15
    )
    assert "tcp_keepalives_idle=5" in told["options"]
