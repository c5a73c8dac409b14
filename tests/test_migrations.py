"""One history of migrations for both databases: up, down, with data, and equal to the models."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from eventhub import migrating
from eventhub.app import create_app
from eventhub.booths.models import Assignment
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.contests.states import ContestState
from eventhub.database import Base, db
from eventhub.judging.models import PublicVote, PublicVoter
from tests import servers
from tests.factories.booths import a_booth, a_call, a_fair, a_hold, a_plan, an_application
from tests.factories.contests import a_contest, an_idea


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return servers.new_postgres_database()


def tables(url: str) -> set[str]:
    engine = sa.create_engine(url)
    try:
        return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_up_makes_every_table_and_down_leaves_none(empty_database):
    migrating.upgrade(url=empty_database)
    assert tables(empty_database) == set(Base.metadata.tables)
    migrating.downgrade("base", url=empty_database)
    assert tables(empty_database) == set()
    migrating.upgrade(url=empty_database)
    assert tables(empty_database) == set(Base.metadata.tables)


def test_a_table_made_anew_takes_nothing_along_and_renewed_badges_keep_both_moments(empty_database):
    migrating.upgrade(url=empty_database)
    engine, made = sa.create_engine(empty_database), datetime(2025, 5, 1, tzinfo=UTC)
    organizer, edition, person = ({"id": 1, "public_id": f"p{number}"} for number in range(3))
    edition |= {
        "organizer_id": 1,
        "series_id": 1,
        "venue": {"fr": "B"},
        "starts_on": made.date(),
        "ends_on": made.date(),
    }
    person |= {"organizer_id": 1, "edition_id": 1, "name_latin": "Itto", "created_at": made}
    badge = {"edition_id": 1, "registration_id": 1, "code": "EH", "renewed_at": made + timedelta(days=2)}
    choice = {"badge_id": 1, "choice": "always", "said": {}}
    named = {"slug": "a", "name": {"fr": "A"}}
    with engine.begin() as connection:
        for table, row in (
            ("organizers", organizer | named),
            ("series", {"id": 1, "organizer_id": 1} | named),
            ("editions", edition | named),
            ("registrations", person),
            ("badges", {"id": 1, "created_at": made} | badge),
            ("contact_choices", choice),
        ):
            connection.execute(Base.metadata.tables[table].insert(), row)
    migrating.downgrade("0016", url=empty_database)
    migrating.upgrade(url=empty_database)
    badges = Base.metadata.tables["badges"]
    with engine.begin() as connection:
        moments = connection.execute(sa.select(badges.c.created_at, badges.c.renewed_at)).one()
        assert tuple(moments) == (made, made + timedelta(days=2))
        kept = sa.select(sa.func.count()).select_from(Base.metadata.tables["contact_choices"])
        assert connection.scalar(kept) == 1, "what refers to a badge went with the table that was made anew"
    engine.dispose()


def test_the_migrated_tables_are_what_the_models_say(app):
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        found = {
            table: {c["name"] for c in sa.inspect(connection).get_columns(table)}
            for table in Base.metadata.tables
        }
        assert found == {name: set(table.columns.keys()) for name, table in Base.metadata.tables.items()}
        return
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    assert compare_metadata(context, Base.metadata) == []


def two_files(edition):
    call = a_call(edition)
    return [an_application(call, state=ApplicationState.CONFIRMED) for _ in range(2)]


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ((0, 6, 100), (0, 6, 100), True),
        ((0, 6, 100), (3, 4, 1), True),
        ((0, 2, 100), (3, 6, 100), False),
        ((0, 6, 50), (0, 6, 50), False),
        ((0, 6, 50), (2, 4, 51), True),
        ((2, 4, 100), (0, 6, 100), True),
    ],
)
def test_the_database_never_lets_a_stand_be_given_beyond_its_whole(app, first, second, is_refused):
    edition = a_fair()
    a_plan(edition, 2)
    one, other = two_files(edition)

    def hold(application, days, label="A1"):
        start, end, share = days
        return a_hold(
            a_booth(edition, label),
            application,
            AssignmentState.CONFIRMED,
            starts_on=edition.starts_on + timedelta(days=start),
            ends_on=edition.starts_on + timedelta(days=end),
            share=share,
        )

    hold(one, first)
    hold(other, first, "A2")
    if is_refused:
        with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
            hold(other, second)
    else:
        hold(other, second)
    kept = sa.select(sa.func.count()).select_from(Assignment).where(Assignment.edition_id == edition.id)
    assert db.session.scalar(kept) == (2 if is_refused else 3)


def test_what_was_released_may_be_given_again(app):
    edition = a_fair()
    a_plan(edition, 1)
    one, other = two_files(edition)
    a_hold(a_booth(edition), one, AssignmentState.RELEASED)
    held = a_hold(a_booth(edition), other, AssignmentState.CONFIRMED)
    assert held.id is not None


def test_a_vote_of_the_public_stays_spent_when_its_table_is_made_anew(empty_database, settings):
    migrating.upgrade(url=empty_database)
    app = create_app(replace(settings, database_url=empty_database))
    with app.app_context():
        contest = a_contest(state=ContestState.JUDGING)
        row = PublicVote(contest_id=contest.id, idea_id=an_idea(contest).id, means="phone")
        db.session.add(row)
        db.session.flush()
        db.session.add(PublicVoter(contest_id=contest.id, vote_id=row.id, voter="v" * 64))
        db.session.commit()
        db.engine.dispose()
    migrating.downgrade("0016", url=empty_database)
    migrating.upgrade(url=empty_database)
    with app.app_context():
        kept = db.session.execute(sa.select(PublicVoter.contest_id, PublicVoter.vote_id, PublicVoter.voter))
        assert kept.all() == [(1, 1, "v" * 64)]
        db.session.remove()
        db.engine.dispose()
