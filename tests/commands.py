"""The command `eventhub`, and gunicorn, each call in a process of its own whose start costs little.

A start of Python reads some 1,600 modules, which costs more than what most commands then do. One process
reads them once and forks at each call (the fork server of multiprocessing); environment, folder, input and
output are the child's own. What a real start does is tested where starts are: `tests/contracts`' installation
is served by `python -m eventhub.cli run`, the journeys' by `… demo`.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["__main__", "tests.commands_imported"])


def run(
    *arguments: object, environment: Mapping[str, str] | None = None, within: float = 300
) -> subprocess.CompletedProcess[str]:
    """The exit code, output and complaints of `eventhub ARGUMENTS`; TimeoutExpired after so many seconds.

    `environment` is the whole environment (None: ours).
    """
    argv = ("eventhub", *map(str, arguments))
    with tempfile.TemporaryDirectory(prefix="eventhub-command-") as folder:
        out, complaints = Path(folder, "out"), Path(folder, "complaints")
        process = _start("eventhub.cli", "main", argv, environment, out, complaints)
        process.join(within)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(argv, within, out.read_bytes(), complaints.read_bytes())
        said = (path.read_text(encoding="utf-8") for path in (out, complaints))
        return subprocess.CompletedProcess(argv, process.exitcode, *said)


@contextlib.contextmanager
def gunicorn(*arguments: str, environment: Mapping[str, str], log: Path, stop_within: float) -> Iterator[Any]:
    """A running `gunicorn ARGUMENTS`, asked to end afterwards; yields the process (is_alive, pid)."""
    process = _start("gunicorn.app.wsgiapp", "run", ("gunicorn", *arguments), environment, log, log)
    try:
        yield process
    finally:
        process.terminate()
        process.join(stop_within)
        if process.is_alive():
            process.kill()
            process.join()
            message = f"gunicorn did not end within {stop_within} s: {log.read_text()[-2000:]}"
            raise RuntimeError(message)


def _start(
    module: str,
    function: str,
    argv: Sequence[str],
    environment: Mapping[str, str] | None,
    out: Path,
    complaints: Path,
) -> Any:
    given = dict(os.environ if environment is None else environment)
    process = _forking.Process(
        target=_become, args=(module, function, argv, given, Path.cwd(), out, complaints), daemon=False
    )
    process.start()
    return process


def _become(
    module: str,
    function: str,
    argv: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    out: Path,
    complaints: Path,
) -> None:
    """In the child: take its place in the world, then be the program."""
    from importlib import import_module

    from eventhub.supervisor import die_with_parent

    die_with_parent()
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, out, os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        (2, complaints, os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        file = os.open(path, flags, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.argv = list(argv)
    try:
        getattr(import_module(module), function)()
    finally:
        atexit._run_exitfuncs()
