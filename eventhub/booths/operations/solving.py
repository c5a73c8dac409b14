"""One search of the solver from start to end: a problem without impossible pins, progress, stopping early."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec.structs import replace

from eventhub.booths.allocation.instance import Instance
from eventhub.booths.queries import instances
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_THREADS = 2  # one or two give the same plan
MOST_STEPS = 120
"""So many better plans are kept of a run's course; then every other one."""


def fingerprint(document: Any) -> str:
    """The SHA-256 of a document's canonical JSON."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def solvable(edition: Edition, asked: Asked) -> Problem:
    """The problem with every pin possible: a published holder whose stand breaks a rule stays out of it.

    Raises pins_unmet when a stand set by hand breaks a rule, with the exhibitor's name.
    """
    from eventhub.booths.allocation.greedy import PinError, keep_what_stands  # numpy loads with these
    from eventhub.booths.allocation.tabulating import tabulate

    while True:
        problem = instances.problem_of(edition, asked)
        try:
            keep_what_stands(tabulate(problem.instance))
        except PinError as error:
            file = problem.files[error.application]
            if error.application in problem.subjects:
                raise DomainError(
                    "pins_unmet",
                    _l(
                        "%(name)s is set by hand on a stand where it breaks a rule: "
                        "take it back or change the rule.",
                        name=file.cooperative.name,
                    ),
                ) from error
            asked = replace(asked, ignored=asked.ignored | {file.id})
        else:
            return problem


@dataclass
class Course:
    """How a search goes: the better plans it found, and when it must end.

    `hear` is called now and then with the steps so far and answers whether to stop; `seconds` are the most it
    may take.
    """

    seconds: float
    hear: Callable[[list[dict[str, Any]]], bool] = lambda _steps: False
    every: float = 1.0
    steps: list[dict[str, Any]] = field(default_factory=list)
    is_stopped: bool = False

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start the clock: loading the solver is no part of the search."""
        self._started = self._heard = time.monotonic()

    def left(self) -> float:
        """Seconds left, 0 once somebody wants it to end; the first plan is always let finish."""
        now = time.monotonic()
        if not self.steps:
            return self.seconds
        if now - self._heard >= self.every and not self.is_stopped:
            self._heard = now
            self.is_stopped = self.hear(self.steps)
        return 0.0 if self.is_stopped else self.seconds - (now - self._started)

    def note(self, step: str, values: tuple[float, ...], bounds: tuple[float, ...]) -> None:
        """Keep a step of the search."""
        if len(self.steps) >= MOST_STEPS:
            self.steps[1::2] = []
        seconds = round(time.monotonic() - self._started, 2)
        self.steps.append({"seconds": seconds, "step": step, "values": list(values), "bounds": list(bounds)})
        self.left()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, JSON-ready."""

    assignments: dict[str, list[str]]
    explanations: dict[str, dict[str, int]]
    levels: list[dict[str, Any]]
    is_optimal: bool
    is_repeatable: bool
    taken: list[dict[str, Any]] | None = None


def search(instance: Instance, seed: int, course: Course) -> Found:
    """The best plan within the course's time; one that ended by itself is the same for the same seed."""
    from eventhub.booths.allocation.solve import allocate  # numpy and the solver load with it

    course.begin()
    found = allocate(
        instance.plan,
        instance.applications,
        instance.rules,
        instance.previous,
        deadline=course.left,
        seed=seed,
        threads=_THREADS,
        progress=course.note,
    )
    return Found(
        {name: list(booths) for name, booths in found.assignments.items()},
        {name: dict(why) for name, why in found.explanations.items()},
        [
            {
                "name": level.name,
                "value": float(level.value),
                "bound": None if level.bound is None else float(level.bound),
                "is_proved": bool(level.is_proved),
            }
            for level in found.levels
        ],
        bool(found.is_optimal),
        bool(found.is_optimal or course.left() > 0),
    )
