"""PURE: from what the features know of a fair to its figures. What nobody said stays None."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from eventhub.reports.facts import Exhibitor, Facts
from eventhub.reports.figures import Aim, Figure, Method, Report, Tally


def report_of(facts: Facts) -> Report:
    """Every figure of an edition."""
    there = taking_part(facts.exhibitors)
    cooperatives = [each for each in there if each.is_cooperative]
    seated = [each for each in facts.sessions if each.seats and each.attended is not None]
    tags = Counter(tag for each in there for tag in each.tags)
    parts: dict[str, Any] = {
        "exhibitors": _exhibitors(facts, there),
        "by_kind": _tally(each.kind for each in there),
        "by_sector": _tally(each.sector for each in there),
        "by_region": _tally(each.region for each in there),
        "women_led": _those(cooperatives, [each.is_women_led for each in cooperatives]),
        "women_only": _those(cooperatives, [_is_whole(each.women, each.members) for each in cooperatives]),
        "young": _those(cooperatives, [_is_half(each.youth, each.members) for each in cooperatives]),
        **{name: _summed(cooperatives, name) for name in ("members", "women", "youth")},
        "no_shows": _no_shows(facts.exhibitors),
        "visitors": _visitors(facts),
        "people": Figure(facts.people or None, Method.COUNTED),
        "visitors_by_day": tuple((each.isoformat(), facts.people_by_day.get(each, 0)) for each in facts.days)
        if facts.people_by_day
        else (),
        "categories": tuple(sorted(facts.categories.items(), key=lambda pair: (-pair[1], pair[0]))),
        "peak": _peak(facts.quarters),
        "sales": _sales(facts, there),
        "sales_by_day": tuple(_sales_by_day(facts)),
        "sales_by_sector": _sales_by_sector(facts),
        "sales_by_method": _tally(each.how for each in facts.sales),
        "meetings": facts.meetings,
        "volunteers": facts.volunteers,
        "sessions": len(facts.sessions),
        "attendance": _attendance(facts),
        "seats": Figure(
            sum(min(each.attended or 0, each.seats or 0) for each in seated) if seated else None,
            Method.COUNTED,
            known=sum(each.seats or 0 for each in seated) if seated else None,
        ),
        "workshops": tuple(
            (each.title, each.starts, each.seats, each.taken, each.attended, each.is_scanned)
            for each in facts.sessions
            if each.seats and each.taken is not None
        ),
        "quotas": tuple((tag, least, tags[tag]) for tag, least in facts.quotas),
    }
    return Report(
        **parts,
        stands=facts.stands,
        stands_held=facts.stands_held,
        stands_occupied=facts.stands_occupied,
        targets=tuple(
            (aim.value, stated.target, parts[aim.value].value)
            for aim, stated in facts.stated.items()
            if stated.target is not None
        ),
        before=tuple((aim.value, value) for aim, value in facts.before.items()),
    )


def taking_part(exhibitors: Iterable[Exhibitor]) -> list[Exhibitor]:
    """Those noted as present once somebody noted one; until then all that are expected."""
    found = list(exhibitors)
    noted = [each for each in found if each.came]
    return noted or [each for each in found if each.came is None]


def _exhibitors(facts: Facts, there: list[Exhibitor]) -> Figure:
    stated = facts.stated.get(Aim.EXHIBITORS)
    if not there and stated is not None and stated.value is not None:
        return Figure(stated.value, stated.method)
    noted = any(each.came for each in there)
    return Figure(len(there), Method.COUNTED if noted else Method.DECLARED, of=len(facts.exhibitors))


def _no_shows(exhibitors: Iterable[Exhibitor]) -> Figure:
    noted = [each.came for each in exhibitors if each.came is not None]
    return Figure(noted.count(False) if noted else None, Method.COUNTED, known=len(noted) or None)


def _visitors(facts: Facts) -> Figure:
    """People, each once a day, by the gates' counters; else what the organizer states."""
    if facts.people_by_day:
        return Figure(sum(facts.people_by_day.values()), Method.COUNTED)
    stated = facts.stated.get(Aim.VISITORS)
    return Figure(stated.value, stated.method) if stated else Figure(None, Method.COUNTED)


def _sales(facts: Facts, there: list[Exhibitor]) -> Figure:
    """The sum of what was declared, by how many exhibitors of how many."""
    if facts.sales:
        sellers = {each.exhibitor for each in facts.sales}
        return Figure(
            sum(each.amount for each in facts.sales),
            Method.DECLARED,
            len(sellers),
            max(len(there), len(sellers)),
        )
    stated = facts.stated.get(Aim.SALES)
    if stated is not None and stated.value is not None:
        return Figure(stated.value, stated.method)
    return Figure(None, Method.DECLARED, 0, len(there))


def _sales_by_day(facts: Facts) -> Iterable[tuple[str, int | None, int, int]]:
    """Day, sum (None when nobody declared), how many declared, how many were there."""
    for each in facts.days:
        amounts = {sale.exhibitor: sale.amount for sale in facts.sales if sale.day == each}
        present = max(facts.present_by_day.get(each, 0), len(amounts))
        yield each.isoformat(), sum(amounts.values()) if amounts else None, len(amounts), present


def _sales_by_sector(facts: Facts) -> Tally:
    """What was told to be sold by sector, the largest first."""
    sums: Counter[str] = Counter()
    for sale in facts.sales:
        sums[sale.sector] += sale.amount
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def _attendance(facts: Facts) -> Figure:
    counted = [each.attended for each in facts.sessions if each.attended is not None]
    if counted:
        return Figure(sum(counted), Method.COUNTED, len(counted), len(facts.sessions))
    stated = facts.stated.get(Aim.ATTENDANCE)
    if stated is not None and stated.value is not None:
        return Figure(stated.value, stated.method)
    return Figure(None, Method.COUNTED, 0, len(facts.sessions))


def _those(group: list[Exhibitor], answers: list[bool | None]) -> Figure:
    known = [each for each in answers if each is not None]
    return Figure(sum(known) if known else None, Method.DECLARED, len(known), len(group))


def _summed(group: list[Exhibitor], name: str) -> Figure:
    known = [value for each in group if (value := getattr(each, name)) is not None]
    return Figure(sum(known) if known else None, Method.DECLARED, len(known), len(group))


def _is_whole(part: int | None, members: int | None) -> bool | None:
    return None if part is None or not members else part == members


def _is_half(part: int | None, members: int | None) -> bool | None:
    return None if part is None or not members else 2 * part >= members


def _tally(values: Iterable[str]) -> Tally:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _peak(quarters: Iterable[tuple[datetime, int]]) -> tuple[str, int] | None:
    """The quarter of an hour in which most people came in; the earliest of equals."""
    best = max(quarters, key=lambda pair: (pair[1], -pair[0].timestamp()), default=None)
    return (best[0].isoformat(), best[1]) if best and best[1] > 0 else None
