"""What those who run a contest read to do next: told in every state before anything is refused."""

from datetime import timedelta

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests import needs, queries, telling
from eventhub.contests.states import ContestState, IdeaState
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.contests import AT, a_contest, an_idea


def told(app, contest, at=AT):
    """The pages that the needs of a contest lead to, in their order."""
    with app.test_request_context("/"):
        found = needs.needs_of(contest, queries.counts_by_state(contest), at)
    home = f"/work/contests/{contest.slug}"
    return [(each.href or "").removeprefix(home) for each in found]


def test_a_new_contest_is_told_all_that_it_lacks_before_it_opens(app):
    contest = a_contest(state=ContestState.PREPARATION, criteria=[], prizes=[])
    lacks = [
        "/settings#part-dates",
        "/settings#part-criteria",
        "/settings#part-prizes",
        "/settings#part-rules",
    ]
    assert told(app, contest, contest.closes_at) == lacks
    contest.criteria, contest.prizes = a_contest().criteria, [{"name": {"fr": "Prix"}}]
    contest.rules, contest.method = {"fr": "Règlement"}, {"fr": "Méthode"}
    assert told(app, contest) == ["/settings"]


def test_every_state_says_what_comes_next(app, client):
    contest, other = a_contest(appeal_days=7), a_contest()
    an_idea(other, 1, state=IdeaState.SUBMITTED)
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    assert told(app, contest) == told(app, contest, contest.closes_at) == ["", "/jury"]
    idea = an_idea(contest, 1, state=IdeaState.SUBMITTED)
    contest.state = ContestState.SCREENING
    assert told(app, contest) == ["/ideas?state=submitted"]
    idea.state = IdeaState.ELIGIBLE
    assert told(app, contest) == ["/jury"]
    an_idea(contest, 2, state=IdeaState.INELIGIBLE, screened_at=AT)
    assert told(app, contest) == ["", "/jury"], "the days to appeal first"
    assert told(app, contest, AT + timedelta(days=7)) == ["/jury"]
    contest.state = ContestState.JUDGING
    assert told(app, contest) == ["/jury/progress", "/ranking"]
    assert told(app, contest, contest.judging_ends_at)[0] == ""
    contest.state = ContestState.DELIBERATION
    assert told(app, contest) == ["/ranking", "/room", "/ranking"]
    contest.state, contest.published_at = ContestState.PUBLISHED, AT
    assert told(app, contest) == ["/letters", "/certificates", "/thanks", "/grants"]
    assert [step["state"] for step in telling.way_of(contest)] == ["done"] * 5 + ["now"]
    signed_in(client, organizer)
    with clock.frozen(AT):
        assert client.get(f"/work/contests/{contest.slug}").status_code == 200
    contest.state, contest.published_at = ContestState.CANCELLED, None
    assert (told(app, contest), telling.way_of(contest)) == ([""], [])
