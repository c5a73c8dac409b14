"""Titles of the same idea are seen, whatever their spelling and word order."""

from hypothesis import given
from hypothesis import strategies as st

from eventhub.contests.similarity import ALIKE, Looker, Said, likeness, threes

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)


def found(title, *others):
    looker = Looker(Said((title,)))
    return [key for key, other in enumerate(others) if looker.at(Said((other,))).deserves_a_look]


def test_spelling_and_order_do_not_hide_a_duplicate():
    assert found("Séchage du safran et vente", "Vente et séchage du SAFRAN", "Four à gaz partagé") == [0]
    assert found("تجفيف الزعفران وبيعه", "بيعه وتجفيف الزعفران") == [0]


@given(WORDS, WORDS)
def test_likeness_is_symmetric_between_0_and_1(one, other):
    share = likeness(threes(one), threes(other))
    assert share == likeness(threes(other), threes(one))
    assert 0 <= share <= 1


@given(WORDS)
def test_a_title_is_like_itself(title):
    pieces = threes(title)
    assert likeness(pieces, pieces) == (1 if pieces else 0)
    assert ALIKE < 1
