import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.reports.counting import report_of, taking_part
from eventhub.reports.facts import Exhibitor, Facts, Sale, Session, Stated
from eventhub.reports.figures import Aim, Figure, Method, from_json, to_json

D1, D2, D3 = date(2025, 5, 22), date(2025, 5, 23), date(2025, 5, 24)

counts = st.integers(0, 10**6)
exhibitors = st.builds(
    Exhibitor,
    kind=st.sampled_from(["cooperative", "artisan"]),
    sector=st.sampled_from(["honey", "wood", "oils"]),
    region=st.sampled_from(["05", "07"]),
    came=st.sampled_from([None, True, False]),
    is_women_led=st.sampled_from([None, True, False]),
    members=st.none() | st.integers(0, 40),
    women=st.none() | st.integers(0, 40),
    youth=st.none() | st.integers(0, 40),
    tags=st.frozensets(st.sampled_from(["women", "youth"])),
)
sales = st.builds(
    Sale, exhibitor=st.integers(1, 5), day=st.sampled_from([D1, D2, D3]), amount=st.integers(0, 10**9)
)
facts = st.builds(
    Facts,
    days=st.just((D1, D2, D3)),
    exhibitors=st.lists(exhibitors, max_size=6).map(tuple),
    stands=counts,
    stands_held=counts,
    people_by_day=st.dictionaries(st.sampled_from([D1, D2, D3]), counts),
    people=counts,
    categories=st.dictionaries(st.sampled_from(["visitor", "buyer"]), counts),
    quarters=st.lists(
        st.tuples(st.datetimes(timezones=st.just(UTC)), counts), max_size=5, unique_by=lambda pair: pair[0]
    ).map(tuple),
    sales=st.lists(sales, max_size=8, unique_by=lambda sale: (sale.exhibitor, sale.day)).map(tuple),
    present_by_day=st.dictionaries(st.sampled_from([D1, D2, D3]), st.integers(0, 6)),
    sessions=st.lists(
        st.builds(
            Session,
            kind=st.just("talk"),
            seats=st.none() | st.integers(1, 50),
            attended=st.none() | st.integers(0, 60),
            taken=st.none() | st.integers(0, 50),
            title=st.just((("ar", "ورشة"), ("fr", "Atelier"))),
        ),
        max_size=4,
    ).map(tuple),
    quotas=st.just((("women", 3),)),
    stated=st.dictionaries(
        st.sampled_from(list(Aim)),
        st.builds(Stated, st.none() | st.integers(1, 99), st.none() | counts, st.sampled_from(list(Method))),
    ),
    before=st.dictionaries(st.sampled_from(list(Aim)), counts),
)


@given(facts)
def test_a_report_survives_being_frozen(facts):
    report = report_of(facts)
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


@given(facts)
def test_shares_lie_between_nothing_and_all_and_the_known_among_all(facts):
    report = report_of(facts)
    for figure in (report.women_led, report.women_only, report.young, report.sales, report.seats):
        if figure.share is not None and figure is not report.sales:
            assert 0 <= figure.share <= 1
        if figure.known is not None and figure.of is not None:
            assert figure.known <= figure.of


@given(facts)
def test_breakdowns_add_up_to_the_whole(facts):
    report = report_of(facts)
    there = len(taking_part(facts.exhibitors))
    for tally in (report.by_kind, report.by_sector, report.by_region):
        assert sum(count for _name, count in tally) == there
    assert sum(amount or 0 for _day, amount, *_rest in report.sales_by_day) == sum(
        sale.amount for sale in facts.sales
    )
    if facts.people_by_day:
        assert sum(people for _day, people in report.visitors_by_day) == report.visitors.value


@given(facts)
def test_a_day_has_never_more_declared_than_present(facts):
    assert all(known <= present for _day, _amount, known, present in report_of(facts).sales_by_day)


def test_what_nobody_said_is_unknown_and_not_zero():
    report = report_of(Facts(days=(D1,), exhibitors=(Exhibitor("cooperative", "honey", "05", came=True),)))
    assert report.sales == Figure(None, Method.DECLARED, 0, 1)
    assert report.sales_by_day == ((D1.isoformat(), None, 0, 0),)
    assert report.visitors.value is None
    assert report.women_led == Figure(None, Method.DECLARED, 0, 1)
    assert report.attendance.value is None
    assert report.peak is None


def test_a_declared_nought_is_a_nought():
    report = report_of(Facts(days=(D1,), sales=(Sale(1, D1, 0),)))
    assert (report.sales.value, report.sales_by_day[0][1]) == (0, 0)


def test_the_gates_count_before_the_organizer_estimates():
    estimate = {Aim.VISITORS: Stated(value=9000)}
    assert report_of(Facts(stated=estimate)).visitors == Figure(9000, Method.ESTIMATED)
    counted = Facts(days=(D1, D2), people_by_day={D1: 10, D2: 5}, stated=estimate)
    assert report_of(counted).visitors == Figure(15, Method.COUNTED)


def test_exhibitors_are_declared_until_somebody_notes_who_came():
    expected = [Exhibitor("cooperative", "honey", "05") for _each in range(3)]
    assert report_of(Facts(exhibitors=tuple(expected))).exhibitors == Figure(3, Method.DECLARED, of=3)
    noted = (
        Exhibitor("cooperative", "honey", "05", came=True),
        Exhibitor("cooperative", "wood", "05", came=False),
    )
    report = report_of(Facts(exhibitors=noted))
    assert report.exhibitors == Figure(1, Method.COUNTED, of=2)
    assert report.no_shows == Figure(1, Method.COUNTED, known=2)


def test_women_only_and_women_led_are_two_facts():
    group = (
        Exhibitor("cooperative", "honey", "05", is_women_led=True, members=10, women=6),
        Exhibitor("cooperative", "honey", "05", is_women_led=False, members=7, women=7),
        Exhibitor("artisan", "wood", "05", is_cooperative=False, is_women_led=True, members=1, women=1),
    )
    report = report_of(Facts(exhibitors=group))
    assert report.women_led == Figure(1, Method.DECLARED, 2, 2)
    assert report.women_only == Figure(1, Method.DECLARED, 2, 2)
    assert report.women == Figure(13, Method.DECLARED, 2, 2)


def test_the_busiest_quarter_is_the_earliest_of_equals():
    first, second = datetime(2025, 5, 22, 17, tzinfo=UTC), datetime(2025, 5, 22, 17, 15, tzinfo=UTC)
    assert report_of(Facts(quarters=((second, 40), (first, 40)))).peak == (first.isoformat(), 40)


def test_the_change_from_the_edition_before_needs_both_figures():
    report = report_of(Facts(days=(D1,), people_by_day={D1: 150}, before={Aim.VISITORS: 100, Aim.SALES: 5}))
    assert report.change(Aim.VISITORS) == pytest.approx(0.5)
    assert report.change(Aim.SALES) is None
    assert report.change(Aim.EXHIBITORS) is None


def test_seats_of_workshops_add_up_and_a_room_nobody_counted_is_not_empty():
    sessions = (
        Session("workshop", seats=24, attended=20, taken=22, is_scanned=True),
        Session("workshop", seats=30, taken=30),
        Session("talk", seats=180, attended=150),
    )
    report = report_of(Facts(sessions=sessions))
    assert report.workshop_seats == (54, 52, Figure(20, Method.COUNTED, 1, 2))
    assert [each[4] for each in report.workshops] == [20, None]
    assert report_of(Facts(sessions=sessions[1:2])).workshop_seats[2].value is None
