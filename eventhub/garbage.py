"""When Python looks for garbage: seldom, and never among what the start of a process made.

A start makes a quarter of a million objects that stay (models, routes, templates). Looking through them again
and again costs a fifth of the start, and a tenth of a second in the middle of somebody's request later.
"""

import gc

SELDOM = 50_000
"""Objects made and not yet forgotten before Python looks for circles among them; its own measure is 700."""


def look_seldom() -> None:
    """Call before the program is imported."""
    gc.set_threshold(SELDOM, 20, 50)


def leave_what_is_there() -> None:
    """Call when the process is ready to work."""
    gc.freeze()
