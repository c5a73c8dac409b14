"""What phones send in: once however often it comes, merged by field, and both kept when two disagree."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub import storage
from eventhub.booths.models import ApplicationChange
from eventhub.booths.operations import applying, screening
from eventhub.booths.queries.instances import instance_of
from eventhub.booths.states import ApplicationState
from eventhub.clock import frozen
from eventhub.cooperatives.models import Document
from eventhub.database import db
from tests.factories.accounts import a_person, signed_in
from tests.factories.booths import AT, LATER, a_call, a_cooperative, a_fair, a_plan, a_product, an_application

S = ApplicationState
QUESTIONS = [
    {"key": "q1", "kind": "yes_no", "label": {"fr": "Déjà venue ?"}, "required": True},
    {"key": "q2", "kind": "number", "label": {"fr": "Combien ?"}, "lowest": 1, "highest": 6},
    {"key": "q3", "kind": "file", "label": {"fr": "Photo"}},
    {"key": "q4", "kind": "text", "label": {"fr": "Quand ?"}, "only_if": {"question": "q1", "is": ["yes"]}},
]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def world(app):
    edition = a_fair()
    a_plan(edition)
    call = a_call(edition, questions=QUESTIONS, documents=[{"kind": "onssa", "sectors": ["honey"]}])
    person = a_person("Fatima")
    cooperative = a_cooperative("Tiwizi", member=person)
    draft = an_application(call, cooperative, S.DRAFT)
    an_application(call, a_cooperative("Autre"), S.DRAFT)
    return edition, call, person, cooperative, draft


@pytest.fixture
def send(world, client):
    signed_in(client, world[2])

    def sending(*changes, at=AT):
        with frozen(at):
            answer = client.post("/api/v1/applications/sync", json={"changes": list(changes)})
        assert answer.status_code == 200, answer.text
        db.session.expire_all()
        return answer.json["results"]

    return sending


def a_change(draft, name, based_on=0, after=None, **fields):
    values = {key: [value] if isinstance(value, str) else value for key, value in fields.items()}
    return {
        "id": name,
        "application": draft.public_id,
        "based_on": based_on,
        "after": after,
        "fields": values,
    }


def test_sent_again_it_is_once_and_gets_the_same_answer(world, send):
    draft = world[4]
    change = a_change(draft, "c1", power_kw="1,5", wish_1="Z", wish_2="#A2", answer_q2="٣")
    assert [each["outcome"] for each in send(change, change)] == ["saved", "already_saved"]
    assert send(change)[0]["outcome"] == "already_saved"
    assert draft.version == 1
    assert draft.needs["power_kw"] == 1.5
    assert (draft.wishes, draft.answers) == ([{"zone": "Z"}, {"booth": "A2"}], {"q2": 3})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ApplicationChange)) == 1


def test_two_phones_in_different_fields_both_win(world, send):
    draft = world[4]
    send(a_change(draft, "c1", answer_q1="yes"))
    assert send(a_change(draft, "c2", water="y"))[0]["outcome"] == "saved"
    assert (draft.answers["q1"], draft.needs["water"], draft.version) == ("yes", True, 2)


def test_two_phones_in_one_field_keep_both_and_ask(world, send):
    draft = world[4]
    send(a_change(draft, "c1", answer_q1="yes"))
    told = send(a_change(draft, "c2", answer_q1="no", water="y"))[0]
    assert (told["outcome"], told["application"]["fields"]["answer_q1"]) == ("conflict", ["yes"])
    assert draft.answers == {"q1": "yes"}
    assert not draft.needs.get("water")
    kept = db.session.scalar(sa.select(ApplicationChange).where(ApplicationChange.change_id == "c2"))
    assert kept.content == {"answer_q1": ["no"], "water": ["y"]}
    chosen = a_change(draft, "c3", told["application"]["version"], answer_q1="no", water="y")
    assert send(chosen)[0]["outcome"] == "saved"
    assert draft.answers == {"q1": "no"}


def test_saying_the_same_is_no_conflict_and_a_chain_goes_on(world, send):
    draft = world[4]
    send(a_change(draft, "c1", answer_q1="yes"))
    told = send(a_change(draft, "c2", answer_q1="yes"), a_change(draft, "c3", after="c2", answer_q1="no"))
    assert [each["outcome"] for each in told] == ["saved", "saved"]
    assert draft.answers == {"q1": "no"}


def test_what_cannot_be_understood_is_refused_with_its_field_and_spoils_no_other(world, send):
    draft = world[4]
    told = send(
        a_change(draft, "c1", answer_q2="9"),
        a_change(draft, "c2", answer_q1="yes"),
        a_change(draft, "c3", answer_nothing="x"),
        {"id": "c4", "application": draft.public_id, "based_on": 0, "fields": {"water": "y"}},
        a_change(draft, "c5", document_onssa="someone-elses"),
        "nonsense",
    )
    assert [each["outcome"] for each in told] == ["refused", "saved", *["refused"] * 4]
    assert (told[0]["field"], bool(told[0]["message"])) == ("answer_q2", True)
    assert draft.answers == {"q1": "yes"}
    assert send(a_change(draft, "c1", answer_q2="9"))[0]["message"] == told[0]["message"]


def test_somebody_elses_application_is_unknown(world, send):
    other = an_application(world[1], a_cooperative("Étrangère"), S.DRAFT)
    assert send(a_change(other, "c1", answer_q1="yes"))[0]["code"] == "application_unknown"
    assert other.answers == {}


def test_after_the_call_has_closed_the_draft_is_kept_and_can_be_read_only(world, send, client):
    draft = world[4]
    assert send(a_change(draft, "c1", answer_q1="yes"), at=LATER)[0]["outcome"] == "saved"
    with frozen(LATER):
        here = f"/applications/{draft.public_id}"
        assert client.post(f"{here}/edit", data={"booths": "2", "action": "submit"}).status_code == 303
        page = client.get(here)
        assert client.get(f"{here}/edit").status_code == 303
        assert client.post(f"{here}/review", data={"accepts_terms": "y"}).status_code == 303
    assert page.status_code == 200
    db.session.expire_all()
    assert (draft.state, draft.needs["booths"]) == (S.DRAFT, 2)


def test_a_correction_of_one_question_takes_nothing_else(world, send):
    _, call, person, _, _ = world
    file = an_application(call, a_cooperative("B", member=person))
    screening.ask_to_complete(None, file, "answers:q2", "Combien ?", AT)
    db.session.commit()
    told = send(a_change(file, "c1", answer_q1="yes"), a_change(file, "c2", answer_q2="4"), at=LATER)
    assert [each["code"] for each in told] == ["other_part", None]
    assert file.answers == {"q2": 4}


def test_a_photo_sent_twice_is_once_and_only_the_exhibitors_people_see_it(world, send, client):
    draft = world[4]
    path = f"/api/v1/applications/{draft.public_id}/files"
    with frozen(AT):
        for _ in range(2):
            sent = {"id": "f1", "field": "answer_q3", "file": (io.BytesIO(PIXEL), "stand.png")}
            answer = client.post(path, data=sent)
            assert answer.status_code == 200, answer.text
        bad = {"id": "f2", "field": "answer_q1", "file": (io.BytesIO(PIXEL), "stand.png")}
        assert client.post(path, data=bad).status_code == 422
        broken = {"id": "f3", "field": "answer_q3", "file": (io.BytesIO(b"<html>"), "stand.png")}
        assert client.post(path, data=broken).status_code == 422
    db.session.expire_all()
    assert (draft.version, draft.answers["q3"]) == (1, answer.json["value"])
    shown = client.get(f"/applications/{draft.public_id}/answers/q3")
    assert shown.content_type == "image/webp"
    signed_in(client, a_person("Autre"))
    assert client.get(f"/applications/{draft.public_id}/answers/q3").status_code == 403
    assert client.post(path).status_code == 403


def test_the_name_of_somebody_elses_file_typed_as_an_answer_opens_nothing(world, send, client):
    draft = world[4]
    theirs = storage.keep(io.BytesIO(PIXEL), "card.png", owner=a_person("Autre"))
    said = send(a_change(draft, "c1", answer_q1="yes"), a_change(draft, "c2", answer_q4=theirs.public_id))
    assert [each["outcome"] for each in said] == ["saved", "saved"]
    assert draft.answers["q4"] == theirs.public_id
    assert client.get(f"/applications/{draft.public_id}/answers/q4").status_code == 404
    refused = send(a_change(draft, "c3", answer_q3=theirs.public_id))
    assert refused[0]["outcome"] == "refused"


def test_a_paper_from_the_camera_goes_into_the_file_and_must_last(world, send, client):
    edition, _, person, cooperative, draft = world
    path = f"/api/v1/applications/{draft.public_id}/files"

    def add(name, ends):
        sent = {"id": name, "field": "document_onssa", "number": name, "expires_on": ends.isoformat()}
        with frozen(AT):
            return client.post(path, data=sent | {"file": (io.BytesIO(PIXEL), "p.png")})

    add("short", edition.ends_on - timedelta(days=1))
    db.session.expire_all()
    assert [gap.code for gap in applying.gaps_of(draft)] == ["document_expires", "missing_answer"]
    add("long", edition.ends_on)
    db.session.expire_all()
    applying.save(person, draft, {"answer_q1": "no", "answer_q4": "kept only if asked"}, AT)
    db.session.flush()
    assert applying.gaps_of(draft) == []
    kept = db.session.scalars(sa.select(Document).where(Document.cooperative_id == cooperative.id)).all()
    assert [each.number for each in kept] == ["short", "long"]
    again = applying.begin(person, a_second_fair(), cooperative, AT)
    assert again.documents == {"onssa": kept[1].public_id}
    applying.submit(person, draft, AT, accepts_terms=True)
    assert draft.answers == {"q1": "no"}


def a_second_fair():
    edition = a_fair()
    a_call(edition, documents=[{"kind": "onssa", "sectors": []}])
    return edition


def test_the_page_before_sending_names_every_gap_and_then_sends(world, send, client):
    draft = world[4]
    a_product(world[3])
    db.session.commit()
    with frozen(AT):
        page = client.get(f"/applications/{draft.public_id}/review")
    assert page.status_code == 200
    assert page.text.count('class="gap"') == 3
    assert "#step-document_onssa" in page.text


@pytest.mark.parametrize("size", [1, 3])
def test_changes_of_many_cost_no_more_reads_a_change_than_one(world, send, count_queries, size):
    draft = world[4]
    changes = [
        a_change(draft, f"c{n}", after=f"c{n - 1}" if n else None, answer_q2=str(n + 1)) for n in range(size)
    ]
    with count_queries() as statements:
        send(*changes)
    own = [each for each in statements if each.startswith(("INSERT INTO application_changes", "UPDATE"))]
    assert len(own) <= 2 * size + 2


def test_neighbours_and_stands_wished_for_reach_the_allocation(world):
    edition, call, _, _, _ = world
    friend, rival = a_cooperative("Amie"), a_cooperative("Rivale")
    others = [an_application(call, each, S.ELIGIBLE) for each in (friend, rival)]
    file = an_application(
        call,
        state=S.ELIGIBLE,
        wishes=[{"booth": "A2"}, {"zone": "gone"}, {"booth": "Z9"}, {"zone": "Z"}],
        neighbours={"near": [friend.public_id, "nobody"], "avoid": [rival.public_id]},
        needs={"booths": 1, "accessible": True},
    )
    names = {each.id.rpartition("-")[2]: each.id for each in instance_of(edition).applications}
    posed = {each.id: each for each in instance_of(edition).applications}[names[file.public_id]]
    assert [(wish.zone, wish.booth) for wish in posed.preferences] == [(None, "A2"), ("Z", None)]
    near, avoid = (names[each.public_id] for each in others)
    assert (posed.near, posed.avoid) == ((near,), (avoid,))
    assert posed.needs.accessible


@pytest.mark.parametrize("size", [1, 3])
def test_neighbours_are_found_among_those_who_have_applied(world, client, count_queries, size):
    _, call, person, _, draft = world
    for number in range(size):
        an_application(call, a_cooperative(f"Voisine {number}"), S.SUBMITTED)
    an_application(call, a_cooperative("Voisine brouillon"), S.DRAFT)
    an_application(a_call(a_fair()), a_cooperative("Voisine ailleurs"), S.SUBMITTED)
    signed_in(client, person)
    path = f"/applications/{draft.public_id}/neighbours.json?q="
    with count_queries() as statements:
        found = client.get(f"{path}voisine").json
    assert len(found) == size
    assert len([each for each in statements if "JOIN applications" in each]) == 1
    assert client.get(f"{path}v").json == []
