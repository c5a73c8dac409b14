"""The routes' rules, of which most are never used to build an address in the life of a process."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule that compiles what builds its addresses when an address is first built.

    Werkzeug compiles two functions a rule as it is added, nine tenths of what making the application costs
    once its modules are read; a command or a worker then uses few of them. Matching is not touched.
    """

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: FBT001, FBT002 - Werkzeug's own signature
    ) -> Callable[..., tuple[str, str]]:
        name = "_build_unknown" if append_unknown else "_build"
        compile_now = super()._compile_builder

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            compiled = compile_now(append_unknown).__get__(rule, None)
            setattr(rule, name, compiled)
            address: tuple[str, str] = compiled(**values)
            return address

        return build
