"""The routes' rules, of which most are never used to build an address in the life of a process."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


def _late(name: str, *, append_unknown: bool) -> Callable[..., tuple[str, str]]:
    """What stands under `name` of a rule until it is first called: it compiles, and gives its place away."""

    def build(rule: Rule, **values: Any) -> tuple[str, str]:
        compiled = Rule._compile_builder(rule, append_unknown).__get__(rule, None)  # noqa: SLF001 - as Werkzeug does
        setattr(rule, name, compiled)
        address: tuple[str, str] = compiled(**values)
        return address

    return build


_BUILD = _late("_build", append_unknown=False)
_BUILD_UNKNOWN = _late("_build_unknown", append_unknown=True)


class LateRule(Rule):
    """A rule that compiles what builds its addresses when an address is first built.

    Werkzeug compiles two functions a rule as it is added, nine tenths of what making the application costs
    once its modules are read; a command or a worker then uses few of them. Matching is not touched.
    """

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002 - Werkzeug's own signature
    ) -> Callable[..., tuple[str, str]]:
        return _BUILD_UNKNOWN if append_unknown else _BUILD
