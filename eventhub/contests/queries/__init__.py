"""Reads of contests and ideas."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import g, has_request_context
from msgspec import Struct
from sqlalchemy.orm import aliased, contains_eager, joinedload

from eventhub.contests.models import Contest, Idea, Result
from eventhub.contests.states import ContestState, IdeaState
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.folding import fold
from eventhub.i18n import Texts
from eventhub.web.pages import Slice, keyset


def contest_by_slug(slug: str) -> Contest | None:
    """The contest of a name in addresses."""
    query = sa.select(Contest).where(Contest.slug == slug).options(joinedload(Contest.organizer))
    return db.session.scalar(query)


def idea_by_public_id(public_id: str) -> Idea | None:
    """The idea of a random name, with its contest and its owner."""
    query = sa.select(Idea).where(Idea.public_id == public_id)
    return db.session.scalar(
        query.options(
            joinedload(Idea.contest).joinedload(Contest.organizer),
            joinedload(Idea.person),
            joinedload(Idea.cooperative),
            joinedload(Idea.result),
        )
    )


def idea_of(public_id: str, values: Mapping[str, Any]) -> Idea | None:
    """The idea of a random name; when the address names a contest too, one of that contest."""
    idea, contest = idea_by_public_id(public_id), values.get("contest")
    return None if idea is None or (contest is not None and idea.contest_id != contest.id) else idea


def public_contests() -> list[Contest]:
    """Contests everybody may read about, the latest first."""
    query = (
        sa.select(Contest)
        .where(Contest.state != ContestState.PREPARATION)
        .options(joinedload(Contest.organizer))
        .order_by(Contest.opens_at.desc(), Contest.id.desc())
        .limit(100)
    )
    return list(db.session.scalars(query))


def contests_of(organizer_id: int) -> list[Contest]:
    """An organizer's contests, the latest first."""
    query = sa.select(Contest).where(Contest.organizer_id == organizer_id)
    return list(db.session.scalars(query.order_by(Contest.opens_at.desc(), Contest.id.desc())))


def finals_of(organizer_id: int) -> list[Contest]:
    """The organizer's national contests that may still receive ideas."""
    ended = (ContestState.PUBLISHED, ContestState.CANCELLED)
    query = sa.select(Contest).where(
        Contest.organizer_id == organizer_id, Contest.level == "national", Contest.state.not_in(ended)
    )
    return list(db.session.scalars(query.order_by(Contest.id)))


def cooperative_ids_of(person_id: int | None) -> frozenset[int]:
    """The cooperatives somebody acts for; asked once a request."""
    if person_id is None:
        return frozenset()
    kept: dict[int, frozenset[int]] = g.setdefault("cooperative_ids", {}) if has_request_context() else {}
    if person_id not in kept:
        query = sa.select(Member.cooperative_id).where(Member.person_id == person_id)
        kept[person_id] = frozenset(db.session.scalars(query))
    return kept[person_id]


def cooperatives_of(person_id: int) -> list[Cooperative]:
    """The cooperatives somebody may enter an idea for, by name."""
    query = sa.select(Cooperative).where(Cooperative.id.in_(cooperative_ids_of(person_id)))
    return list(db.session.scalars(query.order_by(Cooperative.sort_name, Cooperative.id)))


def ideas_of(person_id: int) -> list[Idea]:
    """Somebody's own ideas and those of their cooperatives, the latest first."""
    mine = sa.or_(Idea.person_id == person_id, Idea.cooperative_id.in_(cooperative_ids_of(person_id)))
    query = sa.select(Idea).where(mine).order_by(Idea.id.desc()).limit(100)
    return list(db.session.scalars(query.options(joinedload(Idea.contest), joinedload(Idea.result))))


class Asked(Struct, frozen=True):
    """What a list of ideas is narrowed to; empty means all."""

    text: str = ""
    state: str = ""
    province: str = ""
    region: str = ""
    kind: str = ""
    sector: str = ""
    stage: str = ""
    help: str = ""
    category: str = ""
    women: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Asked":
        """From the address of a page; unknown values simply find nothing."""
        names = ("state", "province", "region", "kind", "sector", "stage", "help", "category", "women")
        return cls(text=arguments.get("q", "")[:80], **{name: arguments.get(name, "")[:20] for name in names})

    def narrow(self, query: sa.Select[Any], but: str = "") -> sa.Select[Any]:
        """The same query, only for what is asked; `but` names one thing that is passed over."""
        columns = {
            Idea.state: self.state,
            Idea.province_code: self.province,
            Idea.region_code: self.region,
            Idea.entrant_kind: self.kind,
            Idea.sector: self.sector,
            Idea.stage: self.stage,
            Idea.category: self.category,
        }
        if but == "region":
            columns[Idea.region_code] = ""
        for column, wanted in columns.items():
            if wanted:
                query = query.where(column == wanted)
        if self.help:
            query = query.where(sa.cast(Idea.helps, sa.String).contains(f'"{self.help}"', autoescape=True))
        if self.women:
            query = query.where(Idea.members > 0, Idea.women * 2 >= Idea.members)
        for word in fold(self.text).split():
            query = query.where(Idea.folded.contains(word, autoescape=True))
        return query

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked."""
        return any(getattr(self, name) for name in self.__struct_fields__)

    def kept(self) -> dict[str, str]:
        """What is asked, for the addresses of other pages of the list."""
        names = {"text": "q"}
        said = {names.get(name, name): getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in said.items() if value}


def sent_ideas(contest: Contest, asked: Asked) -> Slice:
    """One page of what a contest received (drafts stay their writers' own), by number."""
    query = asked.narrow(
        sa.select(Idea).where(Idea.contest_id == contest.id, Idea.submitted_at.is_not(None))
    ).options(joinedload(Idea.cooperative), joinedload(Idea.person))
    return keyset(query, [Idea.number], lambda idea: [idea.number])


def living_ideas(contest: Contest) -> list[Idea]:
    """The ideas of a contest that were not withdrawn, drafts too, with who entered them."""
    query = sa.select(Idea).where(Idea.contest_id == contest.id, Idea.state != IdeaState.WITHDRAWN)
    return list(db.session.scalars(query.options(joinedload(Idea.person)).order_by(Idea.id)))


def counts_by_state(contest: Contest) -> dict[str, int]:
    """How many ideas stand in each state; absent ones are 0."""
    query = sa.select(Idea.state, sa.func.count()).where(Idea.contest_id == contest.id).group_by(Idea.state)
    found = {row[0]: row[1] for row in db.session.execute(query)}
    return {state.value: found.get(state.value, 0) for state in IdeaState}


def counts_by(contest: Contest, column: Any) -> list[tuple[str, int]]:
    """How many sent ideas have each value of a column, the most frequent first."""
    query = (
        sa.select(column, sa.func.count())
        .where(Idea.contest_id == contest.id, Idea.submitted_at.is_not(None))
        .group_by(column)
        .order_by(sa.func.count().desc(), column)
    )
    return [(value, count) for value, count in db.session.execute(query)]


def next_to_screen(idea: Idea) -> Idea | None:
    """The idea after this one that waits to be admitted or not; after the last, the first again."""
    query = sa.select(Idea).where(
        Idea.contest_id == idea.contest_id, Idea.state == IdeaState.SUBMITTED, Idea.id != idea.id
    )
    is_before = sa.case((Idea.number < idea.number, 1), else_=0)
    return db.session.scalar(query.order_by(is_before, Idea.number).limit(1))


def entered_titled(contest: Contest, person_id: int, title: Texts) -> Idea | None:
    """Somebody's idea in a contest with the same folded title: a draft before one that was sent."""
    query = sa.select(Idea).where(
        Idea.contest_id == contest.id, Idea.person_id == person_id, Idea.state != IdeaState.WITHDRAWN
    )
    wanted, is_sent = fold(str(title)), Idea.state != IdeaState.DRAFT
    mine = db.session.scalars(query.order_by(is_sent, Idea.id))
    return next((idea for idea in mine if fold(str(idea.title)) == wanted), None)


def next_number(contest_id: int) -> int:
    """The number after the last one; the caller holds the contest's row."""
    query = sa.select(sa.func.coalesce(sa.func.max(Idea.number), 0)).where(Idea.contest_id == contest_id)
    return int(db.session.scalar(query) or 0) + 1


def results_of(contest: Contest) -> list[Result]:
    """The places of a contest, first to last, with their ideas and owners."""
    query = (
        sa.select(Result)
        .where(Result.contest_id == contest.id)
        .join(Result.idea)
        .options(
            contains_eager(Result.idea).joinedload(Idea.cooperative),
            contains_eager(Result.idea).joinedload(Idea.person),
        )
        .order_by(Result.rank, Idea.number)
    )
    return list(db.session.scalars(query))


def gone_through(contest: Contest) -> set[int]:
    """The ideas of a heat that went through to its final."""
    copy = aliased(Idea)
    query = sa.select(Idea.id).join(copy, copy.from_idea_id == Idea.id).where(Idea.contest_id == contest.id)
    return set(db.session.scalars(query))


def places_given(contest_id: int) -> int:
    """How many ideas of a contest have a place."""
    query = sa.select(sa.func.count()).select_from(Result).where(Result.contest_id == contest_id)
    return int(db.session.scalar(query) or 0)


def result_by_certificate(code: str) -> Result | None:
    """What a certificate's code proves, once its contest is published."""
    query = (
        sa.select(Result)
        .join(Result.idea)
        .join(Idea.contest)
        .where(Result.certificate_code == code.lower().replace(" ", ""))
        .where(Contest.state == ContestState.PUBLISHED)
        .options(
            contains_eager(Result.idea).contains_eager(Idea.contest).joinedload(Contest.organizer),
            contains_eager(Result.idea).joinedload(Idea.cooperative),
            contains_eager(Result.idea).joinedload(Idea.person),
        )
    )
    return db.session.scalar(query)


def banked_ideas(asked: Asked) -> Slice:
    """One page of the public bank of projects, the latest first."""
    query = asked.narrow(sa.select(Idea).where(Idea.in_bank.is_(True))).options(
        joinedload(Idea.contest), joinedload(Idea.cooperative), joinedload(Idea.result)
    )
    return keyset(query, [Idea.id], lambda idea: [idea.id], descending=True, size=24)
