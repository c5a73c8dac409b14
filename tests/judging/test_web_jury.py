"""Juries: seats, conflicts found and declared, sheets given out and mended, signing off."""

from collections import Counter
from datetime import timedelta

import pytest

from eventhub import clock
from eventhub.accounts import inviting
from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import CoachingBooking
from eventhub.contests.operations import coaching
from eventhub.contests.states import ContestState
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.states import SHEET_MOVES, CommentRule, Rules, SheetState, state_of
from eventhub.judging.telling import explaining
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contest_life import a_session_of_coaching
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_sheet, an_idea


def a_jury(ideas=6, judges=4, state=ContestState.JUDGING):
    contest = a_contest(state=state)
    for number in range(1, ideas + 1):
        an_idea(contest, number)
    return contest, [a_judge(contest) for _ in range(judges)]


def living(contest):
    return [sheet for sheet in queries.sheets_of(contest) if sheet.state != SheetState.RECUSED]


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_each_idea_gets_its_sheets_and_loads_are_even(app):
    contest, _ = a_jury()
    plan = operations.assign_sheets(a_person(), contest, JUDGING_AT).plan
    assert set(Counter(sheet.idea_id for sheet in living(contest)).values()) == {2}
    assert set(Counter(sheet.judge_id for sheet in living(contest)).values()) == {3}
    assert plan.parts == 1
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    assert len(living(contest)) == 12


def test_members_of_the_same_cooperative_never_judge_it(app):
    contest, judges = a_jury(judges=3)
    coop = Cooperative(name_latin="Tawada", sector="dairy", region_code="03", province_code="03.061")
    db.session.add(coop)
    db.session.flush()
    db.session.add(Member(cooperative_id=coop.id, person_id=judges[0].person_id))
    ideas = queries.eligible_ideas(contest)
    ideas[0].cooperative_id, ideas[1].person_id = coop.id, judges[1].person_id
    db.session.flush()
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    pairs = {(sheet.judge_id, sheet.idea_id) for sheet in living(contest)}
    assert (judges[0].id, ideas[0].id) not in pairs
    assert (judges[1].id, ideas[1].id) not in pairs
    found = {(c.judge_id, c.reason) for c in queries.conflicts_of(contest)}
    assert found == {(judges[0].id, "same_cooperative"), (judges[1].id, "own_idea")}


def test_whoever_coached_or_filed_an_idea_never_judges_it(app):
    contest, judges = a_jury(judges=5)
    ideas, heat = queries.eligible_ideas(contest), a_contest(state=ContestState.DELIBERATION)
    coach, written, agent, free, _other = judges
    before = an_idea(heat, 1)
    ideas[1].from_idea_id, ideas[2].filed_by_id = before.id, agent.person_id
    for place, idea, expert, state in (
        (contest, ideas[0], coach, "booked"),
        (heat, before, coach, "attended"),
        (contest, ideas[3], coach, "absent"),
        (contest, ideas[4], free, "cancelled"),
    ):
        session = a_session_of_coaching(place, expert_id=expert.person_id)
        session.starts_at += timedelta(hours=idea.id)
        db.session.add(CoachingBooking(session_id=session.id, idea_id=idea.id, state=state))
    written.person.name_latin = "Driss Ouhmad"
    free.person.name_latin = "Driss"
    session = a_session_of_coaching(contest, expert="Driss OUHMAD, formateur")
    called_off = a_session_of_coaching(contest, expert_id=free.person_id, cancelled_at=JUDGING_AT)
    for row, idea in ((session, ideas[5]), (called_off, ideas[5])):
        db.session.add(CoachingBooking(session_id=row.id, idea_id=idea.id))
    db.session.flush()
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    found = {(c.judge_id, c.idea_id): c.reason for c in queries.conflicts_of(contest)}
    assert found == {
        (coach.id, ideas[0].id): "coached",
        (coach.id, ideas[1].id): "coached",
        (agent.id, ideas[2].id): "filed",
        (written.id, ideas[5].id): "coach_name",
    }
    assert not found.keys() & {(sheet.judge_id, sheet.idea_id) for sheet in living(contest)}
    told = explaining.seats_explained(contest, ideas)
    assert (coach.id, "coached") in {(seat.judge.id, seat.conflict) for seat in told[ideas[0].id].others}
    late = a_session_of_coaching(contest, expert_id=free.person_id)
    scope = {"organizer_id": contest.organizer_id, "contest_id": contest.id}
    db.session.add(Role(person_id=free.person_id, name=RoleName.JUDGE, **scope))
    db.session.flush()
    with refused("expert_judges"):
        coaching.book(a_person(), late, ideas[0], JUDGING_AT)


def test_too_small_a_jury_is_told_what_would_help(app):
    contest, _ = a_jury(judges=1)
    with refused("too_few_judges"):
        operations.assign_sheets(a_person(), contest, JUDGING_AT)
    assert living(contest) == []


def test_when_a_judge_leaves_finished_sheets_stay_and_the_rest_is_given_again(app):
    contest, judges = a_jury()
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    mine = queries.sheets_of_judge(judges[0])
    mine[0].state, mine[0].marks = SheetState.COMPLETE, {"need": 8, "market": 7}
    kept = {(s.judge_id, s.idea_id) for s in living(contest) if s.judge_id != judges[0].id}
    operations.remove_judge(a_person(), judges[0], JUDGING_AT)
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    after = {(s.judge_id, s.idea_id) for s in living(contest)}
    assert kept <= after
    assert set(Counter(idea for _, idea in after).values()) == {2}
    assert [idea for judge, idea in after if judge == judges[0].id] == [mine[0].idea_id]


def test_a_declared_conflict_takes_the_sheet_away_and_somebody_else_gets_it(app):
    contest, _ = a_jury()
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    sheet = living(contest)[0]
    operations.declare_conflict(sheet.judge.person, sheet, "family", JUDGING_AT)
    operations.declare_conflict(sheet.judge.person, sheet, "family", JUDGING_AT)
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    again = [s.judge_id for s in living(contest) if s.idea_id == sheet.idea_id]
    assert len(again) == 2
    assert sheet.judge_id not in again


def test_an_invitation_gives_a_seat_once(app):
    contest, _ = a_jury()
    owner = somebody_with(RoleName.OWNER, contest.organizer)
    address = operations.invite_judge(owner, contest, None, JUDGING_AT)
    guest = a_person("Guest")
    inviting.accept(guest, address.rpartition("/")[2], JUDGING_AT)
    assert queries.judge_of(guest.id, contest.id) is not None
    operations.add_judge(owner, contest, guest, JUDGING_AT)
    assert [judge.person_id for judge in queries.judges_of(contest)].count(guest.id) == 1


def test_signing_off_waits_for_every_sheet_and_can_be_taken_back(app):
    contest, judges = a_jury(ideas=1, judges=1)
    sheet = a_sheet(judges[0], queries.eligible_ideas(contest)[0])
    person = judges[0].person
    with refused("sheets_left"):
        operations.sign_off(person, judges[0], JUDGING_AT)
    sheet.state = SheetState.COMPLETE
    operations.sign_off(person, judges[0], JUDGING_AT)
    operations.sign_off(person, judges[0], JUDGING_AT)
    assert judges[0].signed_off_at == JUDGING_AT
    operations.resume(person, judges[0], JUDGING_AT)
    assert judges[0].signed_off_at is None
    with refused("judging_closed"):
        operations.resume(person, judges[0], contest.judging_ends_at)


def test_the_jury_does_not_change_once_it_deliberates(app):
    contest, judges = a_jury(state=ContestState.DELIBERATION)
    with refused("jury_closed"):
        operations.add_judge(a_person(), contest, a_person(), JUDGING_AT)
    with refused("jury_closed"):
        operations.remove_judge(a_person(), judges[0], JUDGING_AT)


def test_marks_and_words_decide_a_sheets_state():
    both = Rules(("need", "market"))

    def of(marks, rules=both, gates=None, **words):
        said = {"has_comment": False, "has_words": False, **words}
        return state_of(rules, marks, gates or {}, **said)

    assert of({}) == SheetState.ASSIGNED
    assert of({}, has_words=True) == SheetState.BEGUN
    assert of({"need": 0}) == SheetState.BEGUN
    assert of({"need": 0, "market": 0}) == SheetState.COMPLETE
    asked = Rules(("need",), ("coop",), CommentRule.EXTREMES)
    assert of({"need": 5}, asked) == SheetState.BEGUN
    assert of({"need": 5}, asked, {"coop": False}) == SheetState.COMPLETE
    assert of({"need": 9}, asked, {"coop": True}) == SheetState.BEGUN
    assert of({"need": 9}, asked, {"coop": True}, has_comment=True) == SheetState.COMPLETE
    assert set(SHEET_MOVES) == set(SheetState)


@pytest.fixture
def _while_judging():
    with clock.frozen(JUDGING_AT):
        yield


@pytest.mark.usefixtures("_while_judging")
def test_a_mend_calls_judges_to_work_and_says_what_is_new(app, client):
    contest, judges = a_jury(ideas=4, judges=3)
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    signed_in(client, organizer)
    work = f"/work/contests/{contest.slug}"
    assert "8 fiches distribuées" in client.post(f"{work}/assign", follow_redirects=True).text
    assert "aucune nouvelle fiche" in client.post(f"{work}/assign", follow_redirects=True).text
    gone, *others = judges
    for judge in others:
        judge.person.email, judge.signed_off_at = f"judge-{judge.id}@example.ma", JUDGING_AT
    db.session.query(OutboxMail).delete()
    lost = {sheet.idea_id for sheet in queries.sheets_of_judge(gone)}
    client.post(f"{work}/jury/{gone.public_id}/remove")
    told = client.post(f"{work}/assign", follow_redirects=True).text
    assert f"{len(lost)} fiches distribuées" in told
    sent = Counter(each.to for each in db.session.query(OutboxMail))
    called = [judge for judge in others if judge.signed_off_at is None]
    assert called
    assert sent == {judge.person.email: 1 for judge in called}


def test_who_left_by_mistake_finds_the_sheets_nobody_took_over(app):
    contest, judges = a_jury(ideas=4, judges=4)
    operations.assign_sheets(a_person(), contest, JUDGING_AT)
    gone = judges[0]
    begun, other = queries.sheets_of_judge(gone)
    begun.state, begun.marks = SheetState.BEGUN, {"need": 8}
    operations.remove_judge(a_person(), gone, JUDGING_AT)
    a_sheet(next(j for j in judges[1:] if not _holds(j, other.idea_id)), other.idea)
    operations.add_judge(a_person(), contest, gone.person, JUDGING_AT)
    assert (begun.state, begun.marks) == (SheetState.BEGUN, {"need": 8})
    assert other.state == SheetState.RECUSED
    assert operations.assign_sheets(a_person(), contest, JUDGING_AT).new == []


def _holds(judge, idea_id):
    return any(sheet.idea_id == idea_id for sheet in queries.sheets_of_judge(judge))


@pytest.mark.usefixtures("_while_judging")
def test_an_invitation_leads_to_the_sheets_and_its_paper_leads_there_again(app, client):
    contest, _judges = a_jury()
    token = operations.invite_judge(a_person(), contest, None, JUDGING_AT).rsplit("/", 1)[1]
    invited, stranger = a_person(), a_person()
    signed_in(client, invited)
    assert client.post(f"/i/{token}").location.endswith(f"/judge/{contest.slug}")
    assert client.get(f"/i/{token}").location.endswith(f"/judge/{contest.slug}")
    signed_in(client, stranger)
    assert client.get(f"/i/{token}").status_code == 410


@pytest.mark.usefixtures("_while_judging")
def test_trainees_and_observers_are_told_what_their_part_is(app, client):
    contest, judges = a_jury(ideas=2, judges=2)
    trainee, observer = a_judge(contest, role="trainee"), a_judge(contest, role="observer")
    idea = queries.eligible_ideas(contest)[0]
    for judge in (judges[0], trainee):
        a_sheet(judge, idea, state=SheetState.COMPLETE, marks={"need": 9, "market": 9})
    assert [each.judge for each in queries.complete_marks(contest)] == [judges[0].public_id]
    for judge, is_trainee, is_observer in (
        (judges[0], False, False),
        (trainee, True, False),
        (observer, False, True),
    ):
        signed_in(client, judge.person)
        page = client.get(f"/judge/{contest.slug}").text
        assert ("ne comptent pas dans le classement" in page) == is_trainee
        assert ("Vous observez ce jury" in page) == is_observer
