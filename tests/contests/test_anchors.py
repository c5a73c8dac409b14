"""What marks mean: typed, pasted from a table, kept as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.contests import anchors

WORDS = st.text("abcé نص", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
TEXTS = st.dictionaries(st.sampled_from(("ar", "fr", "en")), WORDS, min_size=1)
ANCHORS = st.dictionaries(st.integers(0, 10), TEXTS).map(
    lambda by_mark: [{"from": mark, "text": words} for mark, words in sorted(by_mark.items())]
)


@given(ANCHORS)
def test_what_is_kept_is_written_and_read_back_as_it_was(kept):
    assert anchors.together(anchors.written(kept)) == kept
    spans = anchors.spans(reversed(kept))
    assert [mark for lowest, highest, _ in spans for mark in range(lowest, highest + 1)] == list(
        range(spans[0][0] if spans else 11, 11)
    )


def test_lines_are_read_as_people_write_and_paste_them():
    pasted = "0: nothing\n4-6\tfair\n 7 – 8) good\n٩ - excellent\n\n10 = 2 towns at once\n5:"
    assert anchors.read(pasted) == {
        0: "nothing",
        4: "fair",
        7: "good",
        9: "excellent",
        10: "2 towns at once",
    }
    with pytest.raises(anchors.Unreadable) as fault:
        anchors.read("0: weak\nstrong")
    assert (fault.value.line, fault.value.words) == (2, "strong")
    with pytest.raises(anchors.Unreadable):
        anchors.read("11: more")


def test_a_mark_nobody_described_stays_empty():
    old = [{"from": 0, "text": {"fr": "faible"}}, {"from": 4, "text": {}}]
    assert anchors.spans(old) == [(0, 10, {"fr": "faible"})]
    assert anchors.bare([{"id": "c1", "anchors": old}]) == anchors.bare([{"id": "c1", "anchors": old[:1]}])
