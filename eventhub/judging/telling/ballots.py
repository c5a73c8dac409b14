"""A jury's questions as its room shows them: who may vote, who stands aside, the count, words covered."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from eventhub.contests.models import Idea
from eventhub.judging.models import Judge, Motion
from eventhub.judging.queries import SCORING

Cover = Callable[[str], str]


class Ballot(Struct, frozen=True):
    """One question. `entitled` may vote; `aside` would, but stand aside from an idea it is about."""

    motion: Motion
    question: str
    options: list[str]
    entitled: frozenset[int]
    aside: list[Judge]

    @property
    def voted(self) -> int:
        """How many of those who may vote have."""
        return sum(voter.judge_id in self.entitled for voter in self.motion.voters)

    @property
    def quorum(self) -> int:
        """More than half of those who may vote."""
        return len(self.entitled) // 2 + 1

    @property
    def is_close_at_hand(self) -> bool:
        """Whether everybody who may vote has: nothing is left to wait for."""
        return self.motion.is_open and self.voted >= len(self.entitled)

    @property
    def first(self) -> list[int]:
        """The places of the answers with the most votes: several when they are equal, none without a vote."""
        most = max(self.motion.tally, default=0)
        return [place for place, count in enumerate(self.motion.tally) if count == most] if most else []

    @property
    def has_quorum(self) -> bool:
        """Whether enough of them have."""
        return self.voted >= self.quorum


def ballots(
    motions: Sequence[Motion],
    judges: Sequence[Judge],
    aside: Mapping[int, frozenset[int]],
    titles: Callable[[Idea], str],
    cover: Cover,
) -> list[Ballot]:
    """The questions in their order, open ones before closed ones.

    `aside`: by idea, judges; `titles` and `cover` hide what must be.
    """
    voices = [judge for judge in judges if judge.is_active and judge.role in SCORING]
    found = [_ballot(motion, voices, aside, titles, cover) for motion in motions]
    return sorted(found, key=lambda ballot: not ballot.motion.is_open)


def _ballot(
    motion: Motion,
    voices: Sequence[Judge],
    aside: Mapping[int, frozenset[int]],
    titles: Callable[[Idea], str],
    cover: Cover,
) -> Ballot:
    barred = standing_aside(motion, aside)
    named = {idea.code: f"{idea.code} · {titles(idea)}" for idea in motion.ideas}
    return Ballot(
        motion,
        cover(motion.question),
        [named.get(option) or cover(option) for option in motion.options],
        frozenset(judge.id for judge in voices if judge.id not in barred),
        [judge for judge in voices if judge.id in barred],
    )


def standing_aside(motion: Motion, aside: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """The judges who stand aside from an idea that a question is about."""
    return frozenset().union(*(aside.get(idea.id, frozenset()) for idea in motion.ideas))
