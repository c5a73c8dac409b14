"""An organizer's people: invited, accepted, removed; owners guard owners."""

import re

import pytest
import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts import invitations, operations
from eventhub.accounts.models import Organizer, Role
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person, a_role, an_operator, an_organizer, signed_in, somebody_with


@pytest.fixture
def organizer(app):
    return an_organizer("khenifra")


@pytest.fixture
def owner(organizer):
    return somebody_with(RoleName.OWNER, organizer, email="owner@example.ma")


def grants(organizer, role=RoleName.GATE_STAFF, **more):
    return {"organizer_id": organizer.id, "role": role.value, **more}


def roles_of(person):
    return [role.name for role in db.session.scalars(sa.select(Role).where(Role.person_id == person.id))]


def test_an_invitation_is_made_shown_and_taken(client, organizer, owner):
    signed_in(client, owner)
    answer = client.post(
        "/work/o/khenifra/people/invite", data={"role": "gate_staff", "scope": "", "to": "gate@example.ma"}
    )
    shown = client.get(answer.location).text
    path = re.search(r"/i/\w+", shown).group()
    assert "<path d=" in shown
    assert path in db.session.scalar(sa.select(OutboxMail)).text
    hamza = a_person("Hamza")
    client.post("/sign-out")
    assert "/sign-up?next=" in client.get(path).text
    assert client.post(path).status_code == 200
    signed_in(client, hamza)
    assert client.get(path).status_code == 200
    for _ in range(2):  # a double click, or the paper scanned again
        assert client.post(path).status_code == 303
    assert client.get(path).location.endswith("/my")
    assert roles_of(hamza) == ["gate_staff"]
    signed_in(client, a_person("Somebody else"))
    assert client.post(path).status_code == 410


def test_two_who_take_one_invitation_are_one(organizer, owner):
    token = operations.invite(owner, grants(organizer), clock.now())
    first, second = a_person("First"), a_person("Second")
    operations.accept(first, token, clock.now())
    with pytest.raises(DomainError) as refused:
        operations.accept(second, token, clock.now())
    assert refused.value.code == "invitation_dead"
    assert roles_of(second) == []


def test_what_features_declared_runs_with_what_the_inviter_gave(organizer, owner, monkeypatch):
    seen = []
    monkeypatch.setattr(invitations, "_acceptances", {})
    invitations.declare_acceptance(
        RoleName.JUDGE, lambda person, given, _at: seen.append((person.id, given["panel"]))
    )
    token = operations.invite(owner, grants(organizer, RoleName.JUDGE, panel=7), clock.now())
    judge = a_person("Judge")
    operations.accept(judge, token, clock.now())
    assert seen == [(judge.id, 7)]


def test_accepting_what_one_has_changes_nothing(organizer, owner):
    staff = somebody_with(RoleName.GATE_STAFF, organizer)
    operations.accept(staff, operations.invite(owner, grants(organizer), clock.now()), clock.now())
    assert roles_of(staff) == ["gate_staff"]


def test_a_withdrawn_invitation_opens_nothing(client, organizer, owner):
    signed_in(client, owner)
    answer = client.post("/work/o/khenifra/people/invite", data={"role": "partner", "scope": "", "to": ""})
    path = re.search(r"/i/\w+", client.get(answer.location).text).group()
    assert client.post(answer.location + "/withdraw").status_code == 303
    assert client.post(path).status_code == 410


def test_only_owners_make_and_remove_owners(client, organizer, owner):
    helper = somebody_with(RoleName.ORGANIZER, organizer)
    signed_in(client, helper)
    assert (
        client.post("/work/o/khenifra/people/invite", data={"role": "owner", "scope": ""}).status_code == 422
    )
    with pytest.raises(DomainError) as refused:
        operations.invite(helper, grants(organizer, RoleName.OWNER), clock.now())
    assert refused.value.code == "owners_only"
    role = db.session.scalar(sa.select(Role).where(Role.person_id == owner.id))
    assert client.post(f"/work/o/khenifra/people/{role.public_id}/remove").status_code == 403
    assert roles_of(owner) == ["owner"]


def test_the_last_owner_stays(client, organizer, owner):
    signed_in(client, owner)
    role = db.session.scalar(sa.select(Role).where(Role.person_id == owner.id))
    url = f"/work/o/khenifra/people/{role.public_id}/remove"
    assert client.post(url).status_code == 409
    a_role(a_person("Second"), organizer, RoleName.OWNER)
    assert client.post(url).status_code == 303
    assert roles_of(owner) == []


def test_somebody_elses_people_are_out_of_reach(client, organizer, owner):
    other = an_organizer("safi")
    partner = somebody_with(RoleName.PARTNER, other)
    role = db.session.scalar(sa.select(Role).where(Role.person_id == partner.id))
    signed_in(client, owner)
    assert client.get("/work/o/safi/people").status_code == 403
    assert client.post(f"/work/o/safi/people/{role.public_id}/remove").status_code == 403
    assert client.post(f"/work/o/khenifra/people/{role.public_id}/remove").status_code == 404
    assert roles_of(partner) == ["partner"]


def test_the_people_page_costs_the_same_for_more_people(client, organizer, owner, count_queries):
    signed_in(client, owner)
    costs = []
    for _more in (0, 3):
        for number in range(_more):
            somebody_with(RoleName.PARTNER, organizer, phone=f"+21266100000{number}")
        with count_queries() as statements:
            assert client.get("/work/o/khenifra/people").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_the_operator_creates_organizers_and_invites_their_owner(client, organizer):
    signed_in(client, an_operator())
    sent = {"name-ar": "جمعية المنتجين", "slug": "producers"}
    answer = client.post("/operator/organizers/new", data=sent)
    assert answer.location == "/work/o/producers/people/invite"
    assert client.post(answer.location, data={"role": "owner", "scope": ""}).status_code == 303
    assert client.post("/operator/organizers/new", data=sent).status_code == 422
    assert len(db.session.scalars(sa.select(Organizer)).all()) == 2


def test_others_create_no_organizers(client, owner):
    signed_in(client, owner)
    assert client.post("/operator/organizers/new", data={"name-ar": "x", "slug": "x"}).status_code == 403
