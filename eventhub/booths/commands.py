"""The commands ``eventhub allocate`` and ``eventhub allocate --check``.

They read and write files of ``eventhub-allocation/1`` and print what they
found. Bad input raises ``BadInput`` and leaves no output file.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from eventhub.booths.allocation.cursor import load
from eventhub.booths.allocation.reading import read_instance
from eventhub.booths.allocation.solution import check_solution_shape, solution_document
from eventhub.booths.auditor import audit
from eventhub.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from eventhub.booths.allocation.instance import Instance
    from eventhub.booths.allocation.solve import Allocation, LevelReport

_SHOWN = 20


def allocate_command(
    instance_path: str | Path,
    solution_path: str | Path,
    time_s: float = 60,
    threads: int = 1,
    seed: int = 1,
    rounds: int | None = None,
    out: TextIO | None = None,
) -> int:
    """Solve one instance within ``time_s`` seconds, write the solution, print levels, bounds and status.

    With ``rounds`` the search ends after so many regions: with time to spare, the same seed and rounds give
    the same solution on every machine.
    """
    started = time.monotonic()
    if not time_s > 0:
        raise BadInput("--time", "", "must be more than 0 seconds")
    source = Path(instance_path)
    top = load(source)
    instance = read_instance(top)
    allocation = _solve(
        source,
        instance,
        lambda: time_s - (time.monotonic() - started),
        threads=threads,
        seed=seed,
        rounds=rounds,
    )
    _write(Path(solution_path), solution_document(instance.name, allocation))
    _print_levels(allocation, len(instance.applications), out or sys.stdout)
    return 0


def check_command(instance_path: str | Path, solution_path: str | Path, out: TextIO | None = None) -> int:
    """Audit one solution: 0 if it holds, 1 if it breaks a rule or explains a refusal falsely."""
    top, answer = load(Path(instance_path)), load(Path(solution_path))
    read_instance(top)
    check_solution_shape(answer)
    verdict = audit(top.document, answer.document)
    say = _printer(out or sys.stdout)
    for title, found in (("broken", verdict.faults), ("untrue", verdict.untrue)):
        for line in found[:_SHOWN]:
            say(f"{title}: {line}")
        if len(found) > _SHOWN:
            say(f"{title}: and {len(found) - _SHOWN} more")
    for name, value in verdict.levels:
        say(f"{name} {value:g}")
    say(f"waste {len(verdict.wasteful)}, justified envy {len(verdict.envious)}")
    say("the plan holds" if verdict.is_clean else "the plan does not hold")
    return 0 if verdict.is_clean else 1


def _solve(
    source: Path,
    instance: Instance,
    seconds_left: Callable[[], float],
    *,
    threads: int,
    seed: int,
    rounds: int | None,
) -> Allocation:
    from eventhub.booths.allocation.greedy import PinError  # numpy and the solvers load with these
    from eventhub.booths.allocation.solve import allocate

    try:
        return allocate(
            instance.plan,
            instance.applications,
            instance.rules,
            instance.previous,
            deadline=seconds_left,
            seed=seed,
            threads=threads,
            rounds=rounds,
            progress=_progress(seconds_left),
        )
    except PinError as error:
        raise BadInput(source, f"rules.pins of {error.application}", error.what) from error


def _progress(
    seconds_left: Callable[[], float],
) -> Callable[[str, tuple[float, ...], tuple[float, ...]], None] | None:
    """A line on standard error for each better plan, when somebody is watching."""
    if not sys.stderr.isatty():
        return None

    def show(step: str, vector: tuple[float, ...], _bounds: tuple[float, ...]) -> None:
        levels = " ".join(f"{value:g}" for value in vector)
        sys.stderr.write(f"\r\x1b[K{max(seconds_left(), 0):6.1f} s left  {levels}  {step}")
        sys.stderr.flush()

    return show


def _printer(out: TextIO) -> Callable[[str], None]:
    return lambda line: print(line, file=out)


def _print_levels(allocation: Allocation, applications: int, out: TextIO) -> None:
    say = _printer(out)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    say("levels " + ", ".join(f"{level.name}={level.value:g}" for level in allocation.levels))
    for level in allocation.levels:
        say(f"{level.name:12} {level.value:>8g}  bound {_bound(level)}")
    say(f"{len(allocation.assignments)} of {applications} placed, {len(allocation.explanations)} refused")
    say("status " + ("optimal" if allocation.is_optimal else "feasible"))


def _bound(level: LevelReport) -> str:
    if level.bound is None:
        return "none: not found in this time, or a level above is not proved"
    if level.is_proved:
        return f"{level.bound:g}, proved"
    return f"{level.bound:g}, at most {(level.value - level.bound) / level.value:.1%} above the best"


def _write(path: Path, document: dict[str, object]) -> None:
    """The file, whole or not at all."""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be written") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be written") from error
    finally:
        Path(draft).unlink(missing_ok=True)
