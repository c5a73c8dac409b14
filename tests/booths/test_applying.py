"""A cooperative applies from its phone: draft, sent, corrected, withdrawn; an agent files for it."""

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application
from eventhub.booths.operations import applying, screening
from eventhub.booths.operations.applying import Content
from eventhub.booths.states import ApplicationState, Consent
from eventhub.clock import frozen
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.booths import AT, LATER, a_call, a_cooperative, a_fair, a_plan, a_product, an_application

QUESTION = {"key": "q1", "kind": "yes_no", "label": {"fr": "Déjà venue ?"}, "required": True, "options": []}


@pytest.fixture
def world(app):
    edition = a_fair("khenifra-2025")
    a_plan(edition)
    call = a_call(edition, questions=[QUESTION])
    person = a_person("Fatima Amrani", email="fatima@example.ma")
    cooperative = a_cooperative("Tiwizi", member=person)
    product = a_product(cooperative)
    other = a_fair("autre")
    an_application(a_call(other), cooperative, ApplicationState.DRAFT)
    return edition, call, person, cooperative, product


def test_beginning_twice_gives_the_same_draft(world):
    edition, _, person, cooperative, _ = world
    first = applying.begin(person, edition, cooperative, AT)
    assert first.state == ApplicationState.DRAFT
    assert applying.begin(person, edition, cooperative, AT) is first


def test_the_database_keeps_one_living_application(world):
    _, call, _, cooperative, _ = world
    an_application(call, cooperative, ApplicationState.WITHDRAWN)
    an_application(call, cooperative)
    with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
        an_application(call, cooperative)


def test_nobody_applies_for_somebody_elses_cooperative(world):
    edition, _, _, cooperative, _ = world
    with pytest.raises(DomainError) as refusal:
        applying.begin(a_person("Autre"), edition, cooperative, AT)
    assert refusal.value.code == "not_yours"


def test_after_the_call_has_closed_nothing_is_begun_or_sent(world):
    edition, _, person, cooperative, _ = world
    draft = applying.begin(person, edition, cooperative, AT)
    with pytest.raises(DomainError) as refusal:
        applying.submit(person, draft, LATER, accepts_terms=True)
    assert refusal.value.code == "call_closed"


def content(product, **more):
    return Content(products=(product.public_id,), **{"answers": {"q1": "no"}, **more})


def test_what_is_missing_is_named_and_sending_twice_is_once(world):
    edition, _, person, cooperative, product = world
    draft = applying.begin(person, edition, cooperative, AT)
    with pytest.raises(DomainError) as refusal:
        applying.submit(person, draft, AT, accepts_terms=True)
    assert (refusal.value.code, refusal.value.field) == ("no_products", "products")
    applying.save(person, draft, Content(products=(product.public_id,)), AT)
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        applying.submit(person, draft, AT, accepts_terms=True)
    assert refusal.value.field == "answer_q1"
    applying.save(person, draft, content(product), AT)
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        applying.submit(person, draft, AT, accepts_terms=False)
    assert refusal.value.code == "terms"
    for _ in range(2):
        applying.submit(person, draft, AT, accepts_terms=True)
    assert draft.state == ApplicationState.SUBMITTED
    assert db.session.scalars(sa.select(OutboxMail.template)).all() == ["application_submitted"]


def test_a_correction_changes_the_named_part_only_and_may_come_late(world):
    _, call, person, cooperative, product = world
    file = an_application(call, cooperative, products=[product.public_id], answers={"q1": "yes"})
    organizer = somebody_with(RoleName.ORGANIZER, file.edition)
    screening.ask_to_complete(organizer, file, "needs", "Combien de kW ?", AT)
    changed = content(product, needs={"power_kw": 3}, answers={"q1": "no"})
    applying.save(person, file, changed, LATER)
    db.session.flush()
    assert file.needs["power_kw"] == 3
    assert file.answers == {"q1": "yes"}
    applying.submit(person, file, LATER, accepts_terms=False)
    assert (file.state, file.to_complete) == (ApplicationState.SUBMITTED, None)


def test_an_agents_filing_is_marked_and_told(world):
    edition, _, _, cooperative, product = world
    agent = somebody_with(RoleName.FIELD_AGENT, edition)
    file = applying.begin(agent, edition, cooperative, AT)
    applying.save(agent, file, content(product), AT)
    db.session.flush()
    with pytest.raises(DomainError) as refusal:
        applying.submit(agent, file, AT, accepts_terms=True)
    assert refusal.value.field == "consent"
    applying.submit(agent, file, AT, accepts_terms=True, consent=Consent.SPOKEN)
    assert (file.filed_by_agent, file.consent, file.consent_at) == (True, "spoken", AT)
    told = db.session.execute(sa.select(OutboxMail.template, OutboxMail.to)).all()
    assert told == [("application_filed_by_agent", "fatima@example.ma")]


def test_an_agent_is_led_to_what_they_filed_while_they_are_one(client, world):
    edition, _, _, cooperative, _ = world
    agent = somebody_with(RoleName.FIELD_AGENT, edition)
    file = applying.begin(agent, edition, cooperative, AT)
    signed_in(client, agent)
    assert file.public_id in client.get("/my/applications").text
    db.session.delete(agent.roles[0])
    db.session.commit()
    assert file.public_id not in client.get("/my/applications").text
    assert client.get(f"/applications/{file.public_id}").status_code == 403


def test_withdrawing_is_open_until_confirmed(world):
    _, call, person, _, _ = world
    file = an_application(call, a_cooperative("B", member=person))
    for _ in range(2):
        applying.withdraw(person, file, AT)
    assert file.state == ApplicationState.WITHDRAWN
    confirmed = an_application(call, a_cooperative("C"), ApplicationState.CONFIRMED)
    with pytest.raises(DomainError):
        applying.withdraw(person, confirmed, AT)


def test_the_whole_way_in_a_browser(world, client):
    edition, _, person, cooperative, product = world
    with frozen(AT):
        signed_in(client, person)
        begun = client.post(f"/e/{edition.slug}/apply", data={"cooperative": cooperative.public_id})
        assert begun.status_code == 303
        place = begun.headers["Location"]
        kept = client.post(place, data={"action": "save", "booths": "1", "wish_1": "Z", "power_kw": "1.5"})
        assert kept.status_code == 303
        page = client.post(place, data={"action": "submit", "booths": "1", "wish_1": "Z", "power_kw": "1.5"})
        assert page.status_code == 422
        assert 'value="1.5"' in page.text
        whole = {
            "action": "submit",
            "booths": "1",
            "products": product.public_id,
            "answer_q1": "no",
            "accepts_terms": "y",
            "wish_1": "Z",
        }
        sent = client.post(place, data=whole)
        assert sent.status_code == 303
        assert client.get(sent.headers["Location"]).status_code == 200
        assert client.get("/my/applications").status_code == 200
    query = sa.select(Application).where(Application.edition_id == edition.id)
    file = db.session.scalars(query).one()
    assert (file.state, file.wishes) == (ApplicationState.SUBMITTED, [{"zone": "Z"}])


def test_somebody_elses_application_is_not_shown(world, client):
    _, call, _, cooperative, _ = world
    file = an_application(call, cooperative)
    stranger = signed_in(client, a_person("Étrangère"))
    for path in ("", "/edit", "/sales"):
        assert stranger.get(f"/applications/{file.public_id}{path}").status_code == 403
    for verb in ("withdraw", "accept", "decline"):
        assert stranger.post(f"/applications/{file.public_id}/{verb}").status_code == 403
