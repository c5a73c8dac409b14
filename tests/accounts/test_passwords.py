"""Passwords: kept so that they can't be read, refused when others would try them first."""

import pytest
from argon2 import PasswordHasher

from eventhub.accounts import passwords
from eventhub.accounts.devices import device_of


def test_a_password_matches_itself_only():
    stored = passwords.hashed("amlou et 7 ruches")
    assert passwords.matches(stored, "amlou et 7 ruches")
    assert not passwords.matches(stored, "amlou et 8 ruches")
    assert not passwords.matches("no hash at all", "amlou et 7 ruches")


def test_nobody_has_a_password():
    assert not passwords.matches(None, "nobody has this password")


def test_a_hash_of_another_cost_is_made_again():
    assert passwords.needs_rehash(PasswordHasher(time_cost=3, memory_cost=64).hash("amlou et 7 ruches"))
    assert not passwords.needs_rehash(passwords.hashed("amlou et 7 ruches"))


def test_a_hash_costs_what_owasp_advises():
    hasher = PasswordHasher(passwords.PASSES, passwords.KIB, passwords.LANES)
    stored = hasher.hash("amlou et 7 ruches")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(stored, "amlou et 7 ruches")


@pytest.mark.parametrize(
    "password",
    ["11111111", "123456789", "Password1", "motdepasse", "Azertyuiop", "fatima amrani", "٠٦٦١٠٠٠٠٠١"],
)
def test_what_others_would_try_first_is_refused(password):
    assert passwords.is_guessable(password, "Fatima Amrani", "0661000001")


def test_three_words_are_fine():
    assert not passwords.is_guessable("amlou et 7 ruches", "Fatima Amrani", "+212661000001", None)


@pytest.mark.parametrize("password", ["trustno1", "Iloveyou!", "princess2024", "Chelsea123", "!!!!!!!!"])
def test_what_was_found_in_leaks_is_refused_also_with_a_year_after_it(password):
    assert passwords.is_guessable(password)


@pytest.mark.parametrize("word", passwords.CONTEXT)
def test_words_of_this_place_are_refused(word):
    assert passwords.is_guessable(f"{word}2025")


@pytest.mark.parametrize(
    "password", ["%$#@!^&*~+=", "ⵜⴰⵎⵓⵏⵜ ⵏ ⵜⵎⵖⴰⵔⵉⵏ", "تعاونية الأمل للنساء 7", "xkq" * 40]
)
def test_any_signs_and_any_length_make_a_password(password):
    assert not passwords.is_guessable(password, "Fatima Amrani", "fatima@example.ma")
    assert passwords.matches(passwords.hashed(password), password)
    assert not passwords.matches(passwords.hashed(password), password.upper() + "x")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A135F) Chrome/120.0 Mobile Safari/537.36",
            ("Android", "Chrome"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            ("iPhone", "Safari"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120.0 Safari/537.36 Edg/120.0", ("Windows", "Edge")),
        ("curl/8.0", ("", "")),
    ],
)
def test_a_device_is_told_in_words(header, words):
    assert device_of(header) == words
