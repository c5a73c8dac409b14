"""What can be said otherwise afterwards: a published result, a vote, an invitation, a question."""

from datetime import timedelta

from eventhub import clock
from eventhub.accounts import inviting
from eventhub.accounts.roles import RoleName
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import ReplacedCertificate
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from eventhub.judging import operations, queries
from eventhub.judging.operations import deliberating, public_voting, publishing
from eventhub.judging.operations.deliberating import Asked
from eventhub.judging.queries import room
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judged_contest, an_idea


def test_a_published_result_is_corrected_and_the_old_certificate_says_so(client, app):
    contest = a_judged_contest()
    organizer = somebody_with(RoleName.OWNER, contest.organizer)
    contest_operations.move(organizer, contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(organizer, contest, JUDGING_AT)
    first, second = contest_queries.results_of(contest)[:2]
    second.idea.person.email = "e2@example.ma"
    publishing.choose_prizes(organizer, contest, {first.public_id: 0}, JUDGING_AT)
    signed_in(client, organizer)
    where = f"/work/contests/{contest.slug}/results/{second.idea.public_id}/correct"
    assert client.get(where).status_code == 404  # not before they are out
    publishing.publish(organizer, contest, JUDGING_AT)
    old = second.certificate_code
    known = {"owner-fr": str(second.owner_name["fr"]), "title-fr": str(second.title["fr"]), "prize": ""}
    known |= {
        f"{name}-ar": getattr(second, way).get("ar", "")
        for name, way in (("owner", "owner_name"), ("title", "title"))
    }
    assert client.post(where, data=known).status_code == 422  # why?
    assert client.post(where, data={**known, "reason": "Rien"}).status_code == 422  # nothing is different
    said = {**known, "owner-fr": "Zahra Benjelloun", "prize": "0", "reason": "Nom mal écrit, prix oublié."}
    assert client.post(where, data=said).status_code == 303
    db.session.refresh(second)
    assert (str(second.owner_name["fr"]), second.idea.state) == ("Zahra Benjelloun", IdeaState.WINNER)
    assert client.get(f"/certificates/{second.certificate_code}").status_code == 200
    told = client.get(f"/certificates/{old.upper()}").text
    assert "Nom mal écrit, prix oublié." in told
    assert second.certificate_code in told
    assert "Zahra Benjelloun" in client.get(f"/contests/{contest.slug}/results").text
    assert db.session.query(OutboxMail).filter_by(template="idea_corrected").count() == 1
    assert client.post(where, data=said).status_code == 422  # the same again makes no third certificate
    assert db.session.query(ReplacedCertificate).count() == 1


def test_the_ballot_tells_its_voter_what_it_holds_and_may_change_where_the_rules_say_so(client, app):
    contest = a_contest(state=ContestState.JUDGING)
    one, two = an_idea(contest, 1), an_idea(contest, 2)
    settings = queries.settings_of(contest)
    settings.public_vote_until = JUDGING_AT + timedelta(days=1)
    db.session.add(settings)
    where, change = f"/contests/{contest.slug}/people", f"/contests/{contest.slug}/people/change"
    signed_in(client, a_person())
    with clock.frozen(JUDGING_AT):
        assert client.post(change, data={"idea": one.public_id}).status_code == 422  # nothing to change yet
        client.post(where, data={"idea": one.public_id})
        said = client.get(where).text
        assert "Idée numéro 1" in said
        assert "Idée numéro 2" not in said
        assert "Idée numéro 2" in client.get(f"{where}?other=1").text
        assert client.post(change, data={"idea": two.public_id}).status_code == 422
        settings.public_may_change = True
        for _again in range(2):
            assert client.post(change, data={"idea": two.public_id}).status_code == 303
        assert public_voting.votes_of(contest) == {two.id: 1}
        elsewhere = an_idea(a_contest(state=ContestState.JUDGING), 1)
        assert client.post(change, data={"idea": elsewhere.public_id}).status_code == 422
    signed_in(client, a_person())
    with clock.frozen(JUDGING_AT):
        assert "Idée numéro 1" in client.get(where).text  # somebody else has a vote of their own


def test_one_address_has_one_living_invitation_to_a_jury(app):
    contest, other = a_contest(state=ContestState.JUDGING), a_contest(state=ContestState.JUDGING)
    owner = somebody_with(RoleName.OWNER, contest.organizer)
    somewhere = somebody_with(RoleName.OWNER, other.organizer)

    def token(actor, where, to):
        return operations.invite_judge(actor, where, to, JUDGING_AT).rsplit("/", 1)[1]

    first, kept = token(owner, contest, "06 12 34 56 78"), token(somewhere, other, "0612345678")
    room_link = token(owner, contest, None)
    second = token(owner, contest, "+212612345678")
    lives = [
        inviting.living_invitation(each, JUDGING_AT) is not None for each in (first, kept, room_link, second)
    ]
    assert lives == [False, True, True, True]


def test_a_question_nobody_voted_on_is_taken_back_and_a_tie_is_said(client, app):
    contest = a_judged_contest()
    owner = somebody_with(RoleName.OWNER, contest.organizer)
    contest_operations.move(owner, contest, ContestState.DELIBERATION, JUDGING_AT)
    publishing.compute_ranking(owner, contest, JUDGING_AT)
    slip, asked = (
        deliberating.put_motion(owner, contest, Asked(words, ["Oui", "Non"]), JUDGING_AT)
        for words in ("Faute de frappe", "Une mention ?")
    )
    signed_in(client, owner)
    base = f"/work/contests/{contest.slug}/room"
    judges = queries.judges_of(contest)[:2]
    for choice, judge in enumerate(judges):
        deliberating.vote(judge, asked, choice, JUDGING_AT)
    for motion in (slip, asked):
        client.post(f"{base}/motions/{motion.public_id}/withdraw")
    assert [motion.question for motion in room.motions_of(contest)] == ["Une mention ?"]
    deliberating.close_motion(owner, asked, JUDGING_AT)
    client.set_cookie("language", "fr")
    assert "Égalité" in client.get(base).text
