"""Files that may be one exhibitor's: found by what they share, remembered when they are not."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Application, Resemblance, ResemblanceKey
from eventhub.booths.operations import applying, resembling
from eventhub.booths.queries import resemblances
from eventhub.booths.resemblance import Identity, keys_of, name_key, reasons, sound_key
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.folded import sort_key
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.booths import AT, a_call, a_cooperative, a_fair, an_application

S = ApplicationState


def shared(one, other):
    return reasons(keys_of(one) & keys_of(other), one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"phone": "+212661000001"}, {"phone": "+212661000001"}, ["phone"]),
        ({"ice": "001 234 567"}, {"ice": "001234567"}, ["ice"]),
        ({"register_number": "118/2016"}, {"register_number": "١١٨/٢٠١٦"}, ["register"]),
        (
            {"register_number": "118", "court": "خنيفرة"},
            {"register_number": "118", "court": "آسفي"},
            [],
        ),
        ({"name_ar": "تعاونية الأمل"}, {"name_ar": "التعاونية  امل"}, ["name"]),
        ({"name_latin": "Coopérative Tiwizi"}, {"name_latin": "COOP Tiwizzi"}, ["near_name"]),
        (
            {"name_latin": "Al Amal", "province": "05.301"},
            {"name_latin": "Al Amal", "province": "07.431"},
            [],
        ),
        ({"people": (7,), "email": "a@b.ma"}, {"people": (3, 7), "email": "A@b.ma "}, ["email", "people"]),
        ({"name_latin": "Tiwizi"}, {"name_latin": "Arganier"}, []),
    ],
)
def test_what_two_files_share_says_why(one, other, expected):
    assert shared(Identity(**one), Identity(**other)) == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_keys_are_short_and_do_not_depend_on_the_order_of_words(first, second):
    for key in (name_key, sound_key):
        assert key(f"{first} {second}") == key(f"{second} {first}")
    identity = Identity(name_ar=first, name_latin=second, register_number=first, email=second)
    assert all(len(key) <= 120 for key in keys_of(identity))


@pytest.fixture
def edition(app):
    return a_fair("khenifra-2025")


@pytest.fixture
def call(edition):
    other = a_call(a_fair("autre"))
    an_application(other, a_cooperative("Ailleurs", phone="+212661000009"))
    resembling.look_again(other.edition, AT)
    return a_call(edition)


def test_a_file_is_compared_as_it_is_sent(edition, call):
    person = a_person()
    first = an_application(call, a_cooperative("Une", phone="+212661000009"))
    resembling.look_again(edition, AT)
    second = an_application(call, a_cooperative("Autre", phone="+212661000009"), S.DRAFT)
    applying.submit(person, second, AT, accepts_terms=True)
    pairs = db.session.scalars(sa.select(Resemblance)).all()
    assert [(pair.one_id, pair.other_id, pair.reasons) for pair in pairs] == [
        (first.id, second.id, ["phone"])
    ]
    assert second.state == S.SUBMITTED


def test_what_was_dismissed_stays_dismissed_and_leaves_the_list(client, edition, call):
    organizer = somebody_with(RoleName.ORGANIZER, edition)
    files = [an_application(call, a_cooperative(f"Voisine {n}", ice="001234567000089")) for n in range(2)]
    browser, address = signed_in(client, organizer), f"/work/e/{edition.slug}/applications"
    assert browser.post(f"{address}/twins").status_code == 303
    assert "Voisine 1" in browser.get(f"{address}?twins=yes").text
    pair = db.session.scalars(sa.select(Resemblance)).one()
    beside = browser.get(f"{address}/compare?ids={files[0].public_id},{files[1].public_id}")
    assert beside.status_code == 200
    base = f"{address}/{files[0].public_id}"
    assert browser.post(f"{base}/twins/{pair.public_id}/dismiss").status_code == 303
    assert browser.post(f"{address}/twins").status_code == 303
    assert "Voisine 1" not in browser.get(f"{address}?twins=yes").text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Resemblance)) == 1


def test_a_pair_that_nothing_supports_any_more_goes(edition, call):
    home = a_cooperative("Une", phone="+212661000001")
    an_application(call, home)
    an_application(call, a_cooperative("Autre", phone="+212661000001"))
    assert resembling.look_again(edition, AT) == 1
    home.phone = "+212661000002"
    assert resembling.look_again(edition, AT) == 0


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_five_thousand_files_are_compared_by_what_they_share_only(edition, call, count_queries):
    rows = [
        {
            "name_latin": f"Coopérative {number:05d}",
            "sort_name": sort_key(None, f"Coopérative {number:05d}"),
            "sector": "honey",
            "region_code": "05",
            "province_code": "05.301",
            "phone": f"+2126{number // 2:08d}",
        }
        for number in range(5000)
    ]
    first = db.session.scalar(sa.select(sa.func.max(Cooperative.id))) + 1
    db.session.execute(sa.insert(Cooperative), rows)
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id, "call_id": call.id}
    files = [
        own
        | {
            "cooperative_id": first + n,
            "sector": "honey",
            "region_code": "05",
            "state": "submitted",
            "submitted_at": AT,
        }
        for n in range(5000)
    ]

    db.session.execute(sa.insert(Application), files)
    with count_queries() as statements:
        assert resembling.look_again(edition, AT) == 2500
    assert len([each for each in statements if each.startswith("SELECT")]) < 10
    keys = sa.select(sa.func.count()).where(ResemblanceKey.edition_id == edition.id)
    assert db.session.scalar(keys) >= 5000
    assert len(resemblances.sharing(edition.id)) >= 2500
