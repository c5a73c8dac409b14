"""An entrant begins, writes, sends, corrects and withdraws; deadlines are the server's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from eventhub.contests import entering, operations
from eventhub.contests.queries.twins import twins_of
from eventhub.contests.states import ContestState, IdeaState, RefusalReason
from eventhub.contests.telling import timeline_of
from eventhub.contests.writing import language_of
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person
from tests.factories.contests import AT, a_contest, an_idea

FIRST = {
    "entrant_kind": "job_seeker",
    "cooperative_id": None,
    "title": "تجفيف الزعفران بالشمس",
    "sector": "fruits",
    "province_code": "03.061",
}
FIGURES = {"members": 7, "women": 4, "line_what_1": "Four", "line_quantity_1": 2, "line_price_1": 2_500_000}
LONG = "Une réponse assez longue pour un juré."


def written(person, contest, title=FIRST["title"]):
    idea = entering.begin(person, contest, {**FIRST, "title": title}, AT)
    entering.write(person, idea, dict.fromkeys(("need", "solution", "market", "impact"), LONG), AT)
    return entering.write(person, idea, FIGURES, AT)


def refused(code):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_an_idea_is_kept_page_by_page_then_sent_and_its_owner_told(app):
    person, contest = a_person(email="f@example.ma"), a_contest()
    idea = entering.begin(person, contest, FIRST, AT)
    assert (idea.state, idea.number, dict(idea.title)) == (IdeaState.DRAFT, 1, {"ar": FIRST["title"]})
    assert entering.missing(idea) == ["need", "solution", "market", "impact", "budget", "members"]
    with refused("incomplete"):
        entering.submit(person, idea, AT)
    entering.write(person, idea, dict.fromkeys(("need", "solution", "market", "impact"), LONG), AT)
    entering.write(person, idea, FIGURES, AT)
    entering.submit(person, idea, AT)
    entering.submit(person, idea, AT)
    assert (idea.state, idea.submitted_at) == (IdeaState.SUBMITTED, AT)
    assert [mail.to for mail in db.session.query(OutboxMail)] == ["f@example.ma"]


def test_numbers_follow_each_other_within_their_contest(app):
    person, contest, other = a_person(), a_contest(), a_contest()
    an_idea(other, 40)
    assert [written(person, contest, f"{n} ruches pour la vallée").number for n in (1, 2, 3)] == [1, 2, 3]


def test_the_same_title_again_is_the_same_draft_and_is_entered_once(app):
    person, contest = a_person(), a_contest()
    idea = written(person, contest)
    assert entering.begin(person, contest, {**FIRST, "sector": "honey"}, AT) is idea
    assert idea.sector == "honey"
    assert entering.begin(a_person(), contest, FIRST, AT) is not idea
    entering.submit(person, idea, AT)
    with refused("entered_already"):
        entering.begin(person, contest, FIRST, AT)
    entering.withdraw(person, idea, AT)
    assert entering.begin(person, contest, FIRST, AT) is not idea


@pytest.mark.parametrize("at", [datetime(2025, 2, 28, 9, tzinfo=UTC), datetime(2025, 3, 31, 18, tzinfo=UTC)])
def test_nothing_begins_or_changes_outside_the_dates(app, at):
    person, contest = a_person(), a_contest()
    with refused("contest_closed"):
        entering.begin(person, contest, FIRST, at)
    idea = written(person, contest)
    with refused("not_writable"):
        entering.submit(person, idea, at)


def test_a_project_outside_the_territory_is_refused_at_its_field(app):
    with pytest.raises(DomainError) as error:
        entering.begin(a_person(), a_contest(), {**FIRST, "province_code": "07.431"}, AT)
    assert (error.value.code, error.value.field) == ("out_of_territory", "province_code")


def test_one_enters_only_for_ones_own_cooperative(app):
    person = a_person()
    own, other = (
        Cooperative(name_latin=name, sector="dairy", region_code="03", province_code="03.061")
        for name in ("Mine", "Theirs")
    )
    db.session.add_all([own, other])
    db.session.flush()
    db.session.add(Member(cooperative_id=own.id, person_id=person.id))
    db.session.flush()
    kind = {**FIRST, "entrant_kind": "cooperative"}
    with refused("not_your_cooperative"):
        entering.begin(person, a_contest(), {**kind, "cooperative_id": other.id}, AT)
    idea = entering.begin(person, a_contest(), {**kind, "cooperative_id": own.id}, AT)
    assert idea.cooperative == own
    assert "mine" in idea.folded


def test_one_named_thing_is_asked_completed_and_sent_again(app):
    person, contest, organizer = a_person(), a_contest(), a_person("Organizer")
    idea = entering.submit(person, written(person, contest), AT)
    contest.state = ContestState.SCREENING
    operations.ask(organizer, idea, part="market", note="Qui achète ?", at=AT)
    assert [step["state"] for step in timeline_of(idea)] == ["done", "done", "now", "next", "next"]
    later = contest.closes_at + timedelta(days=2)
    entering.write(person, idea, {"market": "Deux hôtels et le souk du lundi."}, later)
    entering.submit(person, idea, later)
    assert (idea.state, idea.to_complete, idea.submitted_at) == (IdeaState.SUBMITTED, None, AT)
    assert idea.completed == {"part": "market", "note": "Qui achète ?"}


def test_a_refusal_ends_the_timeline_with_its_reason(app):
    contest = a_contest()
    idea = an_idea(contest, state=IdeaState.SUBMITTED)
    operations.refuse(a_person(), idea, RefusalReason.OUT_OF_THEME, AT)
    last = timeline_of(idea)[-1]
    assert last["state"] == "refused"
    assert last["text"]


def test_withdrawing_is_open_until_the_jury_works_and_empties_the_bank(app):
    person, contest = a_person(), a_contest()
    idea = an_idea(contest, person=person)
    with refused("read_blind"):
        entering.share(person, idea, agreed=True, at=AT)
    contest.is_blind = False
    entering.share(person, idea, agreed=True, at=AT)
    assert idea.in_bank
    contest.state = ContestState.JUDGING
    with refused("not_withdrawable"):
        entering.withdraw(person, idea, AT)
    contest.state = ContestState.SCREENING
    entering.withdraw(person, idea, AT)
    assert (idea.state, idea.in_bank) == (IdeaState.WITHDRAWN, False)


def test_near_duplicates_are_shown_to_the_screener(app):
    contest = a_contest()
    first = an_idea(contest, 1, title={"fr": "Fromagerie mobile pour les douars"})
    twin = an_idea(contest, 2, title={"fr": "Fromagerie mobile des douars"})
    an_idea(contest, 3, title={"fr": "Four à gaz partagé"})
    an_idea(a_contest(), 1, title={"fr": "Fromagerie mobile pour les douars"})
    found = twins_of(first)
    assert [(each.idea, each.apart, each.why.is_same_owner) for each in found] == [(twin, None, False)]


def test_a_text_knows_its_script():
    texts = ("زعفران pur", "ⴰⵣⵓⵍ", "Safran", "12")
    assert [language_of(text) for text in texts] == ["ar", "zgh", "fr", "fr"]
