"""The people's vote: one for each badge, account or phone, while it is open, told apart from the jury."""

import json
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import clock, texting
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import jobs, queries
from eventhub.judging.models import PublicVote, PublicVoter, VoteCode
from eventhub.judging.operations import public_voting
from tests.factories.accounts import a_person, signed_in
from tests.factories.booths import a_fair
from tests.factories.contests import JUDGING_AT, a_contest, an_idea
from tests.factories.visitors import a_badge


def test_a_badge_or_an_account_votes_once_and_the_count_is_told_at_the_end(app, client):
    edition = a_fair()
    contest = a_contest(edition.organizer, state=ContestState.JUDGING, edition_id=edition.id)
    one, two = an_idea(contest, 1), an_idea(contest, 2)
    for number in range(3, 28):
        an_idea(contest, number)
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
        client.get(where)
        tied = client.post(f"/e/{edition.slug}/passport/badge", data={"code": badge.code})
        assert tied.location.endswith(where)  # a badge that the camera read leads back to the vote
        assert f"{badge.code[:2]}-…{badge.code[-4:]}" in client.get(where).text
        key = re.search(r'name="after" value="([^"]+)"', client.get(where).text)[1]
        turned = client.post(f"{where}/turn", data={"idea": two.public_id, "after": key, "badge": badge.code})
        assert badge.code not in turned.location
        second = client.get(turned.location).text
        assert f'value="{two.public_id}" checked' in second
        assert ("Idée numéro 27" in second, "Idée numéro 5 " in second) == (True, False)
        assert [vote(one, own="1"), vote(two, badge=badge.code)] == [303, 422]
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


ONE_VOTE = {"fr": "Une personne, une voix.", "ar": "لكل شخص صوت واحد."}


class Voting:
    """A contest whose public votes by phone, a browser, and the messages that left."""

    def __init__(self, client, folder):
        contest = a_contest(state=ContestState.JUDGING)
        self.one, self.two = an_idea(contest, 1), an_idea(contest, 2)
        self.elsewhere = an_idea(a_contest(state=ContestState.JUDGING), 1)
        settings = queries.settings_of(contest)
        settings.public_vote_until = JUDGING_AT + timedelta(days=3)
        db.session.add(settings)
        db.session.flush()
        self.client, self.folder, self.contest = client, folder, contest
        self.where = f"/contests/{contest.slug}/people"

    def ask(self, phone, idea=None):
        asked = {"phone": phone, "idea": (idea or self.one).public_id}
        return self.client.post(self.where, data=asked)

    def confirm(self, code):
        return self.client.post(f"{self.where}/code", data={"code": code})

    def sent(self):
        """The codes sent since the last look, each with its number; the messages are gone then."""
        for text_id in db.session.scalars(sa.select(texting.OutboxText.id)):
            texting.deliver(text_id)
        found = []
        for file in self.folder.glob("*.json"):
            said = json.loads(file.read_text())
            found.append((said["to"], next(each for each in said["text"].split() if each.isdigit())))
            file.unlink()
        return found

    def code(self):
        [(_number, code)] = self.sent()
        return code


@pytest.fixture
def voting(app, client, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "SMS_URL", tmp_path.as_uri())
    return Voting(client, tmp_path)


def test_a_phone_votes_once_by_the_code_it_was_sent(app, voting):
    with clock.frozen(JUDGING_AT):
        refused = voting.ask("0522123456", voting.two)  # a landline gets no message; what was typed stays
        assert refused.status_code == 422
        assert 'value="0522123456"' in refused.text
        assert f'value="{voting.two.public_id}" checked' in refused.text
        assert voting.ask("+33612345678").status_code == voting.ask("06 12").status_code == 422
        assert voting.ask("0612345678", voting.elsewhere).status_code == 422
        assert voting.sent() == []

        assert voting.ask("06 12 34 56 78").status_code == 303
        assert voting.ask("+212612345678", voting.two).status_code == 303  # a second click: sent once
        [(number, code)] = voting.sent()
        assert number == "+212612345678"
        page = voting.client.get(voting.where).text
        assert "Idée numéro 2" in page
        assert "612345678" not in page
        assert code not in page
        arabic = code.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
        assert [voting.confirm(arabic).status_code, voting.confirm(code).status_code] == [303, 303]
        assert public_voting.votes_of(voting.contest) == {voting.two.id: 1}
    with clock.frozen(JUDGING_AT + timedelta(minutes=2)):
        assert voting.ask("٠٦١٢٣٤٥٦٧٨").status_code == 303
        assert voting.confirm(voting.code()).status_code == 422  # the same phone, whatever its spelling
        assert voting.ask("0661000001").status_code == 303
        assert voting.confirm(voting.code()).status_code == 303
        assert public_voting.votes_of(voting.contest) == {voting.one.id: 1, voting.two.id: 1}
    kept = [*db.session.scalars(sa.select(PublicVote)), *db.session.scalars(sa.select(VoteCode))]
    assert "12345678" not in str([vars(row) for row in kept])
    with clock.frozen(JUDGING_AT + timedelta(days=2)):
        jobs.forget_codes()
        assert db.session.scalars(sa.select(VoteCode)).all() == []


def test_a_code_ends_after_ten_minutes_or_three_wrong_tries(app, voting):
    with clock.frozen(JUDGING_AT):
        assert voting.confirm("123456").status_code == 422  # none was asked for
        voting.ask("0612345678")
        late = voting.code()
    with clock.frozen(JUDGING_AT + timedelta(minutes=10)):
        assert voting.confirm(late).status_code == 422
        voting.ask("0612345678")
        code = voting.code()
        wrong = f"{(int(code) + 1) % 1_000_000:06d}"
        assert voting.confirm("12").status_code == 422  # no code at all: no try
        assert [voting.confirm(wrong).status_code for _ in range(3)] == [422] * 3
        assert voting.confirm(code).status_code == 422
        stranger = app.test_client()
        data = {"phone": "0612345678", "idea": voting.two.public_id}
        assert stranger.post(voting.where, data=data).status_code == 422  # within a minute, elsewhere
        assert stranger.post(f"{voting.where}/code", data={"code": code}).status_code == 422
    for minutes in (12, 14, 16, 18):
        with clock.frozen(JUDGING_AT + timedelta(minutes=minutes)):
            voting.ask("0612345678")
    with clock.frozen(JUDGING_AT + timedelta(minutes=18)):
        assert len(voting.sent()) == 3  # five a day, two of them before
    assert public_voting.votes_of(voting.contest) == {}


def test_one_person_has_one_vote_by_whatever_they_are_known_by(app, voting):
    edition, one, two = a_fair(), voting.one, voting.two
    voting.contest.edition_id = edition.id
    badges = {
        name: a_badge(edition, at=JUDGING_AT, **known)
        for name, known in {
            "own": {"phone": "+212612345678"},
            "family": {"phone": "+212612345678"},
            "mailed": {"phone": "+212600000001", "email": "Itto@example.org"},
            "called": {"phone": "+212600000002"},
            "told": {"phone": "+212600000003"},
            "nobody": {},
        }.items()
    }
    itto = a_person("Itto", phone="+212612345678", email="other@example.org")
    also, caller = a_person("Itto", email="itto@example.org", phone=None), a_person("Rqia")
    caller.phone = "+212600000003"
    db.session.flush()

    def badge(name, idea=one):
        data = {"idea": idea.public_id, "badge": badges[name].code}
        return voting.client.post(voting.where, data=data)

    def account(person):
        signed_in(voting.client, person)
        answer = voting.client.post(voting.where, data={"idea": two.public_id})
        with voting.client.session_transaction() as session:
            session.clear()
        assert answer.status_code == 303 or ONE_VOTE["fr"] in answer.text
        return answer.status_code

    def phone(number):
        voting.ask(number)
        return voting.confirm(voting.code())

    with clock.frozen(JUDGING_AT):
        assert badge("own").status_code == 303
        assert badge("own").status_code == 422
        assert badge("family").status_code == 303  # somebody else, who gave the same number
        assert account(itto) == 422
        refused = phone("0612345678")
        assert refused.status_code == 422
        assert ONE_VOTE["ar"] in refused.text
        assert badge("mailed").status_code == 303
        assert account(also) == 422
        assert phone("0600000002").status_code == 303
        assert badge("called").status_code == 422
        assert account(caller) == 303
        assert [badge("told").status_code, phone("0600000003").status_code] == [422, 422]
        assert [badge("nobody").status_code, account(a_person())] == [303, 303]
    assert public_voting.votes_of(voting.contest) == {one.id: 5, two.id: 2}
    spent = list(db.session.scalars(sa.select(PublicVoter)))
    assert {len(row.voter) for row in spent} == {64}
    again = PublicVoter(contest_id=voting.contest.id, vote_id=spent[0].vote_id, voter=spent[-1].voter)
    db.session.add(again)
    with pytest.raises(sa.exc.IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_without_a_gateway_the_vote_by_phone_is_neither_offered_nor_taken(app, voting, monkeypatch):
    with clock.frozen(JUDGING_AT):
        assert 'name="phone"' in voting.client.get(voting.where).text
        monkeypatch.setitem(app.config, "SMS_URL", None)
        assert 'name="phone"' not in voting.client.get(voting.where).text
        assert voting.ask("0612345678").status_code == 422
    assert db.session.scalars(sa.select(texting.OutboxText)).all() == []
