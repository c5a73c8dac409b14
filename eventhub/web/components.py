"""Components imported once: a macro that reads nothing of its page needs no module of its own for each page.

Jinja runs a template imported `with context` anew for every page. Most components only use their arguments
and the globals of all templates, so the module made at first is as good; those that read a page's variables
(`lang`, `current_user`) or do anything before a macro is called (say a word in the language of the moment),
themselves or through what they import, are still run each time.
"""

from collections.abc import MutableMapping
from typing import Any, Self

from flask import Flask
from jinja2 import Environment, Template, meta, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from eventhub.web.rendering import escaped


class Component(Template):
    """A template that knows whether its macros depend on the page that imports them."""

    is_independent: bool | None = None

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's own name
    ) -> Self:
        """What Jinja made of a template, told how we escape."""
        namespace["escape"] = escaped
        made: Self = super()._from_namespace(environment, namespace, globals)  # type: ignore[assignment]
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """The macros for an import without context: all share their globals, so none is looked for."""
        del ctx
        return super()._get_default_module()

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
    if not all(_only_names(node, environment) for node in tree.body):
        wanted.add("?")
    for other in meta.find_referenced_templates(tree):
        wanted |= {"?"} if other is None else _wanted(environment, other, seen)
    return wanted


def _only_names(node: nodes.Node, environment: Environment) -> bool:
    """Whether a part of a template says nothing by itself: a macro, an import, a global's name, space."""
    if isinstance(node, nodes.Assign):
        return isinstance(node.node, nodes.Name) and node.node.name in environment.globals
    if isinstance(node, nodes.Macro | nodes.FromImport):
        return True
    parts = node.nodes if isinstance(node, nodes.Output) else [node]
    return all(isinstance(part, nodes.TemplateData) for part in parts)
