"""Jobs that come back: each feature declares its own; the scheduler queues them, a worker runs them."""

from collections.abc import Callable

from msgspec import Struct

from eventhub import background, mail, texting
from eventhub.transaction import transaction


class Task(Struct, frozen=True):
    """A function without arguments, every `seconds` or by a `cron` line (UTC)."""

    name: str
    function: Callable[[], object]
    queue: str = "default"
    seconds: int | None = None
    cron: str | None = None


TASKS: list[Task] = []


def declare_task(
    name: str, function: Callable[[], object], *, seconds: int | None = None, cron: str | None = None
) -> None:
    """Run the function again and again; it must be harmless to run twice."""
    if (seconds is None) == (cron is None):
        msg = f"{name} needs either seconds or a cron line"
        raise ValueError(msg)
    TASKS.append(Task(name, function, seconds=seconds, cron=cron))


def run(name: str) -> None:
    """What a worker calls: one task, in one transaction."""
    task = next(task for task in TASKS if task.name == name)
    with transaction():
        task.function()


declare_task("jobs:sweep", background.sweep, seconds=30)
declare_task("mail:forget_sent", mail.forget_sent, cron="27 3 * * *")
declare_task("texts:forget_useless", texting.forget_useless, seconds=300)
declare_task("jobs:forget_done", background.forget_done, cron="17 3 * * *")
