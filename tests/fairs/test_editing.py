from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import jobs, operations, programme
from eventhub.fairs.operations import Details
from eventhub.i18n import Texts
from tests.factories.accounts import an_organizer
from tests.factories.fairs import AT, FIRST, LAST, a_recommendation, a_session, an_edition

DETAILS = Details(
    name=Texts(ar="معرض", fr="Salon"),
    theme=Texts(ar="", fr=""),
    about=Texts(),
    venue=Texts(ar="ساحة", fr="Place"),
    place_code="05.301.01.01",
    starts_on=FIRST,
    ends_on=LAST,
    opens_at_hour=9,
    closes_at_hour=20,
    accent="olive",
    retention_days=90,
)


def test_details_are_kept_and_an_empty_text_is_none(app):
    edition = an_edition(theme={"fr": "Ancien"})
    operations.edit(None, edition, DETAILS, AT)
    assert (edition.accent, edition.opens_at_hour, edition.theme) == ("olive", 9, None)


def test_days_that_leave_a_session_outside_are_refused(app):
    edition = an_edition()
    a_session(edition)
    with pytest.raises(DomainError) as refusal:
        operations.edit(None, edition, replace(DETAILS, starts_on=date(2025, 5, 24)), AT)
    assert (refusal.value.code, refusal.value.field) == ("sessions_outside", "ends_on")
    assert edition.starts_on == FIRST


def test_a_fair_moved_as_a_whole_takes_its_programme_along_at_the_same_hours(app):
    edition = an_edition()
    session = a_session(edition)
    before = session.starts_at.astimezone(edition.zone)
    moved = replace(DETAILS, starts_on=FIRST + timedelta(days=40), ends_on=LAST + timedelta(days=40))
    operations.edit(None, edition, moved, AT)
    after = session.starts_at.astimezone(edition.zone)
    assert (after.date() - before.date()).days == 40
    assert after.time() == before.time()


def test_a_fair_that_is_over_keeps_its_days_and_may_change_its_words(app):
    edition = an_edition(state="closed")
    operations.edit(None, edition, replace(DETAILS, about=Texts(fr="Merci")), AT)
    assert str(edition.about) == "Merci"
    with pytest.raises(DomainError) as refusal:
        operations.edit(None, edition, replace(DETAILS, ends_on=date(2025, 5, 29)), AT)
    assert refusal.value.code == "days_over"


def test_a_running_fair_may_last_longer_but_not_begin_on_another_day(app):
    edition = an_edition(state="running")
    assert operations.edit(None, edition, replace(DETAILS, ends_on=date(2025, 5, 30)), AT).day_count == 9
    with pytest.raises(DomainError) as refusal:
        operations.edit(None, edition, replace(DETAILS, starts_on=date(2025, 5, 21)), AT)
    assert refusal.value.code == "already_running"


def test_an_address_in_use_is_refused(app):
    organizer = an_organizer()
    operations.create(None, organizer, "salon-du-miel", DETAILS, AT)
    with pytest.raises(DomainError) as refusal:
        operations.create(None, organizer, "salon-du-miel", DETAILS, AT)
    assert (refusal.value.code, refusal.value.field) == ("slug_taken", "slug")


def test_the_site_of_a_running_fair_cannot_be_hidden(app):
    edition = an_edition(state="running", is_published=True)
    with pytest.raises(DomainError):
        operations.hide(None, edition, AT)
    assert edition.is_published


def _at(day, hour=12):
    return datetime(2025, 5, day, hour, tzinfo=UTC)


def test_ready_fairs_open_on_their_first_day_by_their_own_clock_and_nothing_else_moves(app):
    ready = an_edition(state="ready")
    later = an_edition(state="ready", starts_on=date(2025, 5, 24))
    unready = an_edition(state="allocation")
    missed = an_edition(state="ready", starts_on=date(2025, 5, 1), ends_on=date(2025, 5, 3))
    assert operations.begin_due(_at(21, 22)) == []
    assert [each.id for each in operations.begin_due(_at(21, 23))] == [ready.id]
    assert operations.begin_due(_at(22)) == []
    assert [each.state for each in (ready, later, unready, missed)] == [
        "running",
        "ready",
        "allocation",
        "ready",
    ]


def test_the_recurring_task_may_run_at_any_moment(app):
    edition = an_edition(state="ready", starts_on=date(2020, 1, 1), ends_on=date(2099, 1, 1))
    jobs.begin_fairs()
    jobs.begin_fairs()
    assert edition.state == "running"


def _session_values(edition, starts, ends):
    return {
        "kind": "workshop",
        "title": Texts(ar="ورشة", fr="Atelier"),
        "about": Texts(fr=""),
        "room": Texts(),
        "seats": 20,
        "attended": None,
        "speakers": [],
        "starts_at": starts.replace(tzinfo=edition.zone),
        "ends_at": ends.replace(tzinfo=edition.zone),
    }


def test_a_session_lies_inside_the_fair_and_ends_after_it_begins(app):
    edition = an_edition()
    good = _session_values(edition, datetime(2025, 5, 28, 23, 30), datetime(2025, 5, 29, 0, 30))  # noqa: DTZ001
    session = programme.save_session(None, edition, None, good, AT)
    assert (session.kind, session.about, session.organizer_id) == ("workshop", None, edition.organizer_id)
    outside = _session_values(edition, datetime(2025, 5, 29, 10), datetime(2025, 5, 29, 11))  # noqa: DTZ001
    backwards = _session_values(edition, datetime(2025, 5, 23, 11), datetime(2025, 5, 23, 10))  # noqa: DTZ001
    for values, code in ((outside, "outside_days"), (backwards, "ends_before_start")):
        with pytest.raises(DomainError) as refusal:
            programme.save_session(None, edition, session, values, AT)
        assert refusal.value.code == code
    assert session.starts_at.astimezone(edition.zone).hour == 23


def test_a_recommendation_under_way_has_somebody_who_takes_it_on(app):
    edition = an_edition()
    row = a_recommendation(edition)
    values = {"text": Texts(fr="Banque"), "owner": Texts(), "state": "accepted", "due_on": None}
    with pytest.raises(DomainError) as refusal:
        programme.save_recommendation(None, edition, row, values, AT)
    assert refusal.value.code == "no_owner"
    programme.save_recommendation(None, edition, row, values | {"owner": Texts(fr="ODCO")}, AT)
    assert (row.state, str(row.owner)) == ("accepted", "ODCO")
    with pytest.raises(DomainError):
        programme.save_recommendation(
            None, edition, row, values | {"owner": Texts(fr="ODCO"), "state": "proposed"}, AT
        )


def test_partners_come_in_the_order_they_were_added(app):
    edition = an_edition()
    for name in ("Province", "INDH", "ODCO"):
        values = {"name": Texts(ar=name, fr=name), "role": "support", "website": None}
        programme.save_partner(None, edition, None, values, AT)
        db.session.expire(edition)
    assert [str(each.name) for each in edition.partners] == ["Province", "INDH", "ODCO"]
    programme.remove_partner(None, edition.partners[1], AT)
    db.session.flush()
    db.session.expire(edition)
    assert [str(each.name) for each in edition.partners] == ["Province", "ODCO"]
