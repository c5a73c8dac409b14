"""Rounds and editions: the heats of a final, and a contest begun from an earlier one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit, territory
from eventhub.contests import heats
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations.rules import publish_rules
from eventhub.contests.queries import rounds as reads
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts

COPIED = (
    "organizer_id",
    "edition_id",
    "theme",
    "about",
    "criteria",
    "prizes",
    "entrant_kinds",
    "sectors",
    "categories",
    "eligibility",
    "partners",
    "rules",
    "method",
    "appeal_days",
    "is_blind",
    "sheets_per_idea",
    "heat_rule",
    "goes_through",
    "stages",
    "sheets_first",
    "sheets_second",
    "second_share",
    "accent",
)
"""What a heat takes from its final, and a new edition from the last."""


def make_heats(actor: Any, final: Contest, codes: Iterable[str], at: datetime) -> list[Contest]:
    """A contest in preparation for each region (or province), each with its own jury and dates to come.

    Those that exist already are left alone, so that pressing twice makes them once. Raises not_a_final.
    """
    if final.level != "national" or final.state in (ContestState.PUBLISHED, ContestState.CANCELLED):
        raise DomainError("not_a_final", _l("Heats are made for a national contest that is not over yet."))
    there = {code for heat in reads.heats_of(final) for code in heat.place_codes}
    made = []
    for code in dict.fromkeys(codes):
        place = territory.place(code)
        if place is None or place.level != "region" or code in there:
            continue
        made.append(_a_heat(final, place))
    db.session.add_all(made)
    db.session.flush()
    for heat in made:
        audit.record(actor, "contests:contest:created", heat, at)
    return made


def _a_heat(final: Contest, place: territory.Place) -> Contest:
    names = {
        language: f"{name} – {place.name_ar if language == 'ar' else place.name_fr}"
        for language, name in final.name.items()
    }
    return Contest(
        **{name: getattr(final, name) for name in COPIED},
        slug=reads.free_slug(f"{final.slug}-{place.code}"),
        final_id=final.id,
        name=Texts(names),
        level=place.level,
        place_codes=[place.code],
        opens_at=final.opens_at,
        closes_at=final.closes_at,
        judging_ends_at=final.judging_ends_at,
        number=final.number,
        state=ContestState.PREPARATION,
    )


def next_edition(actor: Any, contest: Contest, at: datetime) -> Contest:
    """The next edition in preparation, a year later, with the same settings; once for each contest."""
    known = reads.next_of(contest)
    if known is not None:
        return known
    number = (contest.number or 1) + 1
    row = Contest(
        **{name: getattr(contest, name) for name in COPIED},
        slug=reads.free_slug(f"{contest.slug}-{number}"),
        name=contest.name,
        level=contest.level,
        place_codes=contest.place_codes,
        quotas=contest.quotas,
        number=number,
        previous_id=contest.id,
        state=ContestState.PREPARATION,
        **{name: _a_year_on(getattr(contest, name)) for name in ("opens_at", "closes_at", "judging_ends_at")},
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:contest:created", row, at)
    return row


def _a_year_on(moment: datetime) -> datetime:
    last_of_february = (2, 29)
    day = 28 if (moment.month, moment.day) == last_of_february else moment.day
    return moment.replace(year=moment.year + 1, day=day)


class _Placed(Protocol):
    """A place: a Result, or one that is only computed."""

    @property
    def idea(self) -> Idea:
        """Whose it is."""

    @property
    def rank(self) -> int:
        """Which."""


P = TypeVar("P", bound=_Placed)


def going_through(contest: Contest, results: Iterable[P]) -> list[P]:
    """The results whose ideas go through to the final, by the contest's rule."""
    by_region = contest.level == "national"
    places = [
        heats.Place(result, result.rank, result.idea.region_code if by_region else result.idea.province_code)
        for result in results
    ]
    going = heats.going_through(places, contest.heat_rule, contest.goes_through, contest.quotas or {})
    return [place.key for place in going]


class GoingThrough(Struct, frozen=True):
    """Who goes through: by which rule, how many, and the quotas of territories that differ."""

    rule: str
    count: int
    quotas: dict[str, int]


def set_rule(actor: Any, contest: Contest, wanted: GoingThrough, reason: str | None, at: datetime) -> Contest:
    """How many go through, and by which rule; fixed once the jury works.

    Entrants rely on it: once the contest is announced it changes as a new version of the rules, with its
    reason. Raises rule_fixed, no_reason.
    """
    if contest.state not in (ContestState.PREPARATION, ContestState.OPEN, ContestState.SCREENING):
        raise DomainError("rule_fixed", _l("How many go through can't change any more: the jury works."))
    contest.heat_rule, contest.goes_through = wanted.rule, wanted.count
    contest.quotas = {code: quota for code, quota in wanted.quotas.items() if quota != wanted.count}
    if contest.state != ContestState.PREPARATION:
        publish_rules(actor, contest, reason, at)
    audit.record(
        actor, "contests:contest:changed", contest, at, settings=["goes_through", "heat_rule", "quotas"]
    )
    return contest
