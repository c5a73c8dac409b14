"""An agent files for those who can't, several in a row; drafts are reminded of once; whose turn it is."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application
from eventhub.booths.operations import applying, reminding, touring
from eventhub.booths.queries import applications
from eventhub.booths.states import ApplicationState, Consent
from eventhub.booths.timeline import now_for
from eventhub.clock import frozen
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.booths import AT, LATER, a_call, a_cooperative, a_fair, an_application

S = ApplicationState
NEW = {
    "name_ar": "تعاونية الأمل",
    "kind": "cooperative",
    "sector": "honey",
    "phone": "0661223344",
    "region_code": "05",
    "province_code": "05.301",
    "consent": "phone",
    "id": "11111111-1111-4111-8111-111111111111",
}


@pytest.fixture
def world(app):
    edition = a_fair("khenifra-2025")
    call = a_call(edition)
    an_application(a_call(a_fair("autre")), state=S.DRAFT)
    return edition, call, somebody_with(RoleName.FIELD_AGENT, edition, email="agent@example.ma")


def test_a_newcomer_sent_twice_is_one_profile_and_one_application(world, client):
    edition, _, agent = world
    signed_in(client, agent)
    with frozen(AT):
        places = {
            client.post("/e/khenifra-2025/tour/new", data=NEW).headers.get("Location") for _ in range(2)
        }
        other = client.post("/e/khenifra-2025/tour/new", data=NEW | {"id": "other"})
    assert len(places) == 1
    assert other.status_code == 422
    file = db.session.scalars(sa.select(Application).where(Application.edition_id == edition.id)).one()
    assert (file.filed_by_agent, file.consent, file.consent_at) == (True, "phone", AT)
    query = sa.select(sa.func.count()).select_from(Cooperative).where(Cooperative.name_ar == NEW["name_ar"])
    assert db.session.scalar(query) == 1


def test_nobody_else_makes_newcomers_and_nothing_is_made_for_a_closed_call(world):
    edition, _, agent = world
    values = {name: NEW[name] for name in NEW if name not in ("consent", "id")}
    with pytest.raises(DomainError):
        touring.begin_for_newcomer(a_person(), edition, values, Consent.PHONE, AT)
    with pytest.raises(DomainError) as refusal:
        touring.begin_for_newcomer(agent, edition, values, Consent.PHONE, LATER)
    assert refusal.value.code == "call_closed"


@pytest.mark.parametrize("size", [1, 3])
def test_the_tour_lists_as_many_as_there_are_for_the_same_cost(world, client, count_queries, size):
    _, call, agent = world
    for _ in range(size):
        an_application(call, state=S.DRAFT, filed_by_id=agent.id, filed_by_agent=True)
    an_application(call, state=S.DRAFT)
    signed_in(client, agent)
    with frozen(AT):
        client.get("/e/khenifra-2025/tour")
        with count_queries() as statements:
            page = client.get("/e/khenifra-2025/tour")
        own = [each for each in statements if "FROM applications" in each]
        with count_queries() as mine:
            assert client.get("/my/applications").status_code == 200
    assert page.text.count("/edit&#34;") == size
    assert len(own) == 1
    files = [each for each in mine if "FROM applications" in each and "FROM calls" not in each]
    assert len(files) <= 1


def test_a_draft_is_reminded_of_once_and_only_in_time(world):
    edition, call, agent = world
    draft = an_application(call, a_cooperative("A"), S.DRAFT)
    by_agent = an_application(call, a_cooperative("B"), S.DRAFT, filed_by_id=agent.id, filed_by_agent=True)
    sent = an_application(call, a_cooperative("C"))
    before = call.closes_at - timedelta(days=2)
    assert reminding.remind_drafts(before - timedelta(minutes=1)) == 0
    assert reminding.remind_drafts(before) == 3
    assert reminding.remind_drafts(before + timedelta(hours=1)) == 0
    told = db.session.scalars(sa.select(OutboxMail.to)).all()
    assert {draft.cooperative.email, "agent@example.ma"} < set(told)
    assert len(told) == 3
    assert (by_agent.reminded_at, sent.reminded_at) == (before, None)
    assert edition.id == draft.edition_id


def test_withdrawing_says_why_on_the_timeline(world):
    person = a_person()
    file = an_application(world[1], a_cooperative("A", member=person))
    applying.withdraw(person, file, AT, reason="  La récolte est en retard ")
    db.session.flush()
    assert applications.published_steps(file)[-1].note == "La récolte est en retard"


@pytest.mark.parametrize("state", list(S))
def test_everybody_reads_whose_turn_it_is(world, app, state):
    file = an_application(world[1], state=state)
    with app.test_request_context():
        now = now_for(file, AT)
        late = now_for(file, LATER)
    assert (now is None) == (
        state in (S.INELIGIBLE, S.REFUSED, S.DECLINED, S.EXPIRED, S.PRESENT, S.NO_SHOW, S.WITHDRAWN)
    )
    if state == S.DRAFT:
        assert (now.who, bool(now.by), late.who) == ("you", True, "nobody")


def test_a_profile_written_down_offline_comes_first_once_and_a_refusal_leaves_everything(world, client):
    _, _, agent = world
    known = a_cooperative("Connue", phone="+212661223399")
    signed_in(client, agent)
    fields = {name: [text] for name, text in NEW.items() if name != "id"}

    def send(path, **change):
        with frozen(AT):
            answer = client.post(path, json={"changes": [{"based_on": 0, "after": None, **change}]})
        assert answer.status_code == 200, answer.text
        db.session.expire_all()
        return answer.json["results"][0]

    def meet(name, same="", **other):
        path = "/api/v1/e/khenifra-2025/newcomers/sync"
        return send(path, id=name, application=same, fields=fields | other)

    early = send("/api/v1/applications/sync", id="c1", application="k1", fields={"water": ["y"]})
    assert early["code"] == "application_unknown"
    told = [meet("k1") for _ in range(2)]
    assert [each["outcome"] for each in told] == ["saved", "already_saved"]
    assert told[0]["application"] == told[1]["application"]
    draft = told[0]["application"]["id"]
    typed = send("/api/v1/applications/sync", id="c1", application=draft, fields={"water": ["y"]})
    assert (typed["outcome"], typed["application"]["version"]) == ("saved", 1)
    query = sa.select(sa.func.count()).select_from(Cooperative)
    before = db.session.scalar(query)
    assert meet("k2", phone=["12"])["field"] == "phone"
    refused = meet("k2", name_ar=["تعاونية أخرى"], phone=["0661223399"])
    assert (refused["code"], [each["id"] for each in refused["alike"]]) == ("alike", [known.public_id])
    assert db.session.scalar(query) == before
    same = meet("k2", known.public_id, name_ar=["تعاونية أخرى"], phone=["0661223399"])
    file = db.session.scalars(
        sa.select(Application).where(Application.public_id == same["application"]["id"])
    ).one()
    assert (file.cooperative_id, file.filed_by_agent, db.session.scalar(query)) == (known.id, True, before)
    other = meet("k3", name_ar=["تعاونية أخرى"], phone=["0661223399"], is_new=["y"])
    assert (other["outcome"], db.session.scalar(query)) == ("saved", before + 1)
    with frozen(AT):
        page = client.get("/e/khenifra-2025/tour/draft/cooperative")
    assert page.status_code == 200
    assert client.get("/e/khenifra-2025/tour/draft/nothing").status_code == 404
