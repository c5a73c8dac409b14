"""Who judges what: searched, narrowed and drawn; by hand with the checks on; whoever mail doesn't reach."""

import re

import pytest

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.operations import watching
from eventhub.judging.states import SheetState
from eventhub.judging.telling import explaining
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.contests import (
    JUDGING_AT,
    a_conflict,
    a_contest,
    a_judge,
    a_judged_contest,
    a_sheet,
    an_idea,
)


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def listed(page):
    """The numbers of the ideas on a list of seats."""
    return re.findall(r'<details class="fold" id="idea-(\d+)"', page.text)


def test_who_judges_what_is_searched_narrowed_and_drawn_and_costs_the_same(app, client, count_queries):
    contest = a_contest(state=ContestState.JUDGING)
    noise = a_judged_contest()
    a_sheet(a_judge(noise), an_idea(noise, 9))
    knows, other = a_judge(contest, expertise=["honey"]), a_judge(contest)
    first = an_idea(contest, 1, title={"fr": "Le miel d'Azrou"}, sector="honey")
    a_sheet(knows, first, state=SheetState.COMPLETE)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    seats = f"/work/contests/{contest.slug}/jury/seats"
    costs = []
    for address in (seats, f"{seats}/picture"):
        with count_queries() as statements:
            assert "Azrou" in client.get(address).text
        costs.append(len(statements))
    second, third = an_idea(contest, 2, sector="honey"), an_idea(contest, 3)
    a_sheet(other, first), a_sheet(other, second), a_conflict(knows, third)
    for address, cost in zip((seats, f"{seats}/picture"), costs, strict=True):
        with count_queries() as statements:
            client.get(address)
        assert len(statements) == cost
    for asked, codes in {
        "": ["001", "002", "003"],
        "q=azrou": ["001"],
        "q=002": ["002"],
        f"judge={knows.public_id}": ["001"],
        "problem=lacks": ["002", "003"],
        "problem=stranger": ["002", "003"],
        "problem=untouched": ["002", "003"],
        "problem=aside": ["003"],
        "problem=nonsense": [],
    }.items():
        assert listed(client.get(f"{seats}?{asked}")) == codes, asked
    assert "/jury/seats/" in client.get(f"{seats}?q=azrou").text
    answer = client.post(f"{seats}/{second.public_id}?problem=lacks", data={"judge": knows.public_id})
    assert answer.location.endswith(f"{seats}?problem=lacks&open=002#idea-002")
    assert explaining.parts_of([{1, 2}, {3}, {2, 4}, set()]) == [{1, 2, 4}, {3}]
    whole = explaining.jury_whole(contest, queries.judges_of(contest))
    assert [(load.total, load.shares, load.aside) for load in whole.loads] == [(2, 1, 1), (2, 1, 0)]
    assert len(whole.parts) == 1


def test_a_judge_who_left_and_came_back_can_be_given_the_sheet_again(app, client):
    contest = a_contest(state=ContestState.JUDGING)
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    judge, idea = a_judge(contest), an_idea(contest)
    sheet = a_sheet(judge, idea, marks={"need": 6}, state=SheetState.BEGUN)
    operations.remove_judge(organizer, judge, JUDGING_AT)
    operations.add_judge(organizer, contest, judge.person, JUDGING_AT)
    signed_in(client, organizer)
    client.post(f"/work/contests/{contest.slug}/jury/seats/{idea.public_id}", data={"judge": judge.public_id})
    db.session.refresh(sheet)
    assert (sheet.state, sheet.marks) == (SheetState.BEGUN, {"need": 6})


def test_one_person_presides_and_parts_are_fixed_once_the_results_are_out(app):
    contest = a_contest(state=ContestState.JUDGING)
    president, judge = a_judge(contest, role="president"), a_judge(contest)
    for state, code in ((ContestState.JUDGING, "has_president"), (ContestState.PUBLISHED, "jury_closed")):
        contest.state = state
        with pytest.raises(DomainError) as refused:
            operations.change_fields(None, judge, role="president", expertise=[], at=JUDGING_AT)
        assert refused.value.code == code
    operations.change_fields(None, president, role="president", expertise=[], minutes=90, at=JUDGING_AT)
    assert (president.minutes_served, judge.role) == (90, "member")


def test_a_judge_without_mail_is_told_by_phone_on_paper_or_in_person(app, client):
    contest = a_contest(state=ContestState.JUDGING)
    judge = a_judge(contest)
    judge.person.email, judge.person.phone = None, "+212661234567"
    sheet = a_sheet(judge, an_idea(contest))
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    work = f"/work/contests/{contest.slug}/jury"
    page = client.get(f"{work}/progress").text
    assert "https://wa.me/212661234567?text=" in page
    assert client.get(f"{work}/{judge.public_id}/reminder.pdf").data.startswith(b"%PDF")
    for _ in range(2):
        client.post(f"{work}/{judge.public_id}/told")
    assert judge.reminded_at == JUDGING_AT
    sheet.state = SheetState.COMPLETE
    with pytest.raises(DomainError, check=lambda error: error.code == "nothing_waits"):
        watching.note_told(None, judge, JUDGING_AT)


def test_an_invitation_wants_an_address_and_can_be_sent_by_message(app, client):
    contest = a_contest(state=ContestState.JUDGING)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    work = f"/work/contests/{contest.slug}/jury"
    wrong = client.post(work, data={"to": "Fatima B."})
    assert (wrong.status_code, "Fatima B." in wrong.text) == (422, True)
    assert "https://wa.me/212661234567?text=" in client.post(work, data={"to": "0661234567"}).text
    assert client.get(f"{work}/invite").location.endswith(work)


def test_words_that_an_idea_does_not_hold_cannot_be_hidden_and_stay_typed(app, client):
    contest = a_contest(state=ContestState.SCREENING)
    idea = an_idea(contest, title={"fr": "Les figues de Tawada"})
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    where = f"/work/contests/{contest.slug}/jury/blind/{idea.public_id}"
    wrong = client.post(where, data={"words": "Tawadda"})
    assert (wrong.status_code, 'value="Tawadda"' in wrong.text) == (422, True)
    assert client.post(where, data={"words": "tawada"}).status_code == 303
