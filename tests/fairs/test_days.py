from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from eventhub.fairs.days import Phase, phase_of, shifted

MOROCCO = ZoneInfo("Africa/Casablanca")
FIRST, LAST = date(2025, 5, 22), date(2025, 5, 28)


def test_a_day_is_before_during_or_after_the_fair():
    assert phase_of(FIRST, LAST, date(2025, 5, 21)) == Phase("before", 1)
    assert phase_of(FIRST, LAST, FIRST) == Phase("during", 1)
    assert phase_of(FIRST, LAST, LAST) == Phase("during", 7)
    assert phase_of(FIRST, LAST, date(2025, 5, 30)) == Phase("after", 2)
    assert phase_of(FIRST, LAST, FIRST, is_closed=True) == Phase("after", 0)


def test_a_session_keeps_its_hour_when_the_next_edition_falls_in_ramadan():
    in_may = datetime(2025, 5, 22, 10, 0, tzinfo=MOROCCO).astimezone(UTC)
    in_ramadan = shifted(in_may, (date(2026, 2, 20) - date(2025, 5, 22)).days, MOROCCO)
    assert in_ramadan.astimezone(MOROCCO).strftime("%Y-%m-%d %H:%M") == "2026-02-20 10:00"
    assert in_ramadan.utcoffset() == timedelta(0)
    assert in_may.hour != in_ramadan.hour


@given(st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)), st.integers(-400, 400))  # noqa: DTZ001
def test_moving_keeps_the_local_hour_of_day_times(local, days):
    local = local.replace(hour=12, minute=local.minute)
    moment = local.replace(tzinfo=MOROCCO).astimezone(UTC)
    moved = shifted(moment, days, MOROCCO).astimezone(MOROCCO)
    assert moved.replace(tzinfo=None) == local + timedelta(days=days)
