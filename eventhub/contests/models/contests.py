"""Tables of contests, rounds, ideas and results."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub import territory
from eventhub.accounts.models import Organizer, Person
from eventhub.contests.kinds import HeatRule, Stage
from eventhub.contests.states import ContestState, EntrantKind, IdeaState, RefusalReason, takes_marks
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.models import Cooperative
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.i18n import Texts, Translated


class Contest(Row, Model):
    """A contest of ideas: theme, territory, times, criteria. A national final names its regional heats."""

    __tablename__ = "contests"

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("editions.id", ondelete="SET NULL"))
    final_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("contests.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[Texts] = mapped_column(Translated)
    theme: Mapped[Texts | None] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    level: Mapped[str] = mapped_column(sa.String(10), default="region")
    place_codes: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    judging_ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    held_on: Mapped[date | None]
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    prizes: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    goes_through: Mapped[int] = mapped_column(default=0)
    heat_rule: Mapped[str] = mapped_column(sa.String(10), default=HeatRule.PLACES)
    quotas: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)
    number: Mapped[int | None]
    previous_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contests.id", ondelete="SET NULL"))
    entrant_kinds: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    sectors: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    categories: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    eligibility: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    partners: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    rules: Mapped[Texts | None] = mapped_column(Translated)
    method: Mapped[Texts | None] = mapped_column(Translated)
    appeal_days: Mapped[int] = mapped_column(default=7)
    stages: Mapped[int] = mapped_column(default=1)
    sheets_first: Mapped[int | None]
    sheets_second: Mapped[int | None]
    second_share: Mapped[int | None]
    sheets_per_idea: Mapped[int] = mapped_column(default=3)
    is_blind: Mapped[bool] = mapped_column(default=True)
    accent: Mapped[str] = mapped_column(sa.String(20), default="cobalt")
    state: Mapped[str] = mapped_column(sa.String(20), default=ContestState.PREPARATION)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    organizer: Mapped[Organizer] = relationship()
    edition: Mapped[Edition | None] = relationship()
    final: Mapped["Contest | None"] = relationship(remote_side="Contest.id", foreign_keys=[final_id])
    previous: Mapped["Contest | None"] = relationship(remote_side="Contest.id", foreign_keys=[previous_id])

    __table_args__ = (
        values_check("state", ContestState),
        values_check("level", ("region", "province", "national")),
        sa.CheckConstraint("closes_at > opens_at AND judging_ends_at >= closes_at", name="times_in_order"),
        sa.CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="published_iff_moment"),
        sa.CheckConstraint("sheets_per_idea BETWEEN 1 AND 20", name="sheets_in_range"),
        sa.CheckConstraint("goes_through >= 0", name="goes_through_not_negative"),
        values_check("heat_rule", HeatRule),
        sa.CheckConstraint("number IS NULL OR number > 0", name="number_from_one"),
        sa.CheckConstraint("appeal_days BETWEEN 0 AND 60", name="appeal_days_in_range"),
        sa.CheckConstraint("stages BETWEEN 1 AND 2", name="stages_one_or_two"),
        sa.CheckConstraint(
            "second_share IS NULL OR second_share BETWEEN 1 AND 100", name="second_share_in_per_cent"
        ),
        sa.CheckConstraint(
            "stages = 1 OR (sheets_first IS NOT NULL AND sheets_first BETWEEN 1 AND 20"
            " AND sheets_second IS NOT NULL AND sheets_second BETWEEN 1 AND 20 AND second_share IS NOT NULL)",
            name="two_stages_whole",
        ),
        sa.Index("ix_contests_listed", "opens_at", "id"),
    )

    @property
    def contest_id(self) -> int:
        """Itself, so that permissions treat every subject alike."""
        return self.id

    @property
    def sheets_each(self) -> int:
        """How many sheets every idea has: in a jury of two stages, at the end of the first."""
        return self.sheets_first or self.sheets_per_idea if self.has_two_stages else self.sheets_per_idea

    @property
    def has_two_stages(self) -> bool:
        """Whether the ideas nearest to the line of the prizes get more sheets in a second stage."""
        return self.stages > 1

    def is_open(self, at: datetime) -> bool:
        """Whether ideas may be sent at this moment, by the server's clock."""
        return self.state == ContestState.OPEN and self.opens_at <= at < self.closes_at

    def is_being_judged(self, at: datetime) -> bool:
        """Whether marks may be given at this moment, by the server's clock."""
        return takes_marks(self.state, self.judging_ends_at, at)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read about it."""
        return self.state != ContestState.PREPARATION

    @property
    def provinces(self) -> list[territory.Place]:
        """The provinces whose people may enter, by name; every one of the country for a national contest."""
        codes = self.place_codes or [region.code for region in territory.regions()]
        found = [territory.place(code) for code in codes]
        wide = [territory.within(each.code) if each.level == "region" else [each] for each in found if each]
        return sorted((each for part in wide for each in part), key=str)


class Idea(Row, Model):
    """An idea entered in a contest, by a person for themselves or for a cooperative."""

    __tablename__ = "ideas"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    number: Mapped[int]
    entrant_kind: Mapped[str] = mapped_column(sa.String(20))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cooperatives.id"), index=True)
    from_idea_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ideas.id", ondelete="SET NULL"))
    title: Mapped[Texts] = mapped_column(Translated)
    summary: Mapped[Texts] = mapped_column(Translated)
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    sector: Mapped[str] = mapped_column(sa.String(20))
    region_code: Mapped[str] = mapped_column(sa.String(20))
    province_code: Mapped[str] = mapped_column(sa.String(20))
    budget: Mapped[int | None] = mapped_column(Centimes)
    members: Mapped[int | None]
    women: Mapped[int | None]
    young: Mapped[int | None]
    payback_months: Mapped[int | None]
    budget_lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    own_share: Mapped[int | None] = mapped_column(Centimes)
    helps: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    stage: Mapped[str] = mapped_column(sa.String(10), default=Stage.IDEA)
    category: Mapped[str | None] = mapped_column(sa.String(20))
    filed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    checked: Mapped[dict[str, bool]] = mapped_column(sa.JSON, default=dict)
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(sa.String(20), default=IdeaState.DRAFT)
    reason: Mapped[str | None] = mapped_column(sa.String(40))
    part_to_complete: Mapped[str | None] = mapped_column(sa.String(20))
    to_complete: Mapped[str | None] = mapped_column(sa.Text)
    completed: Mapped[dict[str, str] | None] = mapped_column(sa.JSON(none_as_null=True))
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    screened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    in_bank: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(sa.String(600), default="")

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    filed_by: Mapped[Person | None] = relationship(foreign_keys=[filed_by_id])
    cooperative: Mapped[Cooperative | None] = relationship()
    result: Mapped["Result | None"] = relationship(back_populates="idea", uselist=False)

    __table_args__ = (
        sa.UniqueConstraint("contest_id", "number", name="uq_ideas_number"),
        values_check("state", IdeaState),
        values_check("entrant_kind", EntrantKind),
        values_check("sector", Sector),
        sa.CheckConstraint(
            "entrant_kind <> 'cooperative' OR cooperative_id IS NOT NULL", name="cooperative_named"
        ),
        values_check("reason", RefusalReason),
        values_check("stage", Stage),
        sa.CheckConstraint("own_share IS NULL OR own_share >= 0", name="own_share_not_negative"),
        sa.CheckConstraint("version >= 0", name="version_not_negative"),
        sa.UniqueConstraint("from_idea_id", name="uq_ideas_from"),
        sa.CheckConstraint("women IS NULL OR members IS NULL OR women <= members", name="women_are_members"),
        sa.CheckConstraint("young IS NULL OR members IS NULL OR young <= members", name="young_are_members"),
        sa.CheckConstraint("budget IS NULL OR budget >= 0", name="budget_not_negative"),
        sa.CheckConstraint("(state = 'ineligible') = (reason IS NOT NULL)", name="reason_iff_ineligible"),
        sa.CheckConstraint(
            "(state = 'to_complete') = (to_complete IS NOT NULL)", name="asked_iff_to_complete"
        ),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_iff_moment"),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="submitted_has_moment"
        ),
        sa.Index("ix_ideas_listed", "contest_id", "state", "id"),
        sa.Index("ix_ideas_bank", "in_bank", "region_code", "id"),
    )

    @property
    def code(self) -> str:
        """What a blind jury calls it: 007."""
        return f"{self.number:03d}"

    @property
    def is_women_led(self) -> bool:
        """Women are at least half of its members."""
        return bool(self.members and self.women is not None and self.women * 2 >= self.members)

    @property
    def owner_name(self) -> Texts:
        """Who enters it: the cooperative, or the person; empty when neither is left."""
        owner = self.cooperative or self.person
        return owner.name if owner is not None else Texts()

    def answer(self, question: str) -> Texts:
        """What was written for a question, in the languages there are."""
        return Texts(self.answers.get(question) or {})

    @property
    def lines_said(self) -> list[dict[str, Any]]:
        """The lines of the budget in the language of the moment, where one is kept in several."""
        return [
            {
                **line,
                "what": str(Texts(line["what"])) if isinstance(line.get("what"), dict) else line.get("what"),
            }
            for line in self.budget_lines or ()
        ]

    @property
    def unmet(self) -> list[dict[str, Any]]:
        """The points of the contest's checklist that the screener answered No."""
        return [point for point in self.contest.eligibility if self.checked.get(point["id"]) is False]

    def refold(self) -> None:
        """Write again what search compares: the number, the title, who enters it."""
        words = (self.code, *self.title.values(), *self.owner_name.values())
        self.folded = " ".join(dict.fromkeys(filter(None, map(fold, words))))[:600]


class Result(Row, Model):
    """An idea's place in the ranking, as computed; read by all once its contest is published."""

    __tablename__ = "results"

    contest_id: Mapped[int] = mapped_column(sa.ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), unique=True)
    rank: Mapped[int]
    raw: Mapped[float]
    correction: Mapped[float]
    score: Mapped[float]
    lo90: Mapped[float]
    hi90: Mapped[float]
    p_top3: Mapped[float]
    p_top10: Mapped[float]
    prize: Mapped[Texts | None] = mapped_column(Translated)
    certificate_code: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    title_corrected: Mapped[Texts | None] = mapped_column(Translated)
    owner_corrected: Mapped[Texts | None] = mapped_column(Translated)

    idea: Mapped[Idea] = relationship(back_populates="result")

    @property
    def title(self) -> Texts:
        """The idea's title as results and certificates say it."""
        return self.title_corrected or self.idea.title

    @property
    def owner_name(self) -> Texts:
        """Who entered it, as results and certificates say it."""
        return self.owner_corrected or self.idea.owner_name

    @property
    def certificate_code_shown(self) -> str:
        """The code in groups of four, as printed."""
        code = self.certificate_code or ""
        return " ".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()

    __table_args__ = (sa.CheckConstraint("rank > 0", name="rank_from_one"),)
