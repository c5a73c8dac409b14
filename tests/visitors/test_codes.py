"""Codes: made, printed, scanned, typed, and found wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.visitors import badge_codes, codes

SYMBOLS = st.text(alphabet=codes.ALPHABET, min_size=codes.RANDOM_SYMBOLS, max_size=codes.RANDOM_SYMBOLS)
CODES = SYMBOLS.map(lambda symbols: codes.PREFIX + symbols + codes.check_symbol(symbols))


def test_a_new_code_is_right_and_different_each_time():
    made = {codes.new_badge_code() for _ in range(500)}
    assert len(made) == 500
    assert all(codes.is_badge_code(code) for code in made)


@given(
    CODES, st.sampled_from(["http://fair.example", "https://FAIR.example:8000/sub", "http://10.0.0.2:8000"])
)
def test_a_code_is_read_however_it_is_written(code, public_url):
    address = codes.address(public_url, "b", code)
    spaced = " ".join(code)
    for text in (code, code.lower(), codes.shown(code), f" {spaced}\n", address, address.lower() + "?x=1#y"):
        assert codes.read_badge(text) == code


@given(CODES, st.integers(min_value=2, max_value=codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_symbol_is_caught(code, place, symbol):
    wrong = code[:place] + symbol + code[place + 1 :]
    assert codes.read_badge(wrong) == (code if wrong == code else None)


@given(CODES, st.integers(2, codes.LENGTH - 1), st.integers(2, codes.LENGTH - 1))
def test_two_swapped_symbols_are_caught(code, one, other):
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    wrong = "".join(swapped)
    assert codes.read_badge(wrong) == (code if wrong == code else None)


@given(st.text(max_size=400))
def test_nothing_else_is_a_badge_and_nothing_breaks(text):
    found = codes.read_badge(text)
    assert found is None or codes.is_badge_code(found)
    assert codes.read_stand(text) is None or len(codes.read_stand(text)) <= 16


@pytest.mark.parametrize(
    "text", ["https://fair.example/s/EH7K2Q9M4XC3T", "//[", "http://[::1/b/x", "/b/", ""]
)
def test_other_addresses_are_no_badges(text):
    assert codes.read_badge(text) is None


def test_an_address_is_upper_case_only_where_that_changes_nothing():
    assert codes.address("http://fair.ma:8000", "b", "EH2") == "HTTP://FAIR.MA:8000/B/EH2"
    assert codes.address("http://fair.ma/hub", "s", "k7w") == "http://fair.ma/hub/s/k7w"


def test_stand_codes_keep_their_case():
    assert codes.read_stand("http://fair.ma/s/k7wmq2") == "k7wmq2"
    assert codes.read_stand("HTTP://FAIR.MA/S/K7WMQ2") == "K7WMQ2"
    assert codes.read_stand("http://fair.ma/b/k7wmq2") is None


def test_short_hashes_differ_by_edition_and_are_eight_characters():
    one, other = codes.short_hash("e1", "EHX"), codes.short_hash("e2", "EHX")
    assert one != other
    assert len(one) == len(other) == 8


@given(st.text(badge_codes.ALPHABET, min_size=badge_codes.SHORTEST, max_size=60) | st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_qr_code_added_up_from_others_is_the_one_that_the_library_draws(text):
    assert badge_codes.summed(text) == badge_codes.drawn(text)
