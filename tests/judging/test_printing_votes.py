"""The codes of the ideas on paper: each opens the vote of the public with its idea chosen."""

from datetime import timedelta

from eventhub import clock
from eventhub.accounts.roles import RoleName
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import jobs, queries
from eventhub.judging.operations import public_voting
from eventhub.judging.papers import binding
from eventhub.judging.queries import panel
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, an_idea
from tests.judging.test_printing_sheets import work_done
from tests.papers import codes_in, pages_drawn, words_on


def test_a_printed_code_opens_the_vote_with_its_idea_chosen(app, client, monkeypatch):
    contest, other = (a_contest(state=ContestState.JUDGING, is_blind=True) for _each in range(2))
    ideas = [an_idea(contest, number) for number in range(1, 6)]
    foreign = an_idea(other, 1)
    home = f"/work/contests/{contest.slug}/jury/people"
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    with clock.frozen(JUDGING_AT):
        assert client.get(f"{home}/cards.pdf").location == home, "the public does not vote yet"
        settings = queries.settings_of(contest)
        settings.public_vote_until = JUDGING_AT + timedelta(days=1)
        db.session.add(settings)
        db.session.commit()
        assert f"{home}/cards.pdf" in client.get(home).text
        cards = client.get(f"{home}/cards.pdf")
        codes = [code for page in pages_drawn(cards.data) for code in codes_in(page)]
        address = f"{app.config['PUBLIC_URL']}/contests/{contest.slug}/people?idea="
        assert sorted(codes) == sorted(address + idea.public_id for idea in ideas)
        assert len(pages_drawn(cards.data, 20)) == 2, "four to a sheet"
        assert str(ideas[0].person.name) not in words_on(cards.data), "a blind jury's ideas name nobody"
        contest.is_blind = False
        db.session.commit()
        assert str(ideas[0].person.name) in words_on(client.get(f"{home}/cards.pdf").data)

        monkeypatch.setattr(binding, "AT_ONCE", 1)
        monkeypatch.setattr(binding, "A_PART", 4)
        assert client.get(f"{home}/posters.pdf").location == f"{home}/posters"
        begun = client.post(f"{home}/posters")
        assert 'data-live="3"' in client.get(begun.location).text
        assert work_done(jobs.print_vote_cards) == 2
        assert len(pages_drawn(client.get(f"{home}/posters.pdf").data, 20)) == len(ideas)
        assert client.get(f"/work/contests/{other.slug}/jury/people/cards.pdf").status_code == 403

        signed_in(client, a_person())
        where = f"/contests/{contest.slug}/people"
        shown = client.get(where, query_string={"idea": ideas[4].public_id}).text
        assert f'value="{ideas[4].public_id}" checked' in shown
        assert shown.count(f'value="{ideas[4].public_id}"') == 1, "what was scanned comes first, once"
        assert shown.index(ideas[4].public_id) < shown.index(f'value="{ideas[0].public_id}"')
        assert "checked" not in client.get(where, query_string={"idea": foreign.public_id}).text
        monkeypatch.setattr(panel, "IDEAS_SHOWN", 2)
        refused = client.post(where, data={"idea": ideas[4].public_id, "badge": "EH-2222-3333-4444"})
        assert refused.status_code == 422
        assert f'value="{ideas[4].public_id}" checked' in refused.text, "on whichever page it stands"
        turned = client.post(f"{where}/turn", data={"idea": ideas[4].public_id, "after": "3"})
        assert f"idea={ideas[4].public_id}" in turned.location, "and further through the list"
        assert client.post(where, data={"idea": ideas[4].public_id}).status_code == 303
        assert public_voting.votes_of(contest) == {ideas[4].id: 1}
