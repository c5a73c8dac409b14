"""What `eventhub verify` recomputes: each feature adds a check that yields what disagrees."""

from collections.abc import Callable, Iterable, Mapping

from eventhub.audit import verify_chain

Check = Callable[[], Iterable[str]]

_checks: dict[str, Check] = {"audit chain": verify_chain}


def declare_check(name: str, check: Check) -> None:
    """Add a check; it yields one sentence for each difference and nothing when all agrees."""
    _checks[name] = check


def run_checks() -> Mapping[str, list[str]]:
    """Run every check; gives the differences found by each, in the order they were declared."""
    return {name: list(check()) for name, check in _checks.items()}
