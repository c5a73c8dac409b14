"""When Python looks for garbage: seldom while a process starts, and later not among what the start made.

A start makes some hundred thousand objects that stay (models, routes, templates). Looking through them again
and again costs a fifth of the start, and a tenth of a second in the middle of somebody's request later.
"""

import gc

USUAL = gc.get_threshold()
SELDOM = 50_000
"""Objects made and not yet forgotten before Python looks for circles among them; its own measure is 700."""


def look_seldom() -> None:
    """Call before the program is imported, by a command that may work for long without more."""
    gc.set_threshold(SELDOM, *USUAL[1:])


def look_not_yet() -> None:
    """The same for a process that only starts until `leave_what_is_there`: it leaves some hundred circles."""
    gc.disable()


def leave_what_is_there() -> None:
    """Call when the process is ready to work: from now on as usual, or documents once made would pile up."""
    gc.freeze()
    gc.set_threshold(*USUAL)
    gc.enable()
