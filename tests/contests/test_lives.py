"""What surrounds an idea, in any order of events: a model beside the tables says what is true after each.

One database does: what is looked at is the verbs, not the statements.
"""

from contextlib import contextmanager
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.contests import operations
from eventhub.contests.kinds import AppealOutcome, GrantEntryKind
from eventhub.contests.models import Contest, GrantEntry, Idea, IdeaAppeal, Result
from eventhub.contests.operations import coaching, following, granting, rounds
from eventhub.contests.operations.granting import Said
from eventhub.contests.operations.rounds import GoingThrough
from eventhub.contests.queries.coaching import hours_of
from eventhub.contests.states import ContestState, IdeaState, RefusalReason
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import a_person
from tests.factories.contest_life import a_grant, a_session_of_coaching
from tests.factories.contests import AT, a_contest, an_idea

DAY = timedelta(days=1)
few = settings(max_examples=12)


@contextmanager
def a_world(apps):
    """Tables that forget at the end, since an example is not a test of its own."""
    with apps["sqlite"].app_context():
        try:
            yield
        finally:
            db.session.rollback()


def said(verb, *given):
    """The code of a refusal, or None when it was done."""
    try:
        verb(*given)
    except DomainError as refusal:
        return refusal.code
    return None


@few
@given(
    st.lists(st.sampled_from(["refuse", "accept", "appeal", "keep", "change", "wait", "close"]), max_size=12)
)
def test_an_appeal_is_one_in_time_and_answered_once(apps, steps):
    with a_world(apps):
        contest = a_contest(appeal_days=7)
        idea, now, refused_at, answered = an_idea(contest, state=IdeaState.SUBMITTED), AT, None, None
        for step in steps:
            appeal = db.session.query(IdeaAppeal).filter_by(idea_id=idea.id).one_or_none()
            may = refused_at is not None and idea.state == IdeaState.INELIGIBLE
            if step == "wait":
                now += 4 * DAY
            elif step == "close" and contest.state == ContestState.OPEN:
                operations.move(None, contest, ContestState.SCREENING, now)
            elif (
                step == "refuse" and said(operations.refuse, None, idea, RefusalReason.DUPLICATE, now) is None
            ):
                refused_at = idea.screened_at
            elif step == "accept":
                said(operations.accept, None, idea, now)
            elif step == "appeal":
                code = said(following.appeal, None, idea, "Regardez encore.", now)
                if appeal is None:
                    late = may and now > refused_at + 7 * DAY
                    assert code == ("appeal_over" if late else None if may else "no_refusal")
            elif appeal is not None and step in {"keep", "change"}:
                outcome = AppealOutcome.KEPT if step == "keep" else AppealOutcome.CHANGED
                was = idea.state
                assert said(following.answer_appeal, None, appeal, outcome, "Vu.", now) is None
                if answered is None:
                    answered = outcome
                    assert idea.state == (IdeaState.ELIGIBLE if outcome == AppealOutcome.CHANGED else was)
                else:
                    assert idea.state == was
                assert appeal.outcome == answered
            assert db.session.query(IdeaAppeal).filter_by(idea_id=idea.id).count() <= 1


EVENTS = st.tuples(
    st.sampled_from(["book", "book", "leave", "seats", "wait", "cancel", "report"]), st.integers(0, 3)
)


@few
@given(st.lists(EVENTS, max_size=16))
def test_seats_of_coaching_are_never_oversold_and_hours_are_of_those_who_came(apps, steps):
    with a_world(apps):
        contest = a_contest()
        ideas = [an_idea(contest, number) for number in range(1, 5)]
        row, now, booked = a_session_of_coaching(contest, AT), AT, set()
        came, is_off = set(), False
        for step, number in steps:
            idea = ideas[number]
            is_open = now < row.starts_at and not is_off
            if step == "book":
                code = said(coaching.book, None, row, idea, now)
                full = len(booked) >= row.capacity
                fine = idea in booked or (is_open and not full)
                assert code == (None if fine else "session_full" if is_open else "session_closed")
                booked |= {idea} if code is None else set()
            elif step == "leave":
                code = said(coaching.give_back, None, row, idea, now)
                assert code == ("session_closed" if idea in booked and not is_open else None)
                booked -= {idea} if code is None else set()
            elif step == "seats":
                wanted = {"title": row.title, "expert": "Naïma", "minutes": 90, "place": "Souk", "link": None}
                wanted |= {"starts_at": row.starts_at, "capacity": number + 1}
                code = said(coaching.change, None, row, wanted, now)
                few_left = "seats_taken" if number + 1 < len(booked) else None
                assert code == (few_left if is_open else "session_closed")
            elif step == "wait":
                now += DAY / 2
            elif step == "cancel":
                code = said(coaching.cancel, None, row, now)
                assert code == ("session_begun" if now >= row.starts_at and not is_off else None)
                is_off |= code is None
            elif is_off:
                assert said(coaching.report, None, row, {}, {}, now) == "session_cancelled"
            elif now >= row.starts_at:
                seats = [seat for seat in row.bookings if seat.state != "cancelled"]
                came = {seat.idea_id for seat in seats[:number]}
                coaching.report(None, row, {seat.public_id: seat.idea_id in came for seat in seats}, {}, now)
            db.session.flush()
            assert row.taken == len(booked) <= row.capacity
            assert hours_of(contest) == (1.5 if came else 0, 1.5 * len(came))


ENTRIES = st.tuples(
    st.sampled_from(list(GrantEntryKind)), st.integers(-60, 120), st.integers(0, 9), st.booleans()
)


@few
@given(st.lists(ENTRIES, max_size=14))
def test_a_grants_entries_are_once_and_never_beyond(apps, steps):
    """Paid lies between 0 and the award, used between 0 and what was paid; a form sent again is one entry."""
    with a_world(apps):
        contest = a_contest(state=ContestState.PUBLISHED, published_at=AT)
        grant = a_grant(an_idea(contest, state=IdeaState.WINNER), amount=100)
        sums, known = {"paid": 0, "used": 0}, {}
        for kind, amount, name, is_early in steps:
            day = (AT + DAY if is_early else AT).date()
            entry = Said(kind, amount, day, "Virement", f"entry-{name}", None)
            code = said(granting.record, None, grant, entry, AT)
            after = sums | {kind.value: sums[kind.value] + amount}
            fits = 0 <= after["used"] <= after["paid"] <= 100 and amount != 0
            needs_proof = kind == GrantEntryKind.USED and amount > 0
            if name in known:
                assert code is None
            elif is_early:
                assert code == "in_the_future"
            else:
                assert code == ("beyond" if not fits else "no_proof" if needs_proof else None)
            if code is None and name not in known:
                sums, known[name] = after, (kind, amount)
            found = granting.account_of(grant)
            assert (found.awarded, found.paid, found.used) == (100, sums["paid"], sums["used"])
            assert db.session.query(GrantEntry).filter_by(grant_id=grant.id).count() == len(known)


REGIONS = st.lists(st.sampled_from(["01", "03", "05", "09", "nowhere", "03.061"]), max_size=6)
RULE = st.tuples(st.sampled_from(["places", "quota"]), st.integers(0, 3), st.integers(0, 3))


@few
@given(st.lists(REGIONS, max_size=3), RULE, st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_heats_are_made_once_and_nobody_who_ranks_better_stays_behind(apps, presses, rule, ranks):
    with a_world(apps):
        final = a_contest(level="national", place_codes=[])
        for codes in presses:
            rounds.make_heats(None, final, codes, AT)
        wanted = {code for codes in presses for code in codes} & {"01", "03", "05", "09"}
        heats = db.session.query(Contest).filter_by(final_id=final.id).all()
        assert sorted(heat.place_codes[0] for heat in heats) == sorted(wanted)
        heat = a_contest(final_id=final.id)
        name, count, quota = rule
        rounds.set_rule(None, heat, GoingThrough(name, count, {"03.061": quota}), "x", AT)
        placed = place(heat, ranks)
        through = operations.send_through(a_person(), heat, AT)
        assert operations.send_through(a_person(), heat, AT) == []
        gone = {idea.from_idea_id for idea in through}
        assert db.session.query(Idea).filter_by(contest_id=final.id).count() == len(gone)
        for rank, idea in placed:
            if idea.id in gone:
                assert all(
                    other.id in gone
                    for better, other in placed
                    if better <= rank and (name == "places" or other.province_code == idea.province_code)
                )
        heat.state = ContestState.JUDGING
        assert said(rounds.set_rule, None, heat, GoingThrough("places", 9, {}), "x", AT) == "rule_fixed"


def place(heat, ranks):
    """Ranked ideas of two provinces, with ties: (rank, idea) each."""
    figures = dict.fromkeys(("raw", "correction", "score", "lo90", "hi90", "p_top3", "p_top10"), 0.0)
    found = []
    for number, rank in enumerate(ranks, 1):
        idea = an_idea(heat, number, province_code=("03.061", "03.131")[number % 2])
        owner = {"contest_id": heat.id, "organizer_id": heat.organizer_id, "idea": idea}
        db.session.add(Result(rank=rank, **owner, **figures))
        found.append((rank, idea))
    db.session.flush()
    return found
