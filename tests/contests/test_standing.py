"""What an entrant reads first: true in every state of the idea and of its contest, whoever reads little."""

from datetime import timedelta

from eventhub.contests import standing, telling
from eventhub.contests.kinds import AppealOutcome
from eventhub.contests.operations import following
from eventhub.contests.states import ContestState, IdeaState, RefusalReason
from eventhub.database import db
from tests.factories.accounts import a_person, signed_in
from tests.factories.contests import AT, a_contest, an_idea

JUDGED = (ContestState.SCREENING, ContestState.JUDGING, ContestState.DELIBERATION)


def test_every_state_of_an_idea_has_its_own_sentence(app):
    contest = a_contest()
    late = contest.closes_at + timedelta(hours=1)
    idea, said = an_idea(contest, 1, state=IdeaState.DRAFT), []
    said += [standing.said_of(idea, at) for at in (AT, late)]
    idea.state = IdeaState.SUBMITTED
    said += [standing.said_of(idea, at) for at in (AT, late)]
    idea.state = IdeaState.ELIGIBLE
    for state in JUDGED:
        contest.state = state
        said.append(standing.said_of(idea, late))
    for state in (IdeaState.WITHDRAWN, IdeaState.WINNER, IdeaState.RANKED):
        idea.state = state
        said.append(standing.said_of(idea, late))
    idea.state, idea.reason = IdeaState.INELIGIBLE, RefusalReason.OUT_OF_THEME
    said += [standing.said_of(idea, AT, until) for until in (None, late)]
    contest.state = ContestState.CANCELLED
    said.append(standing.said_of(idea, AT))
    assert len(set(said)) == len(said)
    assert all(said)
    contest.state, idea.state = ContestState.OPEN, IdeaState.TO_COMPLETE
    assert standing.said_of(idea, AT) == "", "what is asked for stands on the page itself"


def test_the_way_of_an_idea_ends_where_it_ended(app):
    contest = a_contest(state=ContestState.SCREENING)
    draft = an_idea(contest, 1, state=IdeaState.DRAFT, submitted_at=None)
    assert [step["state"] for step in telling.timeline_of(draft)] == ["done", "refused"]
    refused = an_idea(contest, 2, state="ineligible", reason="out_of_theme", screened_at=AT)
    appeal = following.appeal(refused.person, refused, "Le thème est bien celui-là.", AT)
    steps = telling.timeline_of(refused, appeal)
    assert [step["state"] for step in steps] == ["done", "done", "refused", "done", "now"]
    following.answer_appeal(a_person(), appeal, AppealOutcome.CHANGED, "Vous avez raison.", AT)
    steps = telling.timeline_of(refused, appeal)
    assert [step["state"] for step in steps] == ["done", "done", "done", "done", "done", "next", "next"]
    assert "Vous avez raison." in steps[3]["text"]
    contest.state = ContestState.CANCELLED
    assert telling.timeline_of(refused)[-1]["state"] == "refused"


def test_an_idea_that_came_through_leads_both_ways(app, client):
    final = a_contest(level="national", place_codes=[])
    heat = a_contest(final_id=final.id, state=ContestState.PUBLISHED, published_at=AT)
    first = an_idea(heat, 1, state=IdeaState.RANKED)
    second = an_idea(final, 1, first.person, from_idea_id=first.id)
    steps = telling.timeline_of(second)
    assert [step["state"] for step in steps] == ["done", "done", "next", "next"], "not sent anew"
    late = final.closes_at + timedelta(hours=1)
    assert standing.said_of(second, AT) != standing.said_of(second, late), "until then it can be made better"
    an_idea(final, 2)
    db.session.commit()
    signed_in(client, first.person)
    for here, there in ((first, second), (second, first)):
        assert f'href="/ideas/{there.public_id}"' in client.get(f"/ideas/{here.public_id}").text
