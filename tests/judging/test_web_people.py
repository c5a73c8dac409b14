"""The people's vote: one for each badge or account, while it is open, told apart from the jury."""

from datetime import timedelta

import pytest

from eventhub import clock
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import queries
from eventhub.judging.operations import public_voting
from tests.factories.accounts import a_person, signed_in
from tests.factories.booths import a_fair
from tests.factories.contests import JUDGING_AT, a_contest, an_idea
from tests.factories.visitors import a_badge


def test_a_badge_or_an_account_votes_once_and_the_count_is_told_at_the_end(app, client):
    edition = a_fair()
    contest = a_contest(edition.organizer, state=ContestState.JUDGING, edition_id=edition.id)
    one, two = an_idea(contest, 1), an_idea(contest, 2)
    elsewhere = an_idea(a_contest(state=ContestState.JUDGING), 1)
    settings = queries.settings_of(contest)
    settings.public_vote_until = JUDGING_AT + timedelta(days=1)
    db.session.add(settings)
    badge, other = a_badge(edition, at=JUDGING_AT), a_badge(a_fair(), at=JUDGING_AT)
    where = f"/contests/{contest.slug}/people"

    def vote(idea, **data):
        return client.post(where, data={"idea": idea.public_id, **data}).status_code

    with clock.frozen(JUDGING_AT):
        assert vote(one) == 422
        assert vote(one, badge=other.code) == 422
        assert vote(elsewhere, badge=badge.code) == 422
        assert [vote(one, badge=badge.code), vote(two, badge=badge.code)] == [303, 422]
        signed_in(client, a_person())
        assert [vote(one), vote(two)] == [303, 422]
        assert public_voting.votes_of(contest) == {one.id: 2}
        assert client.get(where).status_code == 200
    with clock.frozen(JUDGING_AT + timedelta(days=2)):
        assert vote(two) == 422
        page = client.get(where).text
        assert "Idée numéro 1" in page
        assert "Idée numéro 2" not in page


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_contest_without_a_vote_of_the_public_says_so(app, client):
    contest = a_contest()
    assert client.get(f"/contests/{contest.slug}/people").status_code == 200
    assert "/people" not in client.get(f"/contests/{contest.slug}").text
