"""Programmes by result, on both databases: who joins and leaves, what is counted, who reads it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from eventhub import audit, clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from eventhub.programmes import operations, phrases, queries
from eventhub.programmes.kinds import Indicator, Target
from eventhub.programmes.models import Diagnosis, Enrolment, Licence, Programme, Training
from eventhub.programmes.operations import supporting
from eventhub.programmes.queries import results as counted
from eventhub.programmes.states import (
    ENROLMENT_MOVES,
    OPPORTUNITY_MOVES,
    PROGRAMME_MOVES,
    EnrolmentState,
    OpportunityState,
    ProgrammeState,
)
from tests.factories.accounts import a_person, an_organizer, signed_in, somebody_with
from tests.factories.contest_life import a_grant, a_session_of_coaching
from tests.factories.contests import AT, a_contest, an_idea
from tests.factories.cooperatives import SAFI, a_cooperative, a_member, a_product
from tests.factories.programmes import (
    a_diagnosis,
    a_licence,
    a_measure,
    a_programme,
    a_training,
    an_enrolment,
    an_opportunity,
)


@pytest.fixture(autouse=True)
def in_march():
    with clock.frozen(AT):
        yield


def refused(do):
    """The code of a refusal."""
    with pytest.raises(DomainError) as caught:
        do()
    return caught.value.code


def test_every_state_moves_only_as_its_moves_say(app):
    programme, actor = a_programme(), a_person()
    row = an_enrolment(programme, a_cooperative("Coopérative Tafoukt"))
    opportunity = an_opportunity(row)
    verbs = {
        EnrolmentState.JOINED: operations.join,
        EnrolmentState.DECLINED: operations.decline,
        EnrolmentState.LEFT: operations.leave,
    }
    for start in EnrolmentState:
        for to, verb in verbs.items():
            row.state, row.joined_at, row.left_at = start, None, None
            if start in (EnrolmentState.JOINED, EnrolmentState.LEFT):
                row.joined_at = AT
            row.left_at = AT if start == EnrolmentState.LEFT else None
            if to == start or to in ENROLMENT_MOVES[start]:
                verb(actor, row, AT)
                db.session.flush()
                assert row.state == to
            else:
                assert refused(lambda verb=verb: verb(actor, row, AT)) == "no_such_move"
    for states, moves, thing, move in (
        (ProgrammeState, PROGRAMME_MOVES, programme, operations.move),
        (OpportunityState, OPPORTUNITY_MOVES, opportunity, supporting.move_opportunity),
    ):
        for start in states:
            for to in states:
                thing.state = start
                if to == start or to in moves[start]:
                    assert move(actor, thing, to, AT).state == to
                else:
                    assert (
                        refused(lambda move=move, thing=thing, to=to: move(actor, thing, to, AT))
                        == "no_such_move"
                    )


def test_invited_by_tick_or_identifier_once_each_and_the_president_is_told(client, app):
    programme = a_programme()
    president = a_person("Itto", email="itto@example.org")
    ours = a_cooperative("Coopérative Tiwizi", ice="001561191000066")
    a_member(ours, president)
    phoned = a_cooperative("Coopérative Imazighen", phone="+212661000123")
    ticked = a_cooperative("Coopérative Zem Zem")
    twins = [a_cooperative(f"Coopérative {n}", court=f"T{n}", register_number="12/2020") for n in (1, 2)]
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    address = f"/work/programmes/{programme.slug}/cooperatives/add"
    lines = "001561191000066\n06 61 00 01 23\n12/2020\n999\n001561191000066"
    for _ in range(2):
        page = client.post(address, data={"identifiers": lines, "ids": [ticked.public_id]})
        assert page.status_code == 200
        assert "12/2020 · 999" in page.text
    asked = list(db.session.scalars(sa.select(Enrolment).where(Enrolment.programme_id == programme.id)))
    assert {row.cooperative_id for row in asked} == {ours.id, phoned.id, ticked.id}
    assert not {row.cooperative_id for row in asked} & {twin.id for twin in twins}
    assert [mail.to for mail in db.session.query(OutboxMail)] == ["itto@example.org"]


def test_the_president_agrees_on_a_phone_and_leaves_and_is_read_no_more(client, app):
    programme, president, member = a_programme(), a_person("Itto"), a_person("Tuda")
    ours = a_cooperative("Coopérative Tiwizi")
    a_member(ours, president)
    a_member(ours, member, "member")
    row = an_enrolment(programme, ours, "invited")
    a_licence(ours, number="ONSSA.SECRET.1")
    agent = somebody_with(RoleName.FIELD_AGENT, programme.organizer)
    work = f"/work/programmes/{programme.slug}/cooperatives/{row.public_id}"
    own = f"/my/programmes/{row.public_id}"
    signed_in(client, agent)
    assert "ONSSA.SECRET.1" not in client.get(work).text, "read before anybody agreed"
    assert client.post(own + "/answer", data={"to": "joined"}).status_code == 403
    signed_in(client, member)
    assert client.post(own + "/answer", data={"to": "joined"}).status_code == 403
    signed_in(client, president)
    assert client.get("/my").text.count(own) == 1
    client.post(own + "/answer", data={"to": "joined"})
    db.session.refresh(row)
    assert (row.state, row.joined_at, row.agreed_by_id, row.is_on_paper) == (
        "joined",
        AT,
        president.id,
        False,
    )
    assert [each.action for each in audit.history(row)] == ["programmes:enrolment:joined"]
    signed_in(client, agent)
    assert "ONSSA.SECRET.1" in client.get(work).text
    signed_in(client, president)
    client.post(own + "/answer", data={"to": "left"})
    assert "ONSSA.SECRET.1" in client.get(own).text, "it stays theirs"
    signed_in(client, agent)
    assert client.get(work).status_code == 403
    assert work not in client.get(f"/work/programmes/{programme.slug}/cooperatives").text


def test_a_signed_paper_counts_only_where_nobody_has_an_account(app):
    programme, agent = a_programme(), a_person("Agent")
    bare, theirs = an_enrolment(programme, state="invited"), an_enrolment(programme, state="invited")
    a_member(theirs.cooperative, a_person("Itto"))
    assert operations.join_on_paper(agent, bare, AT).is_on_paper
    assert refused(lambda: operations.join_on_paper(agent, theirs, AT)) == "has_account"
    programme.state = ProgrammeState.CLOSED
    assert refused(lambda: operations.join(agent, theirs, AT)) == "not_running"


def test_an_invitation_taken_back_is_agreed_to_no_more_and_ends_no_part(client, app):
    programme, president = a_programme(), a_person("Itto")
    asked, agreed, back = (an_enrolment(programme, state="invited") for _ in range(3))
    kept = a_measure(back, AT.date(), 3)
    operations.join(president, agreed, AT)
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    for row in (asked, agreed, back):
        client.post(f"/work/programmes/{programme.slug}/cooperatives/{row.public_id}/end")
    left = list(db.session.scalars(sa.select(Enrolment).order_by(Enrolment.id)))
    assert [(row, row.state) for row in left] == [(agreed, "joined"), (back, "declined")]
    assert queries.measures_of(back) == [kept], "what was done stays"
    client.post(f"/work/programmes/{programme.slug}/cooperatives/{agreed.public_id}/end", data={"to": "left"})
    assert agreed.state == "left"


def test_what_is_sent_twice_is_there_once(app):
    programme, actor = a_programme(), a_person()
    row = an_enrolment(programme)
    other = an_enrolment(programme)
    said = {
        "kind": "onssa",
        "state": "held",
        "number": None,
        "asked_on": None,
        "granted_on": AT.date(),
        "expires_on": None,
    }
    first = supporting.keep_licence(actor, row, None, said, AT)
    assert supporting.keep_licence(actor, row, None, said, AT) is first
    assert supporting.keep_licence(actor, other, None, said, AT) is not first
    marks = {programme.questions[0]["id"]: 1}
    assert refused(lambda: supporting.answer(actor, row, marks, AT, may_begin=False)) == "nothing_begun"
    db.session.execute(sa.update(Enrolment).where(Enrolment.id == row.id).values(state="left", left_at=AT))
    assert refused(lambda: supporting.answer(actor, row, marks, AT)) == "not_in", "as it is now"


def test_a_diagnosis_is_kept_at_each_step_and_shows_what_to_work_on(client, app):
    programme, president = a_programme(), a_person("Itto")
    row = an_enrolment(programme)
    a_member(row.cooperative, president)
    a_diagnosis(an_enrolment(a_programme()), 4)
    signed_in(client, president)
    axes = list(dict.fromkeys(each["axis"] for each in programme.questions))
    marks = dict(zip(axes, (3, 1, 4, 0, 2, 3), strict=True))
    for step, axis in enumerate(axes, start=1):
        here = [each["id"] for each in programme.questions if each["axis"] == axis]
        address = f"/programmes/{row.public_id}/diagnosis/{step}"
        half = client.post(address, data={f"mark-{here[0]}": marks[axis]})
        assert half.headers["Location"].endswith(f"{step}?again=1")
        assert queries.draft_of(row).answers[here[0]] == marks[axis], "half an answer is kept"
        sent = client.post(address, data={f"mark-{name}": marks[axis] for name in here} | {"mark-no": "4"})
        assert sent.status_code == 303
    for replay in (address, f"/programmes/{row.public_id}/diagnosis/2"):
        client.post(replay, data={f"mark-{name}": 4 for name in here})
    assert queries.draft_of(row) is None, "the last step sent again begins nothing"
    [said] = queries.finished_diagnoses(row)
    assert set(said.answers) == {each["id"] for each in programme.questions}
    page = client.get(f"/my/programmes/{row.public_id}").text
    assert [page.count(f"{phrases.AXES[axis]}</b>") for axis in axes] == [0, 1, 0, 1, 0, 0]
    assert counted.progress(programme).needs == {"finance": 1, "marketing": 1}
    assert refused(lambda: supporting.finish(president, row, AT)) == "nothing_begun"
    supporting.answer(president, row, {}, AT)
    assert refused(lambda: supporting.finish(president, row, AT)) == "not_whole"
    supporting.answer(president, row, said.answers, AT)
    assert supporting.finish(president, row, AT) is said


def test_the_questionnaire_is_the_organizers_until_its_first_use(client, app):
    programme = a_programme()
    row = an_enrolment(programme)
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    address = f"/work/programmes/{programme.slug}/questions"
    client.post(address, data={"words_finance_2-fr": "Avez-vous une caisse ?", "low_finance_2-fr": "Non"})
    db.session.refresh(programme)
    assert [(each["id"], each["low"]) for each in programme.questions] == [("finance-2", {"fr": "Non"})]
    assert client.post(address, data={}).status_code == 422
    supporting.answer(a_person(), row, {"finance-2": 3, "governance-1": 3, "finance-1": 9}, AT)
    assert queries.draft_of(row).answers == {"finance-2": 3}
    assert client.post(address, data={"words_digital_1-fr": "Site ?"}).status_code == 422
    assert "Avez-vous une caisse" in client.get(address).text


def a_full_programme():
    """A programme with something of each kind that counts, and beside each something that must not."""
    programme = a_programme(ends_on=date(2026, 6, 30))
    one = an_enrolment(programme, a_cooperative("Coopérative Une", members=12, women=9, **SAFI))
    two = an_enrolment(programme, a_cooperative("Coopérative Deux", members=8, women=2))
    gone = an_enrolment(programme, a_cooperative("Partie", women=50), "left")
    an_enrolment(programme, a_cooperative("Invitée", women=70), "invited")
    other = an_enrolment(a_programme(), a_cooperative("Autre", women=100))
    for row in (one, one, two, gone, other):
        a_product(row.cooperative, created_at=AT - timedelta(days=1))
    a_training(programme, one, two)
    a_training(programme, one, minutes=90, kind="coaching")
    a_training(programme, on=date(2025, 4, 1))
    a_training(other.programme, other, minutes=600)
    for row, state in ((one, "made"), (one, "open"), (two, "lost"), (other, "made")):
        an_opportunity(row, state=state)
    a_licence(one.cooperative)
    a_licence(two.cooperative, state="pending", granted_on=None)
    a_licence(two.cooperative, granted_on=date(2024, 5, 5))
    a_licence(other.cooperative)
    contest = a_contest(programme.organizer)
    for number, (row, came) in enumerate(((one, "attended"), (two, "absent"), (other, "attended")), start=1):
        idea = an_idea(contest, number, cooperative_id=row.cooperative_id)
        session = a_session_of_coaching(contest, AT - timedelta(days=3, hours=number), minutes=120)
        db.session.add(CoachingBooking(session_id=session.id, idea_id=idea.id, state=BookingState(came)))
        a_grant(idea, 100_000 * number).created_at = AT
    db.session.flush()
    return programme, one, two


def test_what_was_achieved_is_counted_from_rows_of_this_programme_only(app):
    programme, _one, _two = a_full_programme()
    found = counted.results(programme, "whole", AT.date())
    assert found.achieved == {
        Target.COOPERATIVES: 2,
        Target.WOMEN: 11,
        Target.PRODUCTS: 3,
        Target.TRAINING_HOURS: 3,
        Target.COACHING_SESSIONS: 2,
        Target.OPPORTUNITIES: 2,
        Target.LICENCES: 1,
    }
    assert (found.trained, found.trained_women, found.trained_young, found.coaching_hours) == (15, 9, 3, 3.5)
    assert (found.links, found.linked, found.value) == (1, 1, 500_000)
    assert (found.grants, found.granted) == (2, 300_000)
    lines = {
        line.province_code: (line.cooperatives, line.women, line.trained, line.links)
        for line in found.provinces
    }
    assert lines == {"07.431": (1, 9, 10, 1), "05.301": (1, 2, 5, 0)}
    later = datetime(2026, 5, 1, tzinfo=UTC).date()
    assert counted.results(programme, "2026", later).achieved[Target.TRAINING_HOURS] == 0
    assert counted.results(programme, "2026", later).achieved[Target.COOPERATIVES] == 2


def test_before_and_after_compare_the_same_cooperatives(app):
    programme, one, two = a_full_programme()
    for row, on, value in (
        (one, date(2025, 1, 9), 4),
        (one, date(2025, 3, 9), 7),
        (two, date(2025, 3, 9), 90),
    ):
        a_measure(row, on, value)
    found = counted.changes(programme)
    assert {name: (each.before, each.after, each.cooperatives) for name, each in found.items()} == {
        Indicator.JOBS: (4, 7, 1)
    }
    a_diagnosis(one, 1, finished_at=AT - timedelta(days=20))
    a_diagnosis(one, 3)
    a_diagnosis(two, 0)
    said = counted.progress(programme)
    assert (said.diagnosed, said.twice) == (2, 1)
    assert (set(said.before.values()), set(said.after.values())) == ({0.25}, {0.75})


def test_the_page_of_results_its_paper_and_its_table_are_for_whom_they_are(client, app):
    programme, one, _two = a_full_programme()
    here = f"/work/programmes/{programme.slug}"
    signed_in(client, somebody_with(RoleName.PARTNER, programme.organizer))
    page = client.get(here)
    assert page.status_code == 200
    assert "Coopérative Une" not in page.text, "a partner reads totals"
    assert "50 %" in page.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert client.get(here + "/results.pdf").data.startswith(b"%PDF")
    assert client.get(here + "/cooperatives").status_code == 403
    assert client.get(here + "/cooperatives.csv").status_code == 403
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    rows = client.get(here + "/cooperatives.csv").get_data(as_text=True).splitlines()
    assert len(rows) == 5
    assert next(row for row in rows if "Coopérative Une" in row).split(";" if ";" in rows[0] else ",")[
        5:8
    ] == ["4.5", "10", "1"]
    assert one.cooperative.name_latin in client.get(here + "/cooperatives").text


def test_who_came_is_said_once_the_day_has_come_and_can_be_corrected(client, app):
    programme = a_programme()
    one, two = an_enrolment(programme), an_enrolment(programme)
    foreign = an_enrolment(a_programme())
    held, coming = a_training(programme), a_training(programme, on=date(2025, 4, 2))
    signed_in(client, somebody_with(RoleName.FIELD_AGENT, programme.organizer))
    address = f"/work/programmes/{programme.slug}/trainings/{held.public_id}"
    said = {f"people-{one.public_id}": "6", f"women-{one.public_id}": "4", f"people-{two.public_id}": "2"}
    assert client.post(address, data=said | {f"women-{two.public_id}": "3"}).status_code == 422
    client.post(address, data=said | {f"people-{foreign.public_id}": "9"})
    client.post(address, data=said | {f"people-{two.public_id}": ""})
    db.session.expire_all()
    assert [(row.enrolment_id, row.people, row.women, row.young) for row in held.attendances] == [
        (one.id, 6, 4, 0)
    ]
    came = {one.public_id: (1, 0, 0)}
    assert refused(lambda: supporting.attend(None, programme, coming, came, AT)) == "in_the_future"


def test_forms_of_the_work_keep_what_they_say_once(client, app):
    organizer = an_organizer()
    signed_in(client, somebody_with(RoleName.ORGANIZER, organizer))
    said = {
        "name-ar": "برنامج",
        "name-fr": "Programme",
        "slug": "al-montija",
        "starts_on": "2025-01-01",
        "ends_on": "2025-12-31",
    }
    new = f"/work/o/{organizer.slug}/programmes/new"
    assert client.post(new, data=said | {"ends_on": "2024-12-31"}).status_code == 422
    assert (
        client.post(new, data=said | {"target-whole-women": "150", "target-whole-products": "x"}).status_code
        == 303
    )
    assert client.post(new, data=said).status_code == 422, "the name in the address is taken"
    programme = db.session.scalar(sa.select(Programme).where(Programme.slug == "al-montija"))
    assert programme.targets == {"whole": {"women": 150}}
    here = "/work/programmes/al-montija"
    client.post(here + "/move", data={"to": "running"})
    row = an_enrolment(programme)
    place = f"{here}/cooperatives/{row.public_id}"
    session = {"kind": "training", "title-ar": "المحاسبة", "on": "2025-03-20", "hours": "2.5"}
    for _ in range(2):
        assert client.post(here + "/trainings/new", data=session).status_code == 303
    assert client.post(here + "/trainings/new", data=session | {"on": "2026-03-20"}).status_code == 422
    assert [row.minutes for row in db.session.query(Training).filter_by(programme_id=programme.id)] == [150]
    licence = {"kind": "onssa", "state": "held", "granted_on": "2025-02-01", "expires_on": "2025-04-01"}
    assert client.post(place + "/licences/new", data=licence | {"granted_on": ""}).status_code == 422
    assert (
        client.post(place + "/licences/new", data=licence | {"granted_on": "2025-03-11"}).status_code == 422
    )
    assert client.post(place + "/licences/new", data=licence).status_code == 303
    [kept] = db.session.query(Licence).filter_by(cooperative_id=row.cooperative_id)
    assert row.cooperative.name_latin in client.get(here).text, "it ends within two months: somebody is told"
    client.post(f"{place}/licences/{kept.public_id}", data=licence | {"state": "refused"})
    db.session.refresh(kept)
    assert (kept.state, kept.granted_on, kept.expires_on) == ("refused", None, None)
    buyer = {"kind": "buyer", "whom": "Riad", "value": "1 500,50", "on": "2025-03-01"}
    for _ in range(2):
        assert client.post(place + "/opportunities/new", data=buyer).status_code == 303
    [found] = queries.opportunities_of(row)
    assert found.value == 150_050
    client.post(f"{place}/opportunities/{found.public_id}/move", data={"to": "made"})
    assert counted.results(programme, "whole", AT.date()).links == 1
    for jobs in ("4", "5"):
        assert client.post(place + "/measure", data={"on": "2025-03-01", "jobs": jobs}).status_code == 303
    assert [(each.indicator, each.value) for each in queries.measures_of(row)] == [("jobs", 5)]
    assert client.post(place + "/measure", data={"on": "2025-03-01"}).status_code == 422


def test_a_closed_programme_is_still_measured_and_nothing_else(app):
    programme = a_programme(state="closed")
    row, actor = an_enrolment(programme), a_person()
    assert supporting.measure(actor, row, AT.date(), {Indicator.JOBS: 3}, AT)
    supporting.answer(actor, row, {}, AT)
    settings = {"title": {"ar": "x"}, "on": AT.date(), "minutes": 60, "kind": "training"}
    assert refused(lambda: supporting.plan(actor, programme, settings, AT)) == "not_running"
    buyer = {"kind": "buyer", "whom": "x", "words": None, "value": None, "on": AT.date()}
    assert refused(lambda: supporting.open_opportunity(actor, row, buyer, AT)) == "not_running"
    assert refused(lambda: operations.invite(actor, programme, [a_cooperative()], AT)) == "not_running"
    assert db.session.query(Diagnosis).filter_by(enrolment_id=row.id).count() == 1


def test_long_lists_go_on_by_key_and_are_searched(client, app, monkeypatch):
    monkeypatch.setattr(queries, "TRAININGS_SHOWN", 2)
    monkeypatch.setattr(queries, "ATTENDANCE_SHOWN", 2)
    programme = a_programme()
    names = ("Tafoukt", "Tiwizi", "Zemzem")
    rows = [an_enrolment(programme, a_cooperative(f"Coopérative {name}")) for name in names]
    held = [a_training(programme, on=date(2025, 3, day), title={"fr": f"Jour {day}"}) for day in (3, 4, 4, 5)]
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    here = f"/work/programmes/{programme.slug}/trainings"
    first = client.get(here).text
    onward = re.search(r'href="([^"]*[?]after=[^"]*)"', first)
    second = client.get(onward.group(1)).text
    assert [[page.count(f"Jour {day}<") for day in (5, 4, 3)] for page in (first, second)] == [
        [1, 1, 0],
        [0, 1, 1],
    ]
    assert client.get(here + "?after=WyJ4IiwxXQ").status_code == 200
    session = f"{here}/{held[0].public_id}"
    page, found = client.get(session).text, client.get(session + "?q=zemzem").text
    assert [["Tafoukt" in each, "Zemzem" in each] for each in (page, found)] == [[True, False], [False, True]]
    client.post(session, data={f"people-{rows[0].public_id}": "3"})
    client.post(session + "?q=zemzem", data={f"people-{rows[2].public_id}": "2"})
    db.session.expire_all()
    assert [each.people for each in held[0].attendances] == [3, 2], "who is not on the page stays"


@pytest.mark.parametrize("page", ["", "/cooperatives", "/trainings", "/cooperatives.csv"])
def test_a_page_costs_the_same_at_one_cooperative_and_three(client, app, count_queries, page):
    programme = a_programme()
    signed_in(client, somebody_with(RoleName.ORGANIZER, programme.organizer))
    costs = []
    for count in (1, 2):
        for _ in range(count):
            row = an_enrolment(programme)
            a_training(programme, row)
            an_opportunity(row)
            a_licence(row.cooperative, expires_on=AT.date())
            a_diagnosis(row)
        db.session.expire_all()
        with count_queries() as statements:
            assert client.get(f"/work/programmes/{programme.slug}{page}").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
