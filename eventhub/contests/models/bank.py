"""Tables of the bank of projects: messages to owners, what funders look for, ready-made models."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.contests.models.contests import Idea
from eventhub.cooperatives.kinds import Sector
from eventhub.database import Centimes, Model, Row, UTCDateTime, values_check
from eventhub.folding import fold
from eventhub.i18n import Texts, Translated


class BankMessage(Row, Model):
    """What somebody wrote to a project's owner: the owner reads it here, no address of theirs is shown."""

    __tablename__ = "bank_messages"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    contact: Mapped[str] = mapped_column(sa.String(254))
    words: Mapped[str] = mapped_column(sa.Text)
    consented_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    idea: Mapped[Idea] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_iff_moment"),
    )


class Funder(Row, Model):
    """Who looks for projects to support, and which: empty criteria mean any."""

    __tablename__ = "funders"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    name: Mapped[Texts] = mapped_column(Translated)
    about: Mapped[Texts | None] = mapped_column(Translated)
    url: Mapped[str | None] = mapped_column(sa.String(300))
    sectors: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    regions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    helps: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    stages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    least: Mapped[int | None] = mapped_column(Centimes)
    most: Mapped[int | None] = mapped_column(Centimes)
    only_women_led: Mapped[bool] = mapped_column(default=False)
    is_published: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (
        sa.CheckConstraint("least IS NULL OR most IS NULL OR least <= most", name="least_below_most"),
    )

    def words(self) -> list[str]:
        """What it is found by."""
        return [*self.name.values(), *(self.about or {}).values()]


class ModelSheet(Row, Model):
    """A ready-made business model that an idea can start from."""

    __tablename__ = "model_sheets"

    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"), index=True)
    title: Mapped[Texts] = mapped_column(Translated)
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    sector: Mapped[str] = mapped_column(sa.String(20))
    budget_lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    members: Mapped[int | None]
    payback_months: Mapped[int | None]
    is_published: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (values_check("sector", Sector),)

    def answer(self, question: str) -> Texts:
        """What it says to a question, in the languages there are."""
        return Texts(self.answers.get(question) or {})

    def words(self) -> list[str]:
        """What it is found by."""
        return [*self.title.values(), *(text for each in self.answers.values() for text in each.values())]

    @property
    def budget(self) -> int:
        """Money needed, in centimes: the sum of its lines."""
        return sum(line["quantity"] * line["price"] for line in self.budget_lines)


@sa.event.listens_for(Funder, "before_insert")
@sa.event.listens_for(Funder, "before_update")
@sa.event.listens_for(ModelSheet, "before_insert")
@sa.event.listens_for(ModelSheet, "before_update")
def _fold(_mapper: Any, _connection: Any, row: Funder | ModelSheet) -> None:
    """What search compares follows what is written."""
    row.folded = " ".join(filter(None, map(fold, row.words())))
