"""PURE: what changes of sheets start from and what they leave. Not here: statements, decisions."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from eventhub.judging.states import Rules, is_kept_for_good


class Asker(Struct, frozen=True):
    """Who sends changes: a person, or whoever a session's token (its hash) belongs to."""

    person_id: int | None = None
    token_hash: str | None = None


class Held(Struct):
    """A sheet as it was read, and as changes then leave it; `row_version` where the database tells it.

    `person_id` is its judge's. The contest's state and times, the judge's, and the rules that make a sheet
    complete are as they were read.
    """

    id: int
    public_id: str
    person_id: int
    created_at: datetime
    row_version: int | None
    version: int
    state: str
    marks: dict[str, Any]
    gates: dict[str, Any]
    comment: str | None
    private_note: str | None
    left_at: datetime | None
    signed_off_at: datetime | None
    contest_state: str
    judging_ends_at: datetime
    second_stage_at: datetime | None
    rules: Rules
    is_touched: bool = False
    is_changed: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether it stands as it is because its stage of the jury is over."""
        return is_kept_for_good(self.state, self.created_at, self.second_stage_at)


class Known(Struct, frozen=True):
    """What became of a change, by the id its device gave it."""

    sheet_id: int
    outcome: str
    version: int | None
    refusal: str | None


class Found(Struct):
    """What a batch starts from: who asks, the sheets by random name, changes that arrived before by their id.

    `session` is the session's row when it was asked for by its token.
    """

    person_id: int
    session: Any
    sheets: dict[str, Held] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
