"""Keeping a profile on the phone: begin, complete, products, papers, people; never somebody else's."""

import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from eventhub import audit, clock
from eventhub.accounts.desk import cards_for
from eventhub.accounts.roles import RoleName
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.database import db
from tests.factories.accounts import a_person, an_organizer, signed_in, somebody_with
from tests.factories.cooperatives import KHENIFRA, a_cooperative, a_document, a_member, a_product

BEGINNING = {
    "name_ar": "تعاونية الأمل",
    "kind": "cooperative",
    "sector": "honey",
    "phone": "0661000001",
    **KHENIFRA,
}


@pytest.fixture
def fatima(app):
    return a_person()


@pytest.fixture
def ours(fatima):
    row = a_cooperative(name_ar="تعاونية نساء الأطلس")
    a_member(row, fatima)
    return row


def profile_of(row, **more):
    given = {
        "name_latin": row.name_latin,
        "kind": row.kind,
        "president_is_woman": "",
        "sector": row.sector,
        "is_listed": "y",
        **KHENIFRA,
    }
    return {**given, **more}


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "gold").save(out, "PNG")
    return out.getvalue()


def test_a_profile_begins_with_a_few_things_and_its_president(client, fatima):
    answer = signed_in(client, fatima).post("/my/cooperatives/new", data=BEGINNING)
    row = db.session.scalar(sa.select(Cooperative))
    assert answer.location == f"/my/cooperatives/{row.public_id}"
    assert (row.name_ar, row.phone, row.commune_code) == ("تعاونية الأمل", "+212661000001", "05.301.01.01")
    assert [member.role for member in row.people] == ["president"]
    assert client.get(answer.location).status_code == 200


def test_a_second_press_leads_to_the_profile_of_the_first(client, fatima):
    first = signed_in(client, fatima).post("/my/cooperatives/new", data=BEGINNING)
    again = client.post("/my/cooperatives/new", data=BEGINNING)
    assert (again.status_code, again.location) == (303, first.location)
    other = signed_in(client, a_person("Neighbour")).post("/my/cooperatives/new", data=BEGINNING)
    assert other.status_code == 422
    assert len(db.session.scalars(sa.select(Cooperative)).all()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_ar": ""},
        {"sector": ""},
        {"region_code": "", "province_code": ""},
        {"province_code": "07.431"},
        {"phone": "12"},
    ],
)
def test_what_lacks_is_said_with_all_that_was_typed(client, fatima, wrong):
    answer = signed_in(client, fatima).post("/my/cooperatives/new", data={**BEGINNING, **wrong})
    assert answer.status_code == 422
    assert wrong.get("phone", "0661000001") in answer.text
    assert db.session.scalars(sa.select(Cooperative)).all() == []


def test_without_scripts_the_next_list_is_asked_for(client, fatima):
    answer = signed_in(client, fatima).post("/my/cooperatives/new", data={"region_code": "07", "refill": "1"})
    assert answer.status_code == 200
    assert 'value="07.431"' in answer.text


@pytest.mark.parametrize(
    "same", [{"name_ar": "تعاونيّة الامل"}, {"name_ar": "أخرى", "phone": "+212 661 00 00 01"}]
)
def test_a_likeness_is_shown_before_another_profile_is_made(client, fatima, same):
    known = a_cooperative(None, name_ar="تعاونية الأمل", phone="+212661000001")
    signed_in(client, fatima)
    sent = {**BEGINNING, "phone": "", **same}
    answer = client.post("/my/cooperatives/new", data=sent)
    assert answer.status_code == 422
    assert known.public_id in answer.text
    assert client.post("/my/cooperatives/new", data={**sent, "is_new": "y"}).status_code == 303


def test_an_agent_files_for_a_cooperative_until_its_president_takes_it(client, app):
    agent = somebody_with(RoleName.FIELD_AGENT, an_organizer())
    answer = signed_in(client, agent).post("/my/cooperatives/new", data=BEGINNING)
    row = db.session.scalar(sa.select(Cooperative))
    assert row.people == []
    shown = client.post(answer.location + "/people/invite", data={"role": "president"}).location
    path = re.search(r"/cooperatives/join/\w+", client.get(shown).text).group()
    assert client.get(answer.location).status_code == 200
    signed_in(client, a_person("President"))
    assert client.post(path).status_code == 303
    assert client.get(answer.location).status_code == 200
    assert client.post(path).status_code == 410
    signed_in(client, agent)
    assert client.get(answer.location).status_code == 403


def test_an_invitation_into_a_cooperative_is_none_to_a_role(client, ours, fatima):
    signed_in(client, fatima)
    shown = client.post(f"/my/cooperatives/{ours.public_id}/people/invite", data={"role": "member"}).location
    token = re.search(r"/cooperatives/join/(\w+)", client.get(shown).text).group(1)
    assert client.get(f"/i/{token}").status_code == 410
    assert client.post(f"/i/{token}").status_code == 410


def test_the_profile_is_completed(client, ours, fatima):
    signed_in(client, fatima)
    url = f"/my/cooperatives/{ours.public_id}/edit"
    sent = profile_of(
        ours, members="18", women="18", youth="3", president_is_woman="yes", ice="٠٠١٥٦١١٩١٠٠٠٠٦٦"
    )
    sent |= {"about-ar": "نحن", "photo": (io.BytesIO(picture()), "us.png")}
    assert client.post(url, data=sent).status_code == 303
    assert (ours.members, ours.is_women_only, ours.is_women_led, ours.ice) == (
        18,
        True,
        True,
        "001561191000066",
    )
    assert ours.about == {"ar": "نحن"}
    shown = client.get(f"/cooperatives/{ours.public_id}").text
    assert client.get(re.search(r"/files/\w+", shown).group()).content_type == "image/webp"
    assert "cooperatives:cooperative:changed" in [entry.action for entry in audit.history(ours)]


def test_an_ice_that_does_not_fit_is_kept_with_a_warning(client, ours, fatima):
    signed_in(client, fatima)
    url = f"/my/cooperatives/{ours.public_id}/edit"
    assert client.post(url, data=profile_of(ours, ice="001561191000065")).status_code == 303
    assert 'class="note wait"' in client.get(f"/my/cooperatives/{ours.public_id}").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"ice": "123"},
        {"members": "5", "women": "6"},
        {"members": "-1"},
        {"members": "x"},
        {"registered_on": "2999-01-01"},
    ],
)
def test_what_cannot_be_is_refused(client, ours, fatima, wrong):
    signed_in(client, fatima)
    answer = client.post(f"/my/cooperatives/{ours.public_id}/edit", data=profile_of(ours, **wrong))
    assert answer.status_code == 422


def test_a_register_number_belongs_to_one(client, ours, fatima):
    a_cooperative("Other", court="Khénifra", register_number="118/2016")
    signed_in(client, fatima)
    sent = profile_of(ours, court="Khénifra", register_number="118/2016")
    answer = client.post(f"/my/cooperatives/{ours.public_id}/edit", data=sent)
    assert answer.status_code == 422
    assert "register_number-error" in answer.text


def test_products_are_added_changed_and_removed(client, ours, fatima):
    signed_in(client, fatima)
    base = f"/my/cooperatives/{ours.public_id}/products"
    assert client.post(f"{base}/new", data={"name-ar": "عسل", "price": "12,50"}).status_code == 303
    row = db.session.scalar(sa.select(Product))
    assert (row.name, row.price, row.unit) == ({"ar": "عسل"}, 1250, None)
    assert (
        client.post(f"{base}/{row.public_id}", data={"name-ar": "عسل الزعتر", "price": "a lot"}).status_code
        == 422
    )
    assert (
        client.post(
            f"{base}/{row.public_id}", data={"name-ar": "عسل الزعتر", "price": "1 200 DH"}
        ).status_code
        == 303
    )
    assert row.price == 120000
    assert client.post(f"{base}/{row.public_id}/remove").status_code == 303
    assert db.session.scalars(sa.select(Product)).all() == []


def test_papers_are_read_by_members_only_and_never_shown_inline(client, ours, fatima):
    signed_in(client, fatima)
    base = f"/my/cooperatives/{ours.public_id}/documents"
    sent = {"kind": "onssa", "number": "ES.1", "file": (io.BytesIO(b"%PDF-1.4 paper"), "onssa.pdf")}
    assert client.post(f"{base}/new", data=sent).status_code == 303
    paper = db.session.scalar(sa.select(Document))
    scan = client.get(f"{base}/{paper.public_id}/file")
    assert scan.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/files/{paper.file.public_id}").status_code == 404
    signed_in(client, a_person("Stranger"))
    assert client.get(f"{base}/{paper.public_id}/file").status_code == 403


@pytest.mark.parametrize("content", [b"MZ a program", b"<script>alert(1)</script>", b""])
def test_a_file_that_is_neither_picture_nor_pdf_is_refused(client, ours, fatima, content):
    signed_in(client, fatima)
    sent = {"kind": "onssa", "file": (io.BytesIO(content), "paper.pdf")}
    answer = client.post(f"/my/cooperatives/{ours.public_id}/documents/new", data=sent)
    assert answer.status_code == 422
    assert db.session.scalars(sa.select(Document)).all() == []


def test_a_paper_that_ends_waits_on_the_desk(app, client, ours, fatima):
    calm = len(cards_with_count(client, fatima))
    a_document(ours, expires_on=clock.today() + timedelta(days=10))
    a_document(ours, "insurance", expires_on=clock.today() - timedelta(days=1))
    a_document(ours, "label", expires_on=clock.today() + timedelta(days=300))
    assert [card.count for card in cards_with_count(client, fatima)][calm:] == [2]


def cards_with_count(client, person):
    db.session.commit()
    with client.application.test_request_context():
        return [card for card in cards_for(person) if card.is_urgent]


def test_what_is_anothers_is_out_of_reach(client, ours, fatima):
    theirs = a_cooperative("Theirs")
    product, paper = a_product(theirs), a_document(theirs)
    signed_in(client, fatima)
    for path in ("", "/edit", "/products/new", "/documents/new", "/people/invite"):
        assert client.get(f"/my/cooperatives/{theirs.public_id}{path}").status_code == 403
    mine = f"/my/cooperatives/{ours.public_id}"
    assert client.get(f"{mine}/products/{product.public_id}").status_code == 404
    assert client.post(f"{mine}/products/{product.public_id}/remove").status_code == 404
    assert client.post(f"{mine}/documents/{paper.public_id}/remove").status_code == 404


def test_the_last_president_stays(client, ours, fatima):
    signed_in(client, fatima)
    president = db.session.scalar(sa.select(Member))
    url = f"/my/cooperatives/{ours.public_id}/people/{president.public_id}/remove"
    assert client.post(url).status_code == 409
    a_member(ours, a_person("Second"))
    assert client.post(url).status_code == 303


def test_a_member_does_not_choose_members(client, ours):
    member = a_person("Member")
    a_member(ours, member, "member")
    signed_in(client, member)
    assert client.get(f"/my/cooperatives/{ours.public_id}").status_code == 200
    assert client.get(f"/my/cooperatives/{ours.public_id}/people/invite").status_code == 403
