"""The commands ``eventhub allocate`` and ``eventhub allocate --check``.

They read and write files of ``eventhub-allocation/1`` and print what they did;
bad input raises ``BadInput`` and leaves no output file.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from eventhub.booths.allocation.cursor import load
from eventhub.booths.allocation.instance import SOLUTION_FORMAT
from eventhub.booths.allocation.reading import read_instance
from eventhub.errors import BadInput

if TYPE_CHECKING:
    from eventhub.booths.allocation.solve import Allocation


def allocate_command(
    instance_path: Path, solution_path: Path, time_s: float = 60, threads: int = 1, seed: int = 1
) -> int:
    """Solve one instance within ``time_s`` seconds, write the solution, print levels and bounds."""
    started = time.monotonic()
    instance = read_instance(load(Path(instance_path)))
    from eventhub.booths.allocation.solve import allocate  # numpy and scipy load with it

    allocation = allocate(
        instance.plan,
        instance.applications,
        instance.rules,
        instance.previous,
        deadline=lambda: time_s - (time.monotonic() - started),
        seed=seed,
        threads=threads,
        progress=lambda s, v: print("  %.2f" % (time.monotonic() - started), s, v),
    )
    _write(Path(solution_path), instance.name, allocation)
    for level in allocation.levels:
        print(level.name, level.value, level.bound, level.is_proved)
    return 0


def _write(path: Path, name: str, allocation: Allocation) -> None:
    """The solution file, whole or not at all."""
    document = {
        "format": SOLUTION_FORMAT,
        "instance": name,
        "assignments": {a: list(booths) for a, booths in allocation.assignments.items()},
        "explanations": {a: {"blocked": dict(why)} for a, why in allocation.explanations.items()},
    }
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(path, "", error.strerror or "cannot be written") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
