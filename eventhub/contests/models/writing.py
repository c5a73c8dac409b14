"""Tables of how an idea is written: its files, changes typed on phones, and the versions that were sent."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.contests.kinds import FileKind
from eventhub.contests.models.contests import Idea
from eventhub.database import Model, Row, values_check
from eventhub.drafting import KeptChange, kept_changes
from eventhub.storage import StoredFile


class IdeaFile(Row, Model):
    """A photo, a voice note or a short film of an idea. `upload_id` is the phone's: sending again is once."""

    __tablename__ = "idea_files"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    upload_id: Mapped[str | None] = mapped_column(sa.String(36), unique=True)

    idea: Mapped[Idea] = relationship()
    file: Mapped[StoredFile] = relationship(lazy="joined")

    __table_args__ = (values_check("kind", FileKind),)


class IdeaChange(KeptChange, Model):
    """One change of what an entrant writes, under the names of `drafts`."""

    __tablename__ = "idea_changes"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))

    __table_args__ = kept_changes(__tablename__, "idea_id")


class IdeaVersion(Row, Model):
    """What an idea said when it was sent, or corrected afterwards; older ones stay readable."""

    __tablename__ = "idea_versions"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("ideas.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("idea_id", "number", name="uq_idea_versions_number"),
        sa.CheckConstraint("number > 0", name="number_from_one"),
    )
