"""PURE: how a file of visitors goes on its way."""

from enum import StrEnum


class ImportState(StrEnum):
    """`sent`: its columns are being named; then its rows are read, then they come in, or it failed."""

    SENT = "sent"
    CHECKING = "checking"
    CHECKED = "checked"
    COMING_IN = "coming_in"
    DONE = "done"
    FAILED = "failed"
    TAKEN_BACK = "taken_back"


MOVES = {
    ImportState.SENT: {ImportState.CHECKING},
    ImportState.CHECKING: {ImportState.CHECKED, ImportState.FAILED},
    ImportState.CHECKED: {ImportState.CHECKING, ImportState.COMING_IN},
    ImportState.COMING_IN: {ImportState.DONE},
    ImportState.DONE: {ImportState.TAKEN_BACK},
    ImportState.FAILED: {ImportState.CHECKING},
    ImportState.TAKEN_BACK: set(),
}
AT_WORK = frozenset({ImportState.CHECKING, ImportState.COMING_IN})
"""While a worker has it."""
