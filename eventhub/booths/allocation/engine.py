"""HiGHS, silent and interruptible; loaded only when something is to be solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def start_highs(is_over: Callable[[], bool], **options: bool | float | str) -> Any:
    """A HiGHS that writes nothing and stops when ``is_over`` says so."""
    import highspy

    class Silent(highspy.Highs):
        """HiGHS greets on standard output as soon as callbacks are switched on, unless told not to."""

        def enableCallbacks(self) -> None:  # noqa: N802 - their name
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - their signature
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    def interrupt(event: Any) -> None:
        if is_over():
            event.interrupt()

    highs = Silent()  # type: ignore[no-untyped-call]
    for option, value in options.items():
        highs.setOptionValue(option, value)
    highs.cbSimplexInterrupt += interrupt
    highs.cbMipInterrupt += interrupt
    return highs


def limit_time(highs: Any, seconds: float) -> None:
    """End the next run, which may follow others, after so many more seconds on the clock."""
    highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.0))
