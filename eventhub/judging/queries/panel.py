"""Reads about a panel: conflicts that can be found, masks, who could judge what, reminders."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub import territory
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.folding import fold
from eventhub.judging.models import Judge, Mask
from eventhub.judging.revealing import bears_name
from eventhub.web.pages import Slice, keyset

IDEAS_SHOWN = 25


def ideas_with_people(contest: Contest) -> list[Idea]:
    """The ideas a jury judges, with everybody behind them, by number."""
    members = joinedload(Idea.cooperative).selectinload(Cooperative.people).joinedload(Member.person)
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
    return list(db.session.scalars(query.options(joinedload(Idea.person), members).order_by(Idea.number)))


def people_page(contest: Contest) -> Slice:
    """One page of the ideas a jury judges, by number, with everybody behind them."""
    members = joinedload(Idea.cooperative).selectinload(Cooperative.people).joinedload(Member.person)
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
    query = query.options(joinedload(Idea.person), members)
    return keyset(query, [Idea.number], lambda idea: [idea.number], size=IDEAS_SHOWN)


def ideas_page(contest: Contest) -> Slice:
    """One page of the ideas a jury judges, by number."""
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state.in_(JUDGED))
    return keyset(query, [Idea.number], lambda idea: [idea.number], size=IDEAS_SHOWN)


def sheets_asked(contest: Contest, idea: Idea, borderline: Collection[str]) -> int:
    """How many sheets an idea has when `borderline` ideas, by random name, are in the second stage."""
    more = contest.sheets_second if contest.has_two_stages and idea.public_id in borderline else 0
    return contest.sheets_each + (more or 0)


def most_voted(contest: Contest, votes: Mapping[int, int], count: int = 10) -> list[tuple[Idea, int]]:
    """The ideas the public preferred, with their votes, the most voted first (then by number)."""
    first = sorted(votes, key=lambda key: (-votes[key], key))[:count]
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.id.in_(first))
    found = sorted(db.session.scalars(query), key=lambda idea: (-votes[idea.id], idea.number))
    return [(idea, votes[idea.id]) for idea in found]


def names_behind(idea: Idea) -> list[str]:
    """Every name of those who enter an idea, in both scripts."""
    rows: list[Any] = [idea.person] if idea.person else []
    if idea.cooperative is not None:
        rows += [*(member.person for member in idea.cooperative.people), idea.cooperative]
    return [name for row in rows for name in (row.name_ar, row.name_latin) if name]


def places_of(idea: Idea) -> list[str]:
    """The names of an idea's commune and province, in both scripts."""
    commune = idea.cooperative.commune_code if idea.cooperative else None
    found = [territory.place(code) for code in (idea.province_code, commune) if code]
    return [name for place in found if place for name in (place.name_ar, place.name_fr) if name]


def told_conflicts(contest: Contest) -> list[tuple[int, int, str]]:
    """(judge, idea, reason) that follow from what judges told: family names, own commune, employer."""
    told = sa.select(Judge).where(Judge.contest_id == contest.id, Judge.declared_at.is_not(None))
    judges = list(db.session.scalars(told.order_by(Judge.id)))
    if not judges:
        return []
    found = []
    for idea in ideas_with_people(contest):
        names = names_behind(idea)
        reasons = ((judge.id, _reason(judge, idea, names)) for judge in judges)
        found += [(judge, idea.id, reason) for judge, reason in reasons if reason]
    return found


def _reason(judge: Judge, idea: Idea, names: list[str]) -> str | None:
    cooperative = idea.cooperative
    if bears_name(judge.family_names, names):
        return "family_name"
    if cooperative is None:
        return None
    if judge.commune_code and judge.commune_code == cooperative.commune_code:
        return "same_commune"
    own = fold(judge.employer or "").strip()
    titles = [fold(name) for name in (cooperative.name_ar, cooperative.name_latin) if name]
    return "employer" if own and any(own in title or title in own for title in titles) else None


def masks_of(contest: Contest) -> dict[int, dict[str, bool]]:
    """By idea: words somebody decided about, and whether they are hidden."""
    query = sa.select(Mask).join(Idea, Idea.id == Mask.idea_id).where(Idea.contest_id == contest.id)
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for mask in db.session.scalars(query):
        found[mask.idea_id][mask.words] = mask.is_hidden
    return dict(found)


def active_judges(contest: Contest) -> list[Judge]:
    """Those who may hold sheets and are still there, in the order they came."""
    query = (
        sa.select(Judge)
        .where(Judge.contest_id == contest.id, Judge.left_at.is_(None))
        .where(Judge.role.in_(("president", "member", "trainee")))
        .options(joinedload(Judge.person))
        .order_by(Judge.id)
    )
    return list(db.session.scalars(query))
