"""Programs solved beside the search, each on a core of its own while HiGHS is at work.

HiGHS lets other threads go on. The deadline is asked only by the thread that
waits, because it may have to look into a database.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING

from eventhub.booths.allocation.region_solver import solve

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from eventhub.booths.allocation.region_program import RegionProgram
    from eventhub.booths.allocation.region_solver import Answer, Limits

_GLANCE = 0.05  # seconds between two looks at the deadline


class Task:
    """One program; solved by the crew, or here when its answer is asked for."""

    def __init__(self, crew: Crew, program: RegionProgram, limits: Limits, *, here: bool) -> None:
        self._crew, self._program, self._limits = crew, program, limits
        self._future = None if here else crew.begin(program, limits)

    def answer(self) -> Answer | None:
        """The answer, or what was found when time ran out."""
        if self._future is None:
            return solve(self._program, self._crew.seconds_left, self._limits)
        return self._crew.wait_for(self._future)


class Crew:
    """So many threads that solve, and one deadline for all of them."""

    def __init__(self, threads: int, seconds_left: Callable[[], float]) -> None:
        self.seconds_left = seconds_left
        self._over = Event()
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads) if threads > 0 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    @property
    def size(self) -> int:
        """How many programs can be solved beside this thread; one is also where there is no other thread."""
        return max(self._threads, 1)

    def give(self, program: RegionProgram, limits: Limits, *, here: bool) -> Task:
        """Have a program solved, by the crew or here."""
        return Task(self, program, limits, here=here)

    def begin(self, program: RegionProgram, limits: Limits) -> Future[Answer | None] | None:
        """Begin at once, where there are threads for it."""
        if self._pool is None:
            return None
        until = time.monotonic() + self.seconds_left()

        def left() -> float:
            return 0.0 if self._over.is_set() else until - time.monotonic()

        return self._pool.submit(solve, program, left, limits)

    def wait_for(self, future: Future[Answer | None]) -> Answer | None:
        """The result of a future, asking the deadline now and then."""
        while not wait([future], _GLANCE).done:
            if self.seconds_left() <= 0:
                self._over.set()
        return future.result()
