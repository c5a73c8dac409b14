"""Several screeners mark a file: alone, then together; shared evenly, never one's own."""

import threading

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from eventhub import transaction
from eventhub.accounts.models import Person
from eventhub.accounts.roles import RoleName
from eventhub.booths import grid
from eventhub.booths.grid import USUAL
from eventhub.booths.models import Application, Screening
from eventhub.booths.operations import scoring
from eventhub.booths.queries import screenings
from eventhub.booths.sharing import lacking, share
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import AT, a_call, a_cooperative, a_fair, an_application
from tests.factories.screening import a_mark

S = ApplicationState
KEYS = [each["key"] for each in USUAL.criteria]


def all_marks(mark):
    return dict.fromkeys(KEYS, mark)


@pytest.fixture
def edition(app):
    a_mark(an_application(a_call(a_fair("autre"))), somebody_with(RoleName.ORGANIZER, a_fair("tiers")), 3.0)
    return a_fair("khenifra-2025")


@pytest.fixture
def call(edition):
    return a_call(edition)


@pytest.fixture
def team(edition):
    return [somebody_with(RoleName.ORGANIZER, edition) for _ in range(3)]


MARKS = st.fixed_dictionaries({key: st.integers(0, 5) for key in KEYS})


@given(MARKS)
def test_points_are_of_a_hundred_and_grow_with_every_mark(marks):
    points = grid.total(marks, USUAL.criteria)
    assert 0 <= points <= 100
    for key in KEYS:
        if marks[key] < 5:
            assert grid.total(marks | {key: marks[key] + 1}, USUAL.criteria) > points


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.randoms())
def test_the_mean_lies_between_the_marks_and_nobody_comes_first(totals, rng):
    settled = grid.settle(totals)
    assert min(totals) <= settled.mean <= max(totals)
    assert 0 <= settled.spread <= 100
    assert settled.count == len(totals)
    rng.shuffle(totals)
    again = grid.settle(totals)
    assert again.spread == settled.spread
    assert again.mean == pytest.approx(settled.mean, abs=0.011)


@given(st.integers(0, 40), st.integers(1, 7), st.integers(1, 4))
def test_files_are_shared_evenly(files, people, per_file):
    seats = share(list(range(files)), list(range(people)), per_file)
    wanted = min(per_file, people)
    assert len(set(seats)) == len(seats) == files * wanted
    loads = [sum(who == each for _file, who in seats) for each in range(people)]
    assert max(loads) - min(loads) <= 1


@given(st.data())
def test_nobody_gets_a_file_they_are_tied_to_and_kept_seats_stay(data):
    files, people = range(data.draw(st.integers(1, 12))), range(data.draw(st.integers(1, 5)))
    pair = st.tuples(st.sampled_from(files), st.sampled_from(people))
    torn = data.draw(st.sets(pair, max_size=20))
    kept = data.draw(st.sets(pair, max_size=10)) - torn
    new = share(list(files), list(people), 2, torn=torn, kept=kept)
    assert not set(new) & (torn | kept)
    short = lacking(files, people, 2, torn)
    for file in files:
        held = sum(each == file for each, _who in [*new, *kept])
        assert held >= 2 - short.get(file, 0)


def test_two_marks_make_a_mean_and_a_spread(call, team):
    file = an_application(call, state=S.ELIGIBLE)
    scoring.mark(team[0], file, all_marks(5), AT)
    assert (file.score, file.score_spread, file.state) == (100, None, S.SCORED)
    scoring.mark(team[1], file, all_marks(2), AT)
    assert (file.score, file.score_spread) == (70, 60)
    scoring.mark(team[1], file, all_marks(4), AT)
    assert (file.score, file.score_spread) == (90, 20)
    assert file.published_state == S.ELIGIBLE


def test_a_file_is_scored_once_all_who_were_given_it_have_marked_it(edition, call, team):
    file = an_application(call, state=S.ELIGIBLE)
    scoring.share_files(team[0], edition, AT)
    first, second = (part.person for part in screenings.screenings_of(file))
    scoring.mark(first, file, all_marks(3), AT)
    assert (file.state, file.score) == (S.ELIGIBLE, 60)
    scoring.mark(second, file, all_marks(3), AT)
    assert file.state == S.SCORED


def test_a_score_by_hand_needs_a_reason_and_gives_way_when_taken_back(call, team):
    file = an_application(call, state=S.ELIGIBLE)
    scoring.mark(team[0], file, all_marks(1), AT)
    with pytest.raises(DomainError) as refusal:
        scoring.score(team[0], file, 95, 1, AT)
    assert refusal.value.code == "no_reason"
    scoring.score(team[0], file, 95, 1, AT, reason="Invitée du gouverneur")
    scoring.mark(team[1], file, all_marks(1), AT)
    assert (file.score, file.tier) == (95, 1)
    scoring.score(team[0], file, None, 1, AT)
    assert file.score == 20


def test_who_is_tied_to_a_file_marks_nothing_and_marks_that_were_there_go(call, team):
    file = an_application(call, state=S.ELIGIBLE)
    scoring.mark(team[0], file, all_marks(5), AT)
    scoring.declare_conflict(team[0], file, "Ma cousine", AT)
    assert file.score is None
    own = an_application(call, a_cooperative("À moi", member=team[1]))
    for person, refused in ((team[0], file), (team[1], own)):
        with pytest.raises(DomainError) as refusal:
            scoring.mark(person, refused, all_marks(5), AT)
        assert refusal.value.code == "conflict"


def test_sharing_twice_is_once_and_keeps_to_this_fair(edition, call, team):
    files = [an_application(call) for _ in range(3)]
    an_application(call, a_cooperative("À moi", member=team[0]))
    assert scoring.share_files(team[0], edition, AT) == (8, 0)
    assert scoring.share_files(team[0], edition, AT) == (0, 0)
    query = sa.select(Screening).where(Screening.edition_id == edition.id)
    parts = db.session.scalars(query).all()
    assert len(parts) == 8
    assert {part.application_id for part in parts} >= {file.id for file in files}


def test_new_weights_make_new_points_and_criteria_in_use_stay(edition, call, team):
    file = an_application(call, state=S.ELIGIBLE)
    scoring.mark(team[0], file, all_marks(0) | {"quality": 5}, AT)
    assert file.score == 30
    heavier = [dict(each) | {"weight": 100 if each["key"] == "quality" else 0} for each in USUAL.criteria]
    own = grid.Grid(USUAL.checklist, tuple(heavier), spread_limit=10, per_file=3)
    scoring.set_grid(team[0], edition, own, AT)
    assert file.score == 100
    fewer = grid.Grid((), tuple(heavier[:2]), spread_limit=10, per_file=3)
    with pytest.raises(DomainError) as refusal:
        scoring.set_grid(team[0], edition, fewer, AT)
    assert refusal.value.code == "in_use"


def test_others_marks_are_read_after_ones_own(client, edition, call, team):
    file = an_application(call, state=S.ELIGIBLE)
    team[0].name_latin = "Salma Berrada"
    for person, mark in ((team[0], 4), (team[1], 2)):
        scoring.mark(person, file, all_marks(mark), AT)
    address = f"/work/e/{edition.slug}/applications/{file.public_id}"
    browser = signed_in(client, team[2])
    page = browser.get(address).text
    assert '<span dir="auto">Salma Berrada</span><b' not in page
    marks = {f"mark-{key}": "3" for key in KEYS}
    assert browser.post(f"{address}/marks", data=marks | {"mark-quality": "9"}).status_code == 422
    assert browser.post(f"{address}/marks", data=marks).status_code == 303
    assert '<span dir="auto">Salma Berrada</span><b' in browser.get(address).text
    assert browser.get(f"/work/e/{edition.slug}/applications/screeners").status_code == 200


def test_two_screeners_at_the_same_instant_lose_no_mark(installation):
    with transaction.transaction():
        call = a_call(a_fair())
        team = [somebody_with(RoleName.ORGANIZER, call.edition).id for _ in range(2)]
        file_id = an_application(call, state=S.ELIGIBLE).id
    start = threading.Barrier(2)

    def mark(person_id, value):
        with installation.app_context():
            start.wait()
            with transaction.transaction():
                file = db.session.get_one(Application, file_id)
                scoring.mark(db.session.get_one(Person, person_id), file, all_marks(value), AT)
            db.session.remove()

    threads = [threading.Thread(target=mark, args=each) for each in zip(team, (5, 1), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    file = db.session.get_one(Application, file_id, populate_existing=True)
    assert (file.score, file.score_spread, file.state) == (60, 80, S.SCORED)
