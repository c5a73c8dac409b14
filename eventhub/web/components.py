"""Components imported once: a macro that reads nothing of its page needs no module of its own for each page.

Jinja runs a template imported `with context` anew for every page. Most components only use their arguments
and the globals of all templates, so the module made at first is as good; those that read a page's variables
(`lang`, `current_user`) or do anything before a macro is called (say a word in the language of the moment),
themselves or through what they import, are still run each time.
"""

from typing import Any

from flask import Flask
from jinja2 import Environment, Template, meta, nodes
from jinja2.environment import TemplateModule


class Component(Template):
    """A template that knows whether its macros depend on the page that imports them."""

    is_independent: bool | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's own names
        shared: bool = False,  # noqa: FBT001, FBT002 - and positions
        locals: Any = None,  # noqa: A002
    ) -> TemplateModule:
        """The macros, as Jinja asks for them on `import … with context` (and only then with variables)."""
        if not vars or self.name is None:
            return super().make_module(vars, shared, locals)
        if self.is_independent is None:
            self.is_independent = not _wanted(self.environment, self.name, set())
        return (
            self._get_default_module() if self.is_independent else super().make_module(vars, shared, locals)
        )


def configure(app: Flask) -> None:
    """Let the application's templates be such."""
    app.jinja_env.template_class = Component


def _wanted(environment: Environment, name: str, seen: set[str]) -> set[str]:
    """What a template and all it imports expect from a page: variables; `?` for what only running tells."""
    if name in seen or environment.loader is None:
        return set()
    seen.add(name)
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    wanted = meta.find_undeclared_variables(tree) - environment.globals.keys()
    if not all(isinstance(node, nodes.Macro | nodes.FromImport) or _is_space(node) for node in tree.body):
        wanted.add("?")
    for other in meta.find_referenced_templates(tree):
        wanted |= {"?"} if other is None else _wanted(environment, other, seen)
    return wanted


def _is_space(node: nodes.Node) -> bool:
    parts = node.nodes if isinstance(node, nodes.Output) else [node]
    return all(isinstance(part, nodes.TemplateData) for part in parts)
