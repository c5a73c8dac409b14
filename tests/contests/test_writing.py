"""Writing an idea on a phone: changes come late or twice, files, an agent's help, a model to start from."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from eventhub import clock
from eventhub.accounts.models import Person
from eventhub.accounts.roles import RoleName
from eventhub.contests.models import Idea, IdeaFile, IdeaVersion
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contest_life import SOUND, a_model
from tests.factories.contests import AT, a_contest, an_idea
from tests.factories.cooperatives import a_cooperative, a_member

FIRST = {
    "entrant_kind": "group",
    "title": "Fromagerie mobile",
    "sector": "dairy",
    "province_code": "03.061",
}


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(AT):
        yield


def change(idea, name, based_on=0, after=None, **fields):
    texts = {key: value if isinstance(value, list) else [value] for key, value in fields.items()}
    return {
        "id": name,
        "application": idea.public_id,
        "based_on": based_on,
        "after": after,
        "fields": texts,
    }


def sync(client, *changes):
    answer = client.post("/api/v1/ideas/sync", json={"changes": list(changes)})
    assert answer.status_code == 200
    return [(row["outcome"], row["field"]) for row in answer.json["results"]]


def test_what_was_typed_offline_comes_in_once_each_with_its_outcome(client, app):
    person = a_person()
    idea = an_idea(a_contest(), person=person, state=IdeaState.DRAFT, budget=None)
    other = an_idea(a_contest(), state=IdeaState.DRAFT)
    signed_in(client, person)
    first = change(idea, "c1", need="Le lait se perd en été.", line_quantity_1="2", line_price_1="150,50")
    assert sync(client, first, change(idea, "c2", 0, "c1", helps=["money", "training"])) == [
        ("saved", None),
        ("saved", None),
    ]
    assert sync(client, first) == [("already_saved", None)]
    db.session.refresh(idea)
    assert (str(idea.answer("need")), idea.budget, idea.helps) == (
        "Le lait se perd en été.",
        30_100,
        ["money", "training"],
    )
    assert idea.version == 2
    assert sync(
        client,
        change(idea, "c3", 0, need="Autre chose, d'un autre téléphone."),
        change(idea, "c4", 2, members="beaucoup"),
        change(idea, "c5", 2, members="3", women="9"),
        change(idea, "c6", 2, title="court"),
        change(other, "c7", 0, need="Pas à moi."),
        change(idea, "c8", 2, impact="Six emplois."),
    ) == [
        ("conflict", None),
        ("refused", "members"),
        ("refused", "women"),
        ("refused", "title"),
        ("refused", None),
        ("saved", None),
    ]
    db.session.refresh(idea)
    assert (str(idea.answer("need")), idea.members) == ("Le lait se perd en été.", 9)


def a_photo():
    out = io.BytesIO()
    Image.new("RGB", (2400, 900), "olive").save(out, "JPEG")
    return out.getvalue()


def test_photos_are_made_small_recordings_kept_and_nobody_else_gets_them(client, app):
    person, contest = a_person(), a_contest()
    idea = an_idea(contest, person=person, state=IdeaState.DRAFT)
    signed_in(client, person)

    def send(field, content, name, number="u1"):
        data = {"id": number, "field": field, "file": (io.BytesIO(content), name)}
        return client.post(f"/api/v1/ideas/{idea.public_id}/files", data=data)

    assert send("photo", a_photo(), "photo.jpg").status_code == 200
    assert send("photo", a_photo(), "photo.jpg").status_code == 200
    assert send("voice", SOUND, "voix.wav", "u2").status_code == 200
    assert send("voice", b"not a sound at all", "voix.wav", "u3").status_code == 422
    assert send("poem", SOUND, "x", "u4").status_code == 422
    kept = {row.kind: row for row in db.session.query(IdeaFile).filter_by(idea_id=idea.id)}
    assert set(kept) == {"photo", "voice"}
    photo = client.get(f"/idea-files/{kept['photo'].public_id}")
    assert Image.open(io.BytesIO(photo.data)).size == (1600, 600)
    where = f"/idea-files/{kept['voice'].public_id}"
    part = client.get(where, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"RIFF")
    signed_in(client, a_person("Stranger"))
    assert client.get(where).status_code == 403
    signed_in(client, person)
    client.post(f"/ideas/{idea.public_id}/files/{kept['voice'].public_id}/remove")
    assert db.session.query(IdeaFile).filter_by(idea_id=idea.id).count() == 1


def test_an_agent_files_for_somebody_marked_and_told(client, app):
    contest = a_contest()
    known = a_person("Known", phone="+212661000001", email="k@example.ma")
    signed_in(client, somebody_with(RoleName.FIELD_AGENT, contest.organizer))
    where = f"/contests/{contest.slug}/enter-for"
    nameless = client.post(where, data=FIRST | {"phone": "06 61 00 00 02"})
    assert nameless.status_code == 422
    client.post(where, data=FIRST | {"phone": "06 61 00 00 02", "name_latin": "Rkia"})
    onward = client.post(where, data=FIRST | {"phone": "0661000001"}).location
    new, own = db.session.query(Idea).filter_by(contest_id=contest.id).order_by(Idea.id)
    assert (own.person, new.person.phone) == (known, "+212661000002")
    assert db.session.query(Person).filter_by(phone="+212661000001").one() == known
    assert [mail.to for mail in db.session.query(OutboxMail)] == ["k@example.ma"]
    assert client.get(onward).status_code == 200
    theirs = FIRST | {
        "phone": "0661000001",
        "entrant_kind": "cooperative",
        "title": "Séchoir de la coopérative",
    }
    refused = client.post(where, data=theirs)
    assert (refused.status_code, "entrant_kind-error" in refused.text) == (422, True)
    house = a_cooperative()
    a_member(house, known)
    client.post(where, data=theirs)
    assert db.session.query(Idea).filter_by(cooperative_id=house.id).one().person == known
    signed_in(client, known)
    page = client.get(f"/ideas/{own.public_id}")
    assert page.status_code == 200
    signed_in(client, a_person("Stranger"))
    assert client.get(where).status_code == 403


def test_an_idea_starts_from_a_model_and_what_was_sent_stays_readable(client, app):
    person, contest = a_person(), a_contest()
    model = a_model(contest.organizer_id)
    signed_in(client, person)
    assert client.get(f"/bank/models/{model.public_id}").status_code == 200
    page = client.post(f"/contests/{contest.slug}/enter?model={model.public_id}", data=FIRST).location
    idea = db.session.query(Idea).filter_by(contest_id=contest.id).one()
    assert (str(idea.answer("need")), idea.budget) == ("Le lait se perd.", 300_000)
    long = "Une réponse assez longue pour un juré."
    said = FIRST | dict.fromkeys(("need", "solution", "market", "impact"), long) | {"members": 5}
    said |= {"line_what_1": "Cuve", "line_quantity_1": 2, "line_price_1": 1500}
    client.post(page, data=said)
    client.post(f"/ideas/{idea.public_id}/submit")
    with clock.frozen(AT + timedelta(hours=2)):
        client.post(page, data=said | {"market": "Deux hôtels du centre achètent toute l’année."})
        assert db.session.query(IdeaVersion).filter_by(idea_id=idea.id).count() == 2
        shown = client.get(f"/ideas/{idea.public_id}/history").text
    assert "<del>" in shown
    assert "<ins>" in shown
    contest.state = ContestState.SCREENING
    assert client.post(page, data=said).status_code == 422
