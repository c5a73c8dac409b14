"""A fair that is over, closed early, called off or far away says so, and takes nothing by halves."""

from datetime import timedelta

import sqlalchemy as sa

from eventhub import clock
from eventhub.booths.sales_links import token_of
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors.models import Meeting, Registration, StandQuestion, StandVisit, Vote
from tests.factories.stands import AT, Stands
from tests.factories.visitors import a_badge, a_fair, a_guest

FRENCH = {"Accept-Language": "fr"}
OVER = "Cette foire est terminée"
LATER = AT + timedelta(days=40)


def count(*tables):
    return [db.session.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables]


def test_registration_says_why_it_is_shut_when_the_fair_was_and_where_to_go_next(client):
    fair, stranger = a_fair(), a_fair(starts_on=LATER.date(), ends_on=LATER.date())
    values = {name: getattr(fair, name) for name in ("organizer_id", "series_id", "name", "venue")}
    days = {"starts_on": LATER.date() + timedelta(days=90), "ends_on": LATER.date() + timedelta(days=92)}
    db.session.add(Edition(**values, **days, slug="next-one", state="call", is_published=True))
    db.session.add(Edition(**values, **days, slug="a-secret", state="call", is_published=False))
    form, typed = f"/e/{fair.slug}/register", {"name": "Itto Ouali", "consent": "y"}
    with clock.frozen(LATER):
        page = client.get(form, headers=FRENCH).text
        assert OVER in page
        assert "22–28 mai 2025" in page
        assert 'href="/e/next-one"' in page
        assert "a-secret" not in page
        assert stranger.slug not in page
        assert 'name="name"' not in page
        assert client.post(form, data=typed).status_code == 422
        assert 'href="/e/next-one"' in client.get(f"/e/{fair.slug}").text
    with clock.frozen(AT):
        for state, words in (("closed", OVER), ("cancelled", "annulée"), ("call", "pas encore")):
            fair.state = state
            assert words in client.get(form, headers=FRENCH).text
            assert client.post(form, data=typed).status_code == 422
        fair.state = "closed"
        assert "A eu lieu" in client.get(f"/e/{fair.slug}", headers=FRENCH).text
        fair.state = "running"
        assert client.post(form, data=typed).status_code == 303
    assert count(Registration) == [1]


def test_after_the_fair_stands_badges_votes_and_sales_say_so_and_keep_what_there_is(app, client):
    with clock.frozen(AT):
        world = Stands()
        home, passport = f"/s/{world.code}", f"/e/{world.edition.slug}/passport"
        client.get(home)
        client.post(f"{home}/ask", data={"text": "Livrez-vous à Fès ?"})
        badge, guest = a_badge(world.edition, at=AT), a_guest(world.edition)
        token = token_of(app.config["SECRET_KEY"], world.files[0].public_id)
        before = count(StandVisit, StandQuestion, Meeting, Vote)
    world.edition.state = "closed"
    meeting = {"day": AT.date().isoformat(), "hour": "18:30", "name": "Salma", "phone": "0661000009"}
    meeting |= {"subject": "Miel", "consent": "y"}
    sent = {"ask": {"text": "Et le miel ?"}, "meet": meeting, "vote": {"code": badge.code}}
    for moment in (AT + timedelta(hours=1), LATER):
        with clock.frozen(moment):
            page = client.get(home, headers=FRENCH).text
            assert OVER in page
            assert "22–28 mai 2025" in page
            assert not any(f"{home}/{verb}" in page for verb in ("here", "ask", "meet", "vote", "favourite"))
            for verb, data in sent.items():
                refused = client.post(f"{home}/{verb}", data=data, headers=FRENCH)
                assert refused.status_code == 422
                assert OVER in refused.text
            for verb in ("here", "favourite"):
                assert OVER in client.post(f"{home}/{verb}", headers=FRENCH, follow_redirects=True).text
            assert "Livrez-vous" in client.get(f"{home}/ask").text
            assert OVER in client.get(f"/b/{badge.code}", headers=FRENCH).text
            for own in (passport, f"/badge/{badge.public_id}", f"/guest/{guest.public_id}"):
                assert OVER in client.get(own, headers=FRENCH).text
            assert client.post(f"/guest/{guest.public_id}", data={"answer": "coming"}).status_code == 409
    assert count(StandVisit, StandQuestion, Meeting, Vote) == before
    with clock.frozen(LATER):
        for answer in (client.get, client.post):
            ended = answer(f"/sales/{token}", headers=FRENCH)
            assert ended.status_code == 410
            assert "11 juin 2025" in ended.text


def test_before_the_fair_a_stand_may_be_liked_and_asked_but_gives_no_stamp(client):
    with clock.frozen(AT - timedelta(days=10)):
        world = Stands()
        home = f"/s/{world.code}"
        assert "22 mai 2025" in client.get(home, headers=FRENCH).text
        client.post(f"{home}/here")
        client.post(f"{home}/favourite")
        visit = db.session.scalars(sa.select(StandVisit)).one()
        assert (visit.is_stamped, visit.is_favourite) == (False, True)
        assert client.post(f"{home}/ask", data={"text": "Livrez-vous ?"}).status_code == 303
        assert client.post(f"{home}/vote", data={"code": a_badge(world.edition).code}).status_code == 422
