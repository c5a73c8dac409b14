"""What visitors do at stands and what stands see of it: through the pages, as they do it."""

import io
import re
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from eventhub import clock
from eventhub.audit import AuditEntry
from eventhub.booths.models import Assignment
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.operations import change
from eventhub.cooperatives.phrases import ICONS as SECTOR_ICONS
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.visitors.consenting import CONTACT_VERSION
from eventhub.visitors.models import (
    Badge,
    ContactChoice,
    Lead,
    LeadScan,
    Meeting,
    PassportBadge,
    PassportTheme,
    PrizeDraw,
    StandQuestion,
    StandVisit,
    Vote,
    VoteDecision,
)
from eventhub.visitors.operations import draws, erase, revoke_badge
from eventhub.visitors.prize_draw import ticket_of
from eventhub.visitors.queries import tickets_carried
from eventhub.visitors.verification import check_draws
from tests.factories.accounts import a_person, a_role, signed_in
from tests.factories.booths import a_cooperative, a_hold, an_application
from tests.factories.stands import AT, Stands
from tests.factories.visitors import a_badge

HERE = {"Referer": "http://localhost/e/x/map"}


@pytest.fixture
def world(app):
    with clock.frozen(AT):
        yield Stands(a_person("member"))


def count(table, *conditions):
    return db.session.scalar(sa.select(sa.func.count()).select_from(table).where(*conditions))


def test_a_page_kept_in_memory_is_always_the_stand_as_it_is(client, world):
    page = client.get(f"/s/{world.code}", headers={"Accept-Language": "fr"})
    assert "Coopérative A1" in page.text
    again = client.get(f"/s/{world.code}", headers={"Accept-Language": "fr"})
    tag = again.headers["ETag"]
    same = client.get(f"/s/{world.code}", headers={"Accept-Language": "fr", "If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    assert "nonce" not in again.text
    world.files[0].cooperative.name_latin = "Un autre nom"
    changed = client.get(f"/s/{world.code}", headers={"Accept-Language": "fr", "If-None-Match": tag})
    assert changed.status_code == 200
    assert "Un autre nom" in changed.text
    arabic = client.get(f"/s/{world.code}", headers={"Accept-Language": "ar"})
    assert 'dir="rtl"' in arabic.text
    chosen = client.post(f"/s/{world.code}/language", data={"language": "fr"}, follow_redirects=True)
    assert 'lang="fr"' in chosen.text


def test_looking_from_the_map_is_no_stamp_until_one_was_here(client, world):
    page = client.get(f"/s/{world.code}", headers=HERE)
    assert f"/s/{world.code}/here" in page.text
    assert count(StandVisit, StandVisit.is_stamped) == 0
    client.post(f"/s/{world.code}/favourite")
    client.post(f"/s/{world.code}/here")
    visit = db.session.scalars(sa.select(StandVisit)).one()
    assert (visit.is_stamped, visit.is_favourite) == (True, True)
    passport = client.get(f"/e/{world.edition.slug}/passport").text
    assert "Coopérative A1" in passport
    card = client.get(f"/e/{world.edition.slug}/passport/favourites.vcf").text
    assert "FN:Coopérative A1" in card


def test_those_who_share_a_stand_today_are_each_seen_and_asked_by_themselves(client, world):
    today = {"starts_on": AT.date(), "ends_on": AT.date()}
    past = {"starts_on": AT.date() - timedelta(days=1), "ends_on": AT.date() - timedelta(days=1)}
    alone = world.holder("A3", a_cooperative("Coopérative seule"))
    whole = db.session.scalars(sa.select(Assignment).where(Assignment.application_id == alone.id)).one()
    for column, value in (*today.items(), ("share", 60)):
        setattr(whole, column, value)
    code = whole.booth.code
    assert "Qui partage" not in client.get(f"/s/{code}", headers={"Accept-Language": "fr"}).text
    others = []
    for name, days in (("Coopérative voisine", today), ("Coopérative d’hier", past)):
        others.append(an_application(world.call, a_cooperative(name), ApplicationState.PRESENT))
        a_hold(whole.booth, others[-1], AssignmentState.OCCUPIED, share=40, **days)
    first = client.get(f"/s/{code}", headers={"Accept-Language": "fr"}).text
    assert "<h1>Coopérative seule</h1>" in first
    assert "Coopérative voisine" in first
    assert "Coopérative d’hier" not in first
    query = {"with": others[0].public_id}
    second = client.get(f"/s/{code}", query_string=query, headers={"Accept-Language": "fr"}).text
    assert "<h1>Coopérative voisine</h1>" in second
    assert f"/s/{code}/ask?with={others[0].public_id}" in second
    client.post(f"/s/{code}/ask", query_string=query, data={"text": "Livrez-vous à Fès ?"})
    asked = db.session.scalars(sa.select(StandQuestion)).one()
    assert asked.cooperative_id == others[0].cooperative_id
    unknown = client.get(f"/s/{code}", query_string={"with": others[1].public_id})
    assert "<h1>Coopérative seule</h1>" in unknown.text
    _vote_together(client, world, f"/s/{code}/vote", query, ("Coopérative seule", "Coopérative voisine"))


def _vote_together(client, world, path, query, names):
    """A vote at a shared stand says that it is for all of them, and the organizer reads all of them."""
    french = {"Accept-Language": "fr"}
    asked = client.get(path, query_string=query, headers=french).text
    assert f"{names[0]}, {names[1]} partagent ce stand" in asked
    badge = a_badge(world.edition, "Visitor", AT - timedelta(days=1))
    assert client.post(path, query_string=query, data={"code": badge.code}).status_code == 303
    client.post(f"/e/{world.edition.slug}/passport/badge", data={"code": badge.code})
    passport = client.get(f"/e/{world.edition.slug}/passport").text
    assert all(f">{name}</a>" in passport for name in names)
    listed = client.get(f"/e/{world.edition.slug}/exhibitors").text
    assert f"?with={query['with']}" in listed
    organizer = a_person("organizer")
    a_role(organizer, world.edition.organizer)
    signed_in(client, organizer)
    standing = client.get(f"/work/e/{world.edition.slug}/votes").text
    assert all(f">{name}</span>" in standing for name in names)


def test_a_question_is_answered_by_the_stand_and_read_by_who_asked(client, world):
    client.get(f"/s/{world.code}")
    for _click in range(2):
        sent = client.post(f"/s/{world.code}/ask", data={"text": "Livrez-vous à Fès ?"})
        assert sent.status_code == 303
    assert client.post(f"/s/{world.code}/ask", data={"text": ""}).status_code == 422
    question = db.session.scalars(sa.select(StandQuestion)).one()
    passport = client.get_cookie("passport").value
    signed_in(client, world.files[0].cooperative.people[0].person)
    own = f"/exhibits/{world.files[0].public_id}"
    assert "Livrez-vous" in client.get(f"{own}/questions").text
    where = f"{own}/questions/{question.public_id}"
    assert client.post(where, data={"answer": "Oui, le jeudi."}).status_code == 303
    other = f"/exhibits/{world.files[1].public_id}"
    assert client.get(f"{other}/questions").status_code == 403
    client.delete_cookie("eventhub")
    assert "Oui, le jeudi." in client.get(f"/s/{world.code}/ask").text
    assert f"/s/{world.code}/ask" in client.get(f"/s/{world.code}").text
    client.delete_cookie("passport")
    assert "Oui, le jeudi." not in client.get(f"/s/{world.code}/ask").text
    assert len(passport) == 26


def test_a_badge_read_by_the_camera_leads_back_to_the_vote_it_was_wanted_for(client, world):
    badge, own = (a_badge(world.edition, name, AT - timedelta(days=1)) for name in ("One", "Two"))
    place, vote = f"/e/{world.edition.slug}/passport", f"/s/{world.code}/vote"
    asked = client.get(vote)
    assert "data-badge-camera" in asked.text
    assert "wasm-unsafe-eval" in asked.headers["Content-Security-Policy"]
    shown = client.post(f"{place}/badge", data={"code": badge.code})
    assert shown.location.endswith(vote)
    assert "data-badge-camera" not in client.get(vote).text
    assert client.post(vote).location.endswith(vote)
    assert count(Vote) == 1
    client.delete_cookie("passport")
    assert client.post(f"{place}/badge", data={"code": own.code}).location.endswith(
        place
    )  # wanted for nothing
    client.delete_cookie("passport")
    client.get(vote)
    assert client.post(f"/badge/{own.public_id}/collect").location.endswith(vote)


def test_each_page_of_the_passport_has_a_picture_by_its_sectors_or_chosen(client, world):
    organizer = a_person("organizer")
    a_role(organizer, world.edition.organizer)
    signed_in(client, organizer)
    new = f"/work/e/{world.edition.slug}/passport/themes/new"
    sector = world.exhibit(0).sector
    sent = {"name-ar": "صفحة", "sectors": sector, "goal": "1"}
    assert client.post(new, data=sent).status_code == 303
    assert client.post(new, data=sent | {"icon": "women"}).status_code == 303
    assert client.post(new, data=sent | {"icon": "dragon"}).status_code == 422
    kept = db.session.scalars(sa.select(PassportTheme)).first()
    assert "<h1>صفحة</h1>" in client.get(new.replace("new", kept.public_id)).text
    passport = client.get(f"/e/{world.edition.slug}/passport").text
    assert all(f"sprite.svg#{name}" in passport for name in (SECTOR_ICONS[sector], "women"))


def test_one_badge_has_one_vote_and_what_looks_odd_is_told_and_decided(client, world):
    badges = [a_badge(world.edition, f"Visitor {n}", AT - timedelta(days=1)) for n in range(8)]
    for badge in badges:
        assert client.post(f"/s/{world.code}/vote", data={"code": badge.code}).status_code == 303
    second = world.exhibit(1).codes[0]
    client.post(f"/s/{second}/vote", data={"code": badges[0].code})
    assert count(Vote) == 8
    assert count(Vote, Vote.booth_id == world.booth.id) == 7
    refused = client.post(f"/s/{world.code}/vote", data={"code": "EH-0000"})
    assert refused.status_code == 422
    organizer = a_person("organizer")
    a_role(organizer, world.edition.organizer)
    signed_in(client, organizer)
    page = f"/work/e/{world.edition.slug}/votes"
    assert "device:" in client.get(page).text
    passport = client.get_cookie("passport").value
    pattern = f"device:{world.booth.id}:{passport}"
    form = {"pattern": pattern, "decision": "set_aside", "reason": ""}
    assert client.post(f"{page}/decide", data=form).status_code == 422
    form["reason"] = "A single phone, nobody knows whose."
    assert client.post(f"{page}/decide", data=form).status_code == 303
    kept = db.session.scalars(sa.select(VoteDecision)).one()
    assert len(kept.votes) == 7
    assert count(Vote) == 8
    assert "A single phone" in client.get(page).text


def test_a_draw_is_sealed_frozen_drawn_before_witnesses_and_can_be_made_again(client, world):
    edition = world.edition
    badge = a_badge(edition, at=AT)
    client.get(f"/s/{world.code}")
    tied = client.post(f"/e/{edition.slug}/passport/badge", data={"code": badge.code})
    assert tied.status_code == 303
    organizer = a_person("organizer")
    a_role(organizer, edition.organizer)
    signed_in(client, organizer)
    form = {"title-ar": "قرعة", "prizes": "Un panier\nUn tajine", "least_stamps": "1"}
    said = client.post(f"/work/e/{edition.slug}/passport/draws/new", data=form)
    assert said.status_code == 303
    draw = db.session.scalars(sa.select(PrizeDraw)).one()
    public = client.get(f"/e/{edition.slug}/draws/{draw.public_id}").text
    assert draw.commitment in public
    assert draw.seed not in public
    here = said.headers["Location"]
    assert client.post(f"{here}/freeze").status_code == 303
    a_lost_badge_keeps_its_ticket(client, edition, badge, draw)
    one = {"witness_1": "Aïcha", "word_1": "olive", "witness_2": "Aïcha", "word_2": "miel"}
    assert client.post(here, data=one).status_code == 422
    two = one | {"witness_2": "Moha"}
    assert client.post(here, data=two).status_code == 303
    client.post(here, data=two | {"word_1": "autre"})
    db.session.expire_all()
    winners = list(draw.winners)
    assert len(winners) == 1
    assert winners[0] in client.get(f"/e/{edition.slug}/draws/{draw.public_id}").text
    assert list(check_draws()) == []
    page = client.get(here).text
    assert "Suivants dans l’ordre du tirage" not in page
    assert str(badge.registration.name) in page
    revoke_badge(None, badge.registration, AT)
    gone = client.get(here).text
    assert "Badge annulé" in gone
    assert "Aucun autre ticket n’a participé." in gone
    erase(None, badge.registration, AT)
    assert "Aucun badge ne porte plus ce ticket" in client.get(here).text
    assert list(check_draws()) == []
    draw.winners = ["AAAAAAAAAA"]
    db.session.flush()
    assert len(list(check_draws())) == 1


def a_lost_badge_keeps_its_ticket(client, edition, badge, draw):
    """However often it is replaced after the list was closed; a later draw knows its newest code alone."""
    ticket = ticket_of(draw.public_id, badge.code)
    assert draw.entries == [ticket]
    values = {"title": {"fr": "Plus tard"}, "prizes": ["Un tapis"], "least_stamps": 1}
    later = draws.announce(None, edition, values, AT)
    visitor = f"/work/e/{edition.slug}/visitors/{badge.registration.public_id}"
    for _ in range(2):
        client.post(f"{visitor}/reissue")
        assert str(draw.title) in client.get(visitor).text  # said where the new badge is
    assert tickets_carried(badge) == {draw.id: ticket}
    passport = client.get(f"/e/{edition.slug}/passport").text
    assert ticket in passport
    assert ticket_of(later.public_id, badge.code) in passport
    assert ticket in client.get(f"/e/{edition.slug}/draws/{draw.public_id}").text
    db.session.delete(later)
    db.session.flush()


def scan(number, code, **more):
    values = {"id": f"00000000-0000-4000-8000-{number:012d}", "code": code, "at": AT.isoformat()}
    return {**values, "offline": True, "language": "fr", "said": None, **more}


def test_a_contact_is_released_by_the_visitor_alone_and_taken_back(client, world):
    member = world.files[0].cooperative.people[0].person
    badge, other = a_badge(world.edition, "Salma Zahra", AT, phone="+212661000009"), a_badge(world.edition)
    elsewhere = a_badge(Stands().edition)
    own = f"/exhibits/{world.files[0].public_id}"
    signed_in(client, member)
    changes = [
        scan(1, badge.code, note="Wants 20 kg\ud800\0", tags=["miel", "gros\ud800"], rating=4),
        scan(1, badge.code),
        scan(2, badge.code, note="", rating=None),
        scan(3, "nonsense"),
        scan(4, elsewhere.code),
        {"id": 5},
        scan(6, other.code, said="yes"),
    ]
    told = client.post(f"{own}/scans", json={"changes": changes}).get_json()["results"]
    outcomes = [each["outcome"] for each in told]
    assert outcomes == ["lead", "lead", "again", "unknown", "elsewhere", "malformed", "lead"]
    assert [each.get("name") for each in told] == [None] * 6 + ["Fatima Amrani"]
    again = client.post(f"{own}/scans", json={"changes": changes}).get_json()["results"]
    assert [each["outcome"] for each in again] == outcomes
    assert (count(Lead), count(LeadScan)) == (2, 5)
    page = client.get(f"{own}/contacts").text
    assert "Salma" not in page
    assert "Wants 20 kg" in page
    assert "Salma" not in client.get(f"{own}/contacts.csv").text
    lead = db.session.scalars(sa.select(Lead).where(Lead.badge_id == badge.id)).one()

    def finds(words):
        return f'/contacts/{lead.public_id}"' in client.get(f"{own}/contacts", query_string={"q": words}).text

    asked = ("GROS  miel", badge.code, "salma", "nobody")
    assert [finds(words) for words in asked] == [True, True, False, False]
    mine = f"/badge/{badge.public_id}/contacts"
    assert "Coopérative A1" in client.get(mine).text
    client.post(f"{mine}/{lead.public_id}", data={"answer": "yes"})
    assert lead.said["by"] == "badge"
    assert finds("Salma wants")
    assert "Salma" in client.get(f"{own}/contacts.csv").text
    assert "TEL;TYPE=CELL:+212661000009" in client.get(f"{own}/contacts.vcf").text
    assert client.get(f"{own}/contacts.xlsx").data[:2] == b"PK"
    client.post(f"{mine}/{lead.public_id}", data={"answer": "withdraw"})
    assert "Salma" not in client.get(f"{own}/contacts.csv").text
    db.session.refresh(lead)
    assert (lead.note, lead.tags) == ("", [])
    erase(None, other.registration, AT)
    assert "Fatima" not in client.get(f"{own}/contacts.csv").text
    third = a_badge(world.edition, "Driss")
    client.post(f"/badge/{third.public_id}/contacts/choice", data={"choice": "never"})
    answer = client.post(f"{own}/scans", json={"changes": [scan(7, third.code, said="yes")]}).get_json()
    assert answer["results"][0]["consent"] == "refused"


def test_a_yes_to_stands_is_asked_apart_when_one_registers_and_taken_back_by_one_tap(client, world):
    form = f"/e/{world.edition.slug}/register?lang=fr"
    typed = {"name": "Hnia Ouali", "phone": "0661000077", "consent": "y"}
    unasked = client.post(form, data=typed)
    asked = client.post(form, data={**typed, "name": "Rqia Ouali", "for_stands": "y"})
    silent, willing = (
        db.session.scalars(sa.select(Badge).where(Badge.public_id == each.location.rpartition("/")[2])).one()
        for each in (unasked, asked)
    )
    said = db.session.scalars(sa.select(ContactChoice)).one().said
    assert (said["version"], said["language"], said["by"]) == (CONTACT_VERSION, "fr", "registration")
    assert "stand" in said["text"]
    assert datetime.fromisoformat(said["at"]).tzinfo is not None
    own = f"/exhibits/{world.files[0].public_id}"
    changes = [scan(11, silent.code), scan(12, willing.code, note="Wants 2 kg")]
    signed_in(client, world.files[0].cooperative.people[0].person)
    client.post(f"{own}/scans", json={"changes": changes})
    assert [name in client.get(f"{own}/contacts.csv").text for name in ("Hnia", "Rqia")] == [False, True]
    mine = f"/badge/{willing.public_id}"
    known = client.get(f"{mine}/data.json").json
    assert (known["stands_are_answered"], known["stands_with_my_contact"]) == ("always", ["Coopérative A1"])
    assert "contacts/withdraw" in client.get(mine).text
    assert "contacts/withdraw" not in client.get(f"/badge/{silent.public_id}").text
    for _twice in range(2):
        assert client.post(f"{mine}/contacts/withdraw").status_code == 303
    lead = db.session.scalars(sa.select(Lead).where(Lead.badge_id == willing.id)).one()
    assert (lead.consent, lead.note, lead.said) == ("withdrawn", "", None)
    assert count(ContactChoice) == 0
    assert client.get(f"{mine}/data.json").json["stands_are_answered"] == "ask"
    entries = sa.select(AuditEntry.details).where(AuditEntry.action.like("visitors:contact:%"))
    assert [each["version"] for each in db.session.scalars(entries)] == [CONTACT_VERSION] * 2
    assert "Rqia" not in client.get(f"{own}/contacts.csv").text


def test_a_meeting_is_asked_moved_accepted_held_and_counted(client, world):
    form = {
        "day": "2025-05-24",
        "hour": "10:30",
        "name": "Salma Zahra",
        "phone": "0661000009",
        "subject": "Miel en gros",
        "consent": "y",
    }
    assert '<option selected value="2025-05-2' in client.get(f"/s/{world.code}/meet").text
    assert client.post(f"/s/{world.code}/meet", data=form | {"consent": ""}).status_code == 422
    late = client.post(f"/s/{world.code}/meet", data=form | {"day": "2025-05-23", "hour": "10:00"})
    assert late.status_code == 422
    early = client.post(f"/s/{world.code}/meet", data=form | {"hour": "09:30"})  # before the fair opens
    assert early.status_code == 422
    page = client.get(f"/s/{world.code}/meet").text
    assert [
        hour in page for hour in ('value="09:30"', 'value="10:00"', 'value="21:30"', 'value="22:00"')
    ] == [*(False, True, True, False)]
    for _click in range(2):
        assert client.post(f"/s/{world.code}/meet", data=form).status_code == 303
    meeting = db.session.scalars(sa.select(Meeting)).one()
    member = world.files[0].cooperative.people[0].person
    signed_in(client, member)
    own = f"/exhibits/{world.files[0].public_id}/meetings/{meeting.public_id}"
    moved = {"day": "2025-05-24", "hour": "11:00", "note": "After the workshop"}
    assert client.post(f"{own}/moved", data=moved).status_code == 303
    assert client.post(f"{own}/accepted").status_code == 303
    db.session.refresh(meeting)
    assert meeting.state == "moved"
    mine = f"/e/{world.edition.slug}/passport/meetings/{meeting.public_id}"
    client.post(mine, data={"to": "accepted"})
    db.session.refresh(meeting)
    assert meeting.state == "accepted"
    client.delete_cookie("passport")
    twin = form | {"hour": "11:00", "name": "Driss Alami", "phone": "0661000010"}
    assert client.post(f"/s/{world.code}/meet", data=twin).status_code == 303
    other = db.session.scalars(sa.select(Meeting).where(Meeting.id != meeting.id)).one()
    warned = client.get(f"/exhibits/{world.files[0].public_id}/meetings/{other.public_id}").text
    assert "vous avez aussi promis de rencontrer Salma Zahra" in warned
    assert "vous avez aussi promis" not in client.get(own).text
    db.session.delete(other)
    db.session.flush()
    with clock.frozen(AT + timedelta(days=1)):
        signed_in(client, member)
        assert client.post(f"{own}/held", data={"opportunities": "2"}).status_code == 422
        outcome = {"is_linked": "yes", "opportunities": "2", "outcome_note": ""}
        assert client.post(f"{own}/held", data=outcome).status_code == 303
    organizer = a_person("organizer")
    a_role(organizer, world.edition.organizer)
    signed_in(client, organizer)
    page = client.get(f"/work/e/{world.edition.slug}/meetings").text
    assert "Salma" not in page
    db.session.refresh(meeting)
    assert (meeting.state, meeting.is_linked, meeting.opportunities) == ("held", True, 2)
    client.delete_cookie("passport")
    assert client.post(mine, data={"to": "cancelled"}).status_code == 404


def test_the_code_of_a_badge_takes_nothing_from_its_phone_but_its_own_page_brings_all(client, world):
    badge = a_badge(world.edition)
    second = world.exhibit(1).codes[0]
    place = f"/e/{world.edition.slug}/passport/badge"
    client.get(f"/s/{world.code}")
    client.post(place, data={"code": badge.code})
    first = client.get_cookie("passport").value
    client.delete_cookie("passport")
    for code in (world.code, second):
        client.get(f"/s/{code}")
    mine = client.get_cookie("passport").value
    assert client.post(place, data={"code": badge.code.lower()}).status_code == 422
    assert badge.public_id not in client.get(f"/e/{world.edition.slug}/passport").text
    assert client.post(f"/badge/{badge.public_id}/collect").status_code == 303
    assert client.get_cookie("passport").value == mine != first
    assert count(StandVisit, StandVisit.passport == mine) == count(StandVisit) == 2
    assert count(PassportBadge) == 1
    assert client.post(place, data={"code": a_badge(world.edition).code}).status_code == 422


@pytest.mark.parametrize("path", ["contacts", "questions", "meetings"])
def test_lists_of_a_stand_cost_the_same_with_more_rows(client, world, count_queries, path):
    signed_in(client, world.files[0].cooperative.people[0].person)
    own = f"/exhibits/{world.files[0].public_id}"
    made = {"edition_id": world.edition.id, "organizer_id": world.edition.organizer_id}
    made["cooperative_id"] = world.files[0].cooperative_id
    costs = []
    for number in (1, 2):
        for _each in range(number):
            badge = a_badge(world.edition)
            db.session.add(Lead(**made, badge_id=badge.id, first_at=AT, last_at=AT))
            db.session.add(StandQuestion(**made, passport="q" * 26, language="fr", text="?"))
            said = {"text": "x"}
            db.session.add(Meeting(**made, passport="q" * 26, at=AT, subject="x", language="fr", said=said))
        db.session.commit()
        client.get(f"{own}/{path}")
        with count_queries() as statements:
            assert client.get(f"{own}/{path}").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_a_voice_is_heard_on_the_stands_page_and_says_nowhere_where_it_was_taken(client, world):
    cooperative = world.files[0].cooperative
    place = b"+32.9358-005.6693+826.5/"
    film = b"\x00\x00\x00\x18ftypmp42" + b"\0" * 40 + place + b"\0" * 40

    def send(content):
        change(None, cooperative, {}, AT, film=FileStorage(io.BytesIO(content), "film.mp4"))

    with pytest.raises(DomainError):
        send(b"MZ" + film)
    send(film)
    shown = client.get(f"/s/{world.code}").text
    address = re.search(r'<video[^>]* src="([^"]+)"', shown).group(1)
    part = client.get(address, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data, part.mimetype) == (206, b"ftyp", "video/mp4")
    whole = client.get(address).data
    assert place not in whole
    assert len(whole) == len(film)


def test_ones_own_data_holds_what_the_phone_did_and_erasing_it_frees_the_phone(client, world):
    badge = a_badge(world.edition)
    client.get(f"/s/{world.code}")
    assert client.post(f"/badge/{badge.public_id}/collect").status_code == 303
    asked = {"day": "2025-05-24", "hour": "10:30", "name": "Salma", "phone": "0661000009"}
    client.post(f"/s/{world.code}/meet", data=asked | {"subject": "Miel en gros", "consent": "y"})
    known = client.get(f"/badge/{badge.public_id}/data.json").json
    assert (len(known["stamps"]), known["favourites"], known["questions"]) == (1, [], [])
    assert "Miel en gros" in known["meetings"][0]
    assert client.post(f"/badge/{badge.public_id}/erase").status_code == 303
    db.session.expire_all()
    meeting = db.session.scalars(sa.select(Meeting)).one()
    assert (meeting.name, meeting.phone, meeting.subject, meeting.state) == (None, None, "", "asked")
    assert client.get(f"/badge/{badge.public_id}/data.json").json["meetings"] == []
    assert client.post(f"/badge/{a_badge(world.edition).public_id}/collect").status_code == 303
