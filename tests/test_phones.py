"""Numbers as people read them."""

import pytest

from eventhub.phones import shown_phone


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+212661223399", "06 61 22 33 99"),
        ("+212535123456", "05 35 12 34 56"),
        ("+33612345678", "+33 6 12 34 56 78"),
        ("standard", "standard"),
    ],
)
def test_a_number_is_shown_as_people_write_it(stored, shown):
    assert shown_phone(stored) == shown
