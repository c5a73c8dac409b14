"""Volunteers through the verbs and the pages: sign up, wait, give back, come, go, hours; never over-full."""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import copying, following
from eventhub.mail import OutboxMail
from eventhub.reports.exporting import rows
from eventhub.reports.queries import live_report
from eventhub.volunteers import operations, queries
from eventhub.volunteers.models import Volunteer, VolunteerShift, VolunteerTurn
from eventhub.volunteers.operations import Hours
from eventhub.volunteers.queries import figures
from eventhub.volunteers.verification import check_clashes, check_shifts
from tests.factories import accounts
from tests.factories.accounts import a_role, signed_in
from tests.factories.visitors import NOON, a_fair
from tests.factories.volunteers import a_shift, a_task, a_volunteer
from tests.together import at_once, committing

NAMES = ("Itto", "Rkia", "Moha", "Hadda")


@contextmanager
def refused(code):
    with pytest.raises(DomainError) as found, db.session.begin_nested():
        yield
    assert found.value.code == code


def counts(shift):
    db.session.refresh(shift)
    return shift.taken, shift.waiting, shift.present


def state_of(shift, volunteer):
    query = sa.select(VolunteerTurn.state).where(
        VolunteerTurn.shift_id == shift.id, VolunteerTurn.volunteer_id == volunteer.id
    )
    return db.session.scalar(query)


def told():
    sent = sa.select(OutboxMail.to).where(OutboxMail.template == "volunteer_news").order_by(OutboxMail.id)
    return [to.partition("@")[0] for to in db.session.scalars(sent)]


def is_sound():
    return [*check_shifts(), *check_clashes()] == []


@pytest.fixture
def world(app):
    """A fair that looks for volunteers, beside another with a volunteer of its own."""
    with clock.frozen(NOON):
        edition, other = a_fair(), a_fair()
        theirs = a_shift(a_task(other))
        operations.take(theirs, a_volunteer(other), NOON)
        yield edition


def test_the_line_moves_up_in_its_order_and_nobody_is_in_two_shifts_at_once(world):
    task, gates = a_task(world), a_task(world, "Porte")
    shift, beside, later = a_shift(task, needed=2), a_shift(gates, 17, 20), a_shift(gates, 20, 23)
    itto, rkia, moha, hadda = (a_volunteer(world, name) for name in NAMES)
    for who in (itto, rkia, moha, hadda):
        operations.take(shift, who, NOON)
        operations.take(shift, who, NOON)  # a second click
    assert counts(shift) == (2, 2, 0)
    assert [offer.place for who in (itto, moha, hadda) for offer in queries.offers_of(who)] == [None, 1, 2]
    with refused("overlap"):
        operations.take(beside, itto, NOON)
    with refused("overlap"):
        operations.take(beside, moha, NOON)  # who waits keeps the hours too
    operations.take(later, itto, NOON)
    operations.give_back(None, shift, itto, NOON)
    operations.give_back(None, shift, itto, NOON)
    assert (state_of(shift, moha), counts(shift)) == ("taken", (2, 1, 0))
    operations.take(beside, itto, NOON)
    hours = Hours(time(16), time(18), 3)
    operations.save_shift(None, shift, shift.day, hours, NOON)
    assert (state_of(shift, hadda), counts(shift)) == ("taken", (3, 0, 0))
    with refused("places_taken"):
        operations.save_shift(None, shift, shift.day, Hours(time(16), time(18), 2), NOON)
    with refused("overlap"):  # Itto would be at two places
        operations.save_shift(None, later, later.day, Hours(time(18), time(21), 1), NOON)
    with refused("people_have_it"):
        operations.remove_task(None, task, NOON)
    operations.erase(None, hadda, NOON)
    assert (counts(shift), hadda.name, hadda.email) == ((2, 0, 0), None, None)
    operations.call_off(None, shift, NOON)
    operations.call_off(None, shift, NOON)
    assert (told(), counts(shift)) == (["moha", "hadda", "rkia", "moha"], (0, 0, 0))
    with refused("shift_cancelled"):
        operations.take(shift, rkia, NOON)
    assert is_sound()


def test_who_came_is_noted_to_the_minute_undone_and_counted_in_days(world):
    task = a_task(world)
    morning, evening = a_shift(task, 9, 13, 2), a_shift(task, 15, 19, 2)
    itto, rkia, moha, _hadda = (a_volunteer(world, name) for name in NAMES)
    first = operations.take(morning, itto, NOON)
    second, third = (operations.take(evening, who, NOON) for who in (itto, rkia))
    nine = morning.starts_at
    with refused("too_early"):
        operations.come(None, morning, first, nine - timedelta(hours=3))
    operations.come(None, morning, first, nine - timedelta(minutes=10))
    assert (first.minutes, counts(morning)) == (240, (1, 0, 1))
    operations.leave(None, morning, first, nine + timedelta(hours=3, minutes=5))
    assert first.minutes == 195
    operations.undo(None, morning, first, nine + timedelta(hours=4))
    assert (first.left_at, first.minutes) == (None, 240)
    operations.leave(None, morning, first, nine + timedelta(hours=3))
    late = evening.ends_at + timedelta(hours=1)
    with refused("not_begun"):
        operations.miss(None, evening, third, NOON)
    operations.miss(None, evening, third, late)
    assert (state_of(evening, rkia), counts(evening)) == ("absent", (1, 0, 0))
    operations.assign(None, evening, moha, late)
    operations.give_back("organizer", evening, moha, late)
    assert operations.tick_all(None, evening, late) == 1
    assert (second.came_at, second.minutes) == (None, 240)
    assert figures.figures_of(world.id) == figures.Figures(1, 1, 190 + 240)
    operations.undo(None, evening, third, late)
    operations.come(None, evening, third, late)
    assert figures.figures_of(world.id) == figures.Figures(2, 2, 190 + 480)
    assert [each.id for each, _found in figures.figures_over_years(world)] == [world.id]
    report = live_report(world, late)
    assert report.volunteers == (2, 2, 670)
    assert [line[2] for line in rows(report) if line[0] in {"Volunteers", "Bénévoles", "المتطوعون"}] == [
        2,
        2,
        11,
    ]
    assert is_sound()


@pytest.mark.parametrize(
    "fault",
    [{"taken": 3}, {"present": 1}, {"waiting": -1}, {"needed": 0}, {"ends_at": NOON - timedelta(days=9)}],
)
def test_the_database_holds_what_must_never_be_false(world, fault):
    shift = a_shift(a_task(world))
    with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
        db.session.execute(sa.update(VolunteerShift).where(VolunteerShift.id == shift.id).values(**fault))


def test_ages_are_asked_where_a_shift_has_a_least_one(world):
    shift = a_shift(a_task(world), least_age=18, needed=4)
    with refused("age_unknown"):
        operations.take(shift, a_volunteer(world, "Itto"), NOON)
    with refused("too_young"):
        operations.take(shift, a_volunteer(world, "Moha", born_on=date(2007, 5, 25)), NOON)
    operations.take(shift, a_volunteer(world, "Rkia", born_on=date(2007, 5, 24)), NOON)
    operations.assign(None, shift, a_volunteer(world, "Hadda"), NOON)  # the organizer knows whom they ask
    assert counts(shift) == (2, 0, 0)


def test_the_next_edition_begins_with_the_same_shifts_and_nobody_in_them(world):
    shift = a_shift(a_task(world), 20, 2, needed=3, least_age=16)
    assert shift.ends_at - shift.starts_at == timedelta(hours=6)  # after midnight
    with refused("too_long"):
        operations.add_shifts(None, shift.task, world.day_list, Hours(time(8), time(7), 1), NOON)
    operations.take(shift, a_volunteer(world, born_on=date(1990, 1, 1)), NOON)
    new = copying.copy(None, world.series, 9, date(2026, 6, 1), NOON)
    (task,) = queries.tasks_of(new)
    (copied,) = task.shifts
    assert (copied.day, copied.needed, copied.least_age, copied.taken) == (date(2026, 6, 3), 3, 16, 0)
    assert copied.starts_at.astimezone(new.zone).hour == 20
    assert not queries.setting_of(new).is_open


def test_a_fair_moved_as_a_whole_takes_its_shifts_along_and_tells_their_people(world):
    shift = a_shift(a_task(world), 20, 2)
    operations.take(shift, a_volunteer(world), NOON)
    before = shift.starts_at
    first, last = world.starts_on, world.ends_on
    world.ends_on += timedelta(days=3)
    following.follow_days(world, first, last)  # longer, not moved
    assert (told(), shift.starts_at) == ([], before)
    world.starts_on += timedelta(days=3)
    following.follow_days(world, first, last)
    assert (shift.starts_at - before, shift.day) == (timedelta(days=3), date(2025, 5, 27))
    assert told() == ["itto"]


def test_volunteers_are_forgotten_when_time_is_up_and_their_hours_stay(world):
    shift = a_shift(a_task(world))
    volunteer = a_volunteer(world, phone="+212661000001")
    operations.tick_all(None, shift, shift.ends_at)
    turn = operations.take(shift, volunteer, NOON)
    operations.come(None, shift, turn, shift.ends_at)
    last = datetime(2026, 5, 28, 12, tzinfo=NOON.tzinfo)
    assert operations.forget_expired(last) == 0
    assert operations.forget_expired(last + timedelta(days=1)) == 2  # the other fair's too
    db.session.refresh(volunteer)
    known = volunteer.name, volunteer.phone, volunteer.email, volunteer.consent, volunteer.folded
    assert known == (None, None, None, None, "")
    assert figures.figures_of(world.id).minutes == 120


def test_somebody_signs_up_and_has_a_page_of_their_own(client, world):
    task, gates = a_task(world), a_task(world, "Porte")
    shift, beside, later = a_shift(task), a_shift(gates, 17, 20), a_shift(gates, 20, 23)
    here, english = f"/e/{world.slug}/volunteer", {"Accept-Language": "en"}
    assert here in client.get(f"/e/{world.slug}").text
    assert "Help as a volunteer" in client.get(here, headers=english).text
    form = {"name": "Itto Amhaouch", "email": "itto@example.ma", "consent": "y", "sheet": "s" * 24}
    both = [shift.public_id, later.public_id]
    for wrong in (
        {"email": ""},
        {"consent": ""},
        {"shifts": []},
        {"shifts": [shift.public_id, beside.public_id]},
    ):
        refusal = client.post(here, data=form | {"shifts": both} | wrong)
        assert (refusal.status_code, "Itto Amhaouch" in refusal.text) == (422, True)
    assert db.session.scalar(sa.select(sa.func.count()).where(Volunteer.edition_id == world.id)) == 0
    page = client.post(here, data=form | {"shifts": both}).location
    assert client.post(here, data=form | {"shifts": both}).location == page  # a second click
    assert counts(shift) == (1, 0, 0)
    again = client.post(here, data=form | {"shifts": both, "sheet": "t" * 24})
    assert again.status_code == 422
    assert client.post(f"{here}/link", data={"email": "Itto@Example.ma"}).status_code == 303
    assert client.post(f"{here}/link", data={"email": "nobody@example.ma"}).status_code == 303
    ready = sa.select(OutboxMail).where(OutboxMail.template == "volunteer_ready")
    sent = db.session.scalars(ready).all()
    assert [row.to for row in sent] == ["itto@example.ma"] * 2
    assert page in sent[0].text
    own = client.get(page, headers=english)
    assert ("It is yours" in own.text, "no-referrer" in own.headers["Referrer-Policy"]) == (True, True)
    assert client.get(f"{page}/attestation.pdf").status_code == 404
    assert "BEGIN:VEVENT" in client.get(f"{page}/shifts.ics").text
    client.post(f"{page}/shifts/{beside.public_id}/take")
    assert counts(beside) == (0, 0, 0)  # at the same hour
    client.post(f"{page}/shifts/{shift.public_id}/give-back")
    client.post(f"{page}/shifts/{beside.public_id}/take")
    assert (counts(shift), counts(beside)) == ((0, 0, 0), (1, 0, 0))
    assert client.get(f"{page}/data.json").json["consent"]["by"] == "volunteer"
    operations.save_setting(None, world, {"is_open": False}, NOON)
    assert here not in client.get(f"/e/{world.slug}").text
    assert client.post(here, data=form).status_code == 422
    client.post(f"{page}/shifts/{shift.public_id}/take")
    assert counts(shift) == (0, 0, 0)
    client.post(f"{page}/erase")
    assert "Itto" not in client.get(page).text
    assert (counts(beside), client.get(f"{page}/attestation.pdf").status_code) == ((0, 0, 0), 404)


def test_an_organizer_plans_keeps_and_certifies_a_shift(client, world):
    boss, staff = accounts.a_person("boss"), accounts.a_person("gate")
    a_role(boss, world.organizer, "organizer")
    a_role(staff, world, "gate_staff")
    home, browser = f"/work/e/{world.slug}/volunteers", signed_in(client, boss)
    task_form = {"kind": "parking", "name-ar": "الموقف", "name-fr": "Parking"}
    assert browser.post(f"{home}/tasks/new", data={"kind": "parking"}).status_code == 422
    shifts_page = browser.post(f"{home}/tasks/new", data=task_form).location
    hours = {"starts": "10:00", "ends": "14:00", "needed": "2", "days": ["2025-05-23", "2025-05-24"]}
    assert browser.post(shifts_page, data=hours | {"days": []}).status_code == 422
    assert browser.post(shifts_page, data=hours).location == home
    browser.post(shifts_page, data=hours)  # the days have it already
    shift, tomorrow = queries.grid_of(world).shifts
    here, words = f"{home}/shifts/{shift.public_id}", {"words": "Apportez un chapeau."}
    browser.post(f"{home}/setting", data={"is_open": "y", "about-fr": "Repas offert", "phone": "0535000001"})
    assert browser.post(f"{here}/assign", data={"name": "Moha"}).status_code == 422  # did not agree
    given = {"name": "Moha Ouali", "email": "moha@example.ma", "consent": "y"}
    assert browser.post(f"{here}/assign", data=given).location == here
    volunteer = db.session.scalars(sa.select(Volunteer).where(Volunteer.edition_id == world.id)).one()
    assert browser.post(f"{here}/assign", data={"volunteer": volunteer.public_id}).status_code == 303
    assert counts(shift) == (1, 0, 0)
    for _press in range(2):  # a double click is one message
        assert browser.post(f"{here}/message", data=words).location == here
    assert told() == ["moha"]  # the shift has begun: nobody is told of the place, but of the message
    turn = queries.turns_of_shift(shift)[0].public_id
    keeper = signed_in(client, staff)
    assert keeper.get(f"{here}/assign").status_code == 403
    for verb, state in (
        ("come", "present"),
        ("undo", "taken"),
        ("miss", "absent"),
        ("undo", "taken"),
        ("come", "present"),
    ):
        keeper.post(f"{here}/turns/{turn}/{verb}")
        assert state_of(shift, volunteer) == state
    assert "Moha" in keeper.get(here).text
    assert keeper.get(f"{here}/list.pdf").data.startswith(b"%PDF")
    browser = signed_in(client, boss)
    edited = {"day": "2025-05-24", "starts": "11:00", "ends": "15:00", "needed": "1"}
    edit = f"{home}/shifts/{tomorrow.public_id}"
    assert browser.post(f"{edit}/edit", data=edited).location == edit
    assert browser.post(f"{edit}/remove").location == home
    assert b"Moha" in browser.get(f"/work/e/{world.slug}/volunteer-hours/export.csv").data
    assert "Moha" in browser.get(f"/work/e/{world.slug}/volunteer-hours?q=ouali").text
    proof = f"/volunteers/check/{volunteer.attestation_code.upper()}"
    assert client.get(f"/volunteer/{volunteer.public_id}/attestation.pdf").data.startswith(b"%PDF")
    client.delete_cookie("eventhub")
    told_there = client.get(proof, headers={"Accept-Language": "en"})
    assert ("Moha O." in told_there.text, "4 hours" in told_there.text) == (True, True)
    assert client.get("/volunteers/check/NOTHING").status_code == 404
    signed_in(client, boss).post(f"/work/e/{world.slug}/volunteer-hours/{volunteer.public_id}/erase")
    assert "Moha" not in client.get(proof).text
    assert is_sound()


def test_a_task_goes_with_its_shifts_unless_people_have_one(client, world):
    boss, used, unused = accounts.a_person("boss"), a_task(world), a_task(world, "Porte")
    a_role(boss, world.organizer, "organizer")
    operations.take(a_shift(used), a_volunteer(world), NOON)
    a_shift(unused)
    for task in (used, unused):
        path = f"/work/e/{world.slug}/volunteers/tasks/{task.public_id}/remove"
        assert signed_in(client, boss).post(path).status_code == 303
    assert [str(each.name) for each in queries.tasks_of(world)] == ["Accueil"]


def test_pages_cost_the_same_however_many_shifts_and_people_there_are(client, world, count_queries):
    boss = accounts.a_person("boss")
    a_role(boss, world.organizer, "organizer")
    task, all_day, costs = a_task(world), a_shift(a_task(world, "Porte"), 19, 22, 9), []
    home = f"/work/e/{world.slug}"
    pages = (f"{home}/volunteers", f"{home}/volunteer-hours", f"{home}/volunteers/shifts/{all_day.public_id}")
    for number, starts in enumerate((9, 11, 13)):
        for shift in (a_shift(task, starts, starts + 1), all_day):
            operations.take(shift, volunteer := a_volunteer(world, NAMES[number]), NOON)
        if number != 1:
            found = []
            signed_in(client, boss).get("/my")  # what was done is written to the audit log
            for path in (*pages, f"/e/{world.slug}/volunteer", f"/volunteer/{volunteer.public_id}"):
                browser = signed_in(client, boss)
                with count_queries() as statements:
                    assert NAMES[number] in browser.get(path).text or path not in pages[1:]
                found.append(len(statements))
            costs.append(found)
    assert costs[0] == costs[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def real_app(request, settings, tmp_path):
    with committing(settings, request.param, tmp_path) as app:
        yield app


def test_places_taken_in_the_same_instant_are_never_too_many_nor_two_of_one_hour(real_app):
    now = datetime.now(NOON.tzinfo)
    with real_app.app_context():
        edition = a_fair(starts_on=now.date(), ends_on=now.date() + timedelta(days=3))
        one, other = a_shift(a_task(edition), needed=2), a_shift(a_task(edition, "Porte"), 17, 20, needed=2)
        people = [a_volunteer(edition, f"Nº {number}", now) for number in range(4)]
        ways = [
            f"/volunteer/{who.public_id}/shifts/{shift.public_id}/take"
            for who in people
            for shift in (one, other)
        ]
        db.session.commit()
        ids = one.id, other.id
        db.session.remove()

    def post(path):
        return lambda: real_app.test_client().post(path).status_code

    assert set(at_once([post(path) for path in ways])) == {303}
    with real_app.app_context():
        taken = [db.session.get_one(VolunteerShift, each) for each in ids]
        assert sum(each.taken + each.waiting for each in taken) == 4  # each has one of the two
        assert is_sound()
