"""A gate shows the visitor's name only where the organizer allowed it, and no more than it takes to greet."""

import pytest

from eventhub import clock
from eventhub.visitors import consent_texts, operations
from eventhub.visitors.short_names import short_name
from tests.factories.visitors import NOON, a_badge, a_fair, a_gate, a_scan, a_token, an_unbound_token


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fatima Amrani", "Fatima A."),
        ("  fatima   zahra el amrani ", "fatima zahra A."),
        ("Mohamed El-Alaoui", "Mohamed A."),
        ("Moulay Ahmed Idrissi", "Moulay Ahmed I."),
        ("فاطمة الزهراء بنعلي", "فاطمة الزهراء ب."),
        ("عبد الله العلوي", "عبد الله ع."),
        ("خديجة أيت باها", "خديجة ب."),
        ("ⵜⵉⵍⵉⵍⴰ ⴰⵢⵜ ⵃⴷⴷⵓ", "ⵜⵉⵍⵉⵍⴰ ⵃ."),
        ("Yto", "Yto"),
        ("Fatima Amrani (3)", "Fatima A. (3)"),
        ("Fatima 7", "Fatima"),
        ("X" * 120, "X" * 23 + "…"),
        ("   ", ""),
    ],
)
def test_a_name_is_short_enough_to_greet_by(name, short):
    assert short_name(name) == short


@pytest.fixture
def answered(client):
    def send(token, *scans, language="fr"):
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        answer = client.post("/api/v1/scans", json={"scans": list(scans)}, headers=headers)
        assert answer.status_code == 200, answer.text
        return [each.get("name") for each in answer.json["results"]]

    with clock.frozen(NOON):
        yield send


def test_a_name_comes_only_online_with_a_yes_and_where_it_is_allowed(answered):
    fair, other = a_fair(), a_fair()
    kind = a_token(a_gate(fair, "A", shows_name=True))
    silent = a_token(a_gate(fair, "B"))
    free = an_unbound_token(fair)
    badge, stranger = a_badge(fair), a_badge(other, "Somebody Else")
    badge.registration.name_ar = "فاطمة العمراني"
    scan, offline = a_scan(badge.code), a_scan(a_badge(fair).code, offline=True)
    assert answered(kind, scan, a_scan(stranger.code), a_scan(badge.code), offline) == [
        "Fatima A.",
        None,
        None,  # already in: its amber answer names nobody
        None,
    ]
    assert answered(kind, scan, language="ar") == ["فاطمة ع."]  # the same scan again
    assert answered(kind, scan | {"code": stranger.code}) == ["Fatima A."]  # an id is that of its own scan
    assert answered(silent, scan) == [None]  # another device's scan
    assert answered(silent, a_scan(badge.code, direction="out")) == [None]
    assert answered(free, a_scan(badge.code, place="B", direction="out")) == [None]
    assert answered(free, a_scan(badge.code, place="A", direction="out")) == ["Fatima A."]
    operations.withdraw_consent(badge.registration, NOON)
    assert answered(kind, scan) == [None]


def test_who_agreed_to_words_that_do_not_say_so_is_not_named(answered):
    fair = a_fair()
    kind = a_token(a_gate(fair, "A", shows_name=True))
    told, untold, before = (a_badge(fair) for _ in range(3))
    asked = ["name"]
    for badge, extra in ((told, [consent_texts.GATE]), (untold, [])):
        text = consent_texts.sentence([*asked, *extra], "O", "1 May 2025", "fr")
        badge.registration.consent = {
            "version": consent_texts.CONSENT_VERSION,
            "language": "fr",
            "text": text,
        }
    before.registration.consent = {"version": "2025-1", "language": "ar"}
    scans = [a_scan(each.code) for each in (told, untold, before)]
    for _ in range(2):  # sent again: the same
        assert answered(kind, *scans) == ["Fatima A.", None, None]


def test_no_gate_names_anybody_unless_it_is_said(client, answered):
    fair = a_fair()
    values = {"name": "A", "rule": "once_a_day"}
    gate = operations.save_gate(None, fair, values, NOON)
    assert answered(a_token(gate), a_scan(a_badge(fair).code)) == [None]
    operations.save_gate(None, fair, values | {"shows_name": True}, NOON, gate)
    assert answered(a_token(gate), a_scan(a_badge(fair).code)) == ["Fatima A."]
    told = client.get("/api/v1/openapi.json").json["components"]["schemas"]["ScanResult"]
    assert "name" in told["properties"]
    assert "name" not in told["required"]


def test_a_name_costs_no_statement_of_its_own(answered, count_queries):
    fair = a_fair()
    spent = []
    for name, shows_name in (("A", False), ("B", True)):
        token = a_token(a_gate(fair, name, shows_name=shows_name))
        before, scan = a_scan(a_badge(fair).code), a_scan(a_badge(fair).code)
        answered(token, before)
        with count_queries() as statements:
            assert answered(token, scan) == ["Fatima A." if shows_name else None]
        spent.append(len(statements))
    assert spent[0] == spent[1] <= 4
