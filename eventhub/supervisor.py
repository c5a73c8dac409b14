"""A small supervisor of processes: starts named children, restarts one that dies, ends all of them together.

`supervise()` is what `eventhub run` stands on; `guarded()` and `die_with_parent()` serve whoever else starts
processes. On Linux nothing outlives its parent, even one killed with -9: a child is started through this
file as a script (the trampoline at the end), which asks the kernel for a signal at its parent's death and
then becomes the command. Doing that after the fork, in Python, would be unsafe beside threads.

Only the standard library is imported, so that the trampoline starts in a few milliseconds.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

GRACE = 10.0  # seconds from TERM to KILL, for all children together
READY_WITHIN = 90.0  # seconds a child has to become ready, on a slow and busy machine
SETTLED_AFTER = 2.0  # seconds; a child that dies sooner after its first start never worked
BACK_OFF = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds before the first, second, … restart
FORGIVEN_AFTER = 60.0  # seconds of work after which earlier deaths no longer count
_BEAT = 0.1  # seconds between two looks at what is waited for
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, kw_only=True)
class Child:
    """One process to keep alive.

    `env` is the whole environment (None: ours). `ready` answers whether it can be used; without it, having
    been started is enough. `port` is where it will listen, looked at before anything starts. `log` is the
    file it writes its complaints to, if that is not standard error.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    ready: Callable[[], bool] | None = None
    port: tuple[str, int] | None = None
    log: str | None = None


class SupervisionError(Exception):
    """The children could not be started; the text is one line for a person."""


def die_with_parent(parent: int | None = None, *, by: int = signal.SIGKILL) -> None:
    """Have the kernel send this process the signal `by` when its parent dies; for use right after a fork.

    `parent` is the parent's id as known before the fork: if it is gone already, this process ends here.
    Linux only; elsewhere nothing happens. The order is lost when the process changes its user.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def guarded(
    argv: Sequence[str], *, by: signal.Signals = signal.SIGTERM, user: tuple[int, int] | None = None
) -> list[str]:
    """The command that runs `argv` and gets the signal `by` when this process dies.

    `user` is the (uid, gid) to become first, for programs that refuse root; it need not be able to read
    this file or the interpreter. Start the command from a thread that lives as long as the process: the
    kernel counts the thread's end as the parent's death.
    """
    become = "-" if user is None else f"{user[0]}:{user[1]}"
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(int(by)), become, *argv]


def refuse_taken_port(host: str, port: int) -> None:
    """Raise SupervisionError with a sentence if nobody could listen at `host` and `port` now."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} of {host} is already in use; stop that program or choose PORT={port + 1}"
        else:
            message = f"cannot listen on port {port} of {host}: {error.strerror or error}"
        raise SupervisionError(message) from None


def supervise(children: Sequence[Child], *, on_ready: Callable[[], None] | None = None) -> int:
    """Start `children` in order, each once the one before is ready, and keep them alive until told to stop.

    Ends on SIGINT, SIGTERM or SIGHUP: the children get TERM in the reverse order, so that each can rely on
    those started before it to its end, and KILL after GRACE or at a second signal. Call it from the main
    thread. Answers the exit code: 0 when told to stop, 1 when a child could not start, 2 when a port is
    taken (then nothing was started). Writes its own few lines, and nothing else, to standard error.
    """
    try:
        for child in children:
            if child.port is not None:
                refuse_taken_port(*child.port)
    except SupervisionError as error:
        _say(str(error))
        return 2
    with _signals() as told:
        running: list[_Running] = []
        try:
            for child in children:
                running.append(_Running(child))
                running[-1].await_ready(running, told)
            if on_ready is not None and not told.to_stop:
                on_ready()
            while not told.to_stop:
                told.wait(_BEAT * 10)
                for each in running:
                    each.revive()
        except SupervisionError as error:
            _say(str(error))
            return 1
        finally:
            _end(running, told)
    return 0


class _Told:
    """What signals have said so far, and a way to sleep that any of them interrupts."""

    def __init__(self, wakes: socket.socket) -> None:
        self.times = 0
        self._wakes = wakes

    @property
    def to_stop(self) -> bool:
        return self.times > 0

    def wait(self, seconds: float) -> None:
        if select.select([self._wakes], [], [], seconds)[0]:
            self._wakes.recv(4096)


@contextlib.contextmanager
def _signals() -> Iterator[_Told]:
    """Count requests to stop; wake up for them and for a child's death; restore everything afterwards."""
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.settimeout(0)
    told = _Told(reader)

    def stop(_number: int, _frame: object) -> None:
        told.times += 1

    before = {
        number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield told
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        reader.close()
        writer.close()


class _Running:
    """A child with its process, its deaths, and when it may be started again."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.deaths = 0
        self.restart_at: float | None = None
        self.settled = False
        self.start()

    def start(self) -> None:
        """Start the process in a session of its own: Ctrl-C in the terminal reaches the supervisor alone."""
        self.restart_at = None
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            guarded(self.child.argv), env=self.child.env, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def await_ready(self, others: Sequence[_Running], told: _Told) -> None:
        """Wait until the child is ready or a stop is asked; SupervisionError if one of `others` is dead."""
        if self.child.ready is None:
            return
        while not told.to_stop:
            for each in others:
                each.refuse_death_at_start()
            if self.child.ready():
                self.settled = True
                return
            if time.monotonic() - self.started_at > READY_WITHIN:
                message = f"{self.child.name} was not ready within {READY_WITHIN:.0f} s"
                raise SupervisionError(message)
            told.wait(_BEAT)

    def refuse_death_at_start(self) -> None:
        """Raise SupervisionError if the process has ended: during the start nothing is restarted."""
        status = self.process.poll()
        if status is not None:
            reason = f"in {self.child.log}" if self.child.log else "above"
            message = f"{self.child.name} {_ending(status)} at its start; the reason is {reason}"
            raise SupervisionError(message)

    def revive(self) -> None:
        """Restart a process that died, with back-off; SupervisionError if it died at its very first start."""
        now = time.monotonic()
        if self.restart_at is not None:
            if now >= self.restart_at:
                self.start()
            return
        status = self.process.poll()
        lived = now - self.started_at
        if status is None:
            self.settled = self.settled or lived >= SETTLED_AFTER
            return
        self.kill_group()
        if not self.settled:
            self.refuse_death_at_start()
        self.deaths = 1 if lived >= FORGIVEN_AFTER else self.deaths + 1
        delay = BACK_OFF[min(self.deaths, len(BACK_OFF)) - 1]
        _say(f"{self.child.name} {_ending(status)}; starting it again in {delay:.0f} s")
        self.restart_at = now + delay

    def kill_group(self) -> None:
        """Send KILL to the process and to what it left behind in its group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _end(running: Sequence[_Running], told: _Told) -> None:
    """TERM to each, the last started first; KILL to what is left after GRACE or at another signal."""
    deadline = time.monotonic() + GRACE
    signals_before = told.times
    for each in reversed(running):
        if each.process.returncode is not None:
            continue
        each.process.terminate()
        while each.process.poll() is None and time.monotonic() < deadline and told.times <= signals_before:
            told.wait(_BEAT)
        each.kill_group()


def _ending(status: int) -> str:
    """How a process ended, in words, from Popen's status."""
    if status < 0:
        return f"was killed by {signal.Signals(-status).name}"
    return f"ended with status {status}"


def _say(line: str) -> None:
    sys.stderr.write(f"eventhub: {line}\n")
    sys.stderr.flush()


def _become(parent: str, by: str, user: str, *command: str) -> None:
    """The trampoline: change the user unless it is `-`, order the signal, and become the command."""
    if user != "-":
        uid, gid = map(int, user.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # What a shell starts in the background ignores INT and QUIT, and so would the command.
    if int(by) != signal.SIGKILL:
        signal.signal(int(by), signal.SIG_DFL)
    die_with_parent(int(parent), by=int(by))
    try:
        os.execvp(command[0], command)  # noqa: S606 - becoming the command is the point
    except OSError as error:
        _say(f"cannot run {command[0]}: {error.strerror}")
        sys.exit(127)


if __name__ == "__main__":
    _become(*sys.argv[1:])
