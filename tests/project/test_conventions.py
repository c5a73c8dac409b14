"""What every feature owes the others: permissions, words, sentences, queues, templates."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from eventhub import background, permissions, places, recurring
from eventhub.app import FEATURES
from eventhub.i18n import LOCALES, speaking

ROOT = Path(__file__).resolve().parents[2]
PHYSICAL = re.compile(
    r"(?<![-\w])(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)
PAGES = sorted(places.TEMPLATES.rglob("*.html"))


def modules(name: str) -> list[ModuleType]:
    names = [f"eventhub.{feature}.{name}" for feature in FEATURES]
    return [import_module(each) for each in names if find_spec(each)]


def phrase_tables() -> list[tuple[str, dict[str, object]]]:
    found = []
    for module in modules("phrases"):
        for name, table in vars(module).items():
            if name.isupper() and isinstance(table, dict):
                found.append((f"{module.__name__}.{name}", table))
    return found


def audit_actions(path: Path) -> Iterator[str]:
    """What a module records, as patterns: whatever is only known when it runs matches any name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record":
            yield from spellings(call.args[1], assigned)


def spellings(action: ast.expr, assigned: list[ast.Assign]) -> list[str]:
    """The patterns an expression may come out as, through names and conditions."""
    match action:
        case ast.Constant(value=str(text)):
            return [re.escape(text)]
        case ast.IfExp(body=one, orelse=other):
            return spellings(one, assigned) + spellings(other, assigned)
        case ast.FormattedValue(value=ast.IfExp() as inside):
            return spellings(inside, assigned)
        case ast.JoinedStr(values=parts):
            ways = product(*(spellings(part, assigned) for part in parts))
            return ["".join(way) for way in ways]
        case ast.Name(id=name):
            values = [each.value for each in assigned if ast.unparse(each.targets[0]) == name]
            return [pattern for value in values for pattern in spellings(value, assigned)] or [".+"]
    return ["[a-z_]+"]


def test_every_permission_of_every_feature_is_judged_by_its_policy():
    for module in modules("permissions"):
        named = set(module.Permission)
        assert named == set(module.POLICY), module.__name__
        assert named <= set(permissions.declared())


def test_every_view_names_a_permission_or_why_it_is_open(apps):
    for app in (apps["sqlite"], apps["postgresql"]):
        for rule in app.url_map.iter_rules():
            reason = app.view_functions[rule.endpoint].permission if rule.endpoint != "static" else "x"
            assert reason in permissions.declared() or len(reason.split()) > 2 or rule.endpoint == "static", (
                rule.rule
            )


def test_every_state_has_its_words():
    for module in modules("states"):
        feature = module.__name__.rpartition(".")[0]
        phrases = import_module(f"{feature}.phrases")
        known = {
            str(key)
            for name, table in vars(phrases).items()
            if isinstance(table, dict) and name.isupper()
            for key in table
        }
        for enumeration in vars(module).values():
            if isinstance(enumeration, type) and enumeration.__name__.endswith("State"):
                missing = {str(state) for state in enumeration} - known
                assert not missing, f"{feature}: {enumeration.__name__}: {missing}"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_phrase_is_translated(apps, language):
    with apps["sqlite"].test_request_context(), speaking(language):
        spoken = {
            f"{name}[{key}]": str(text)
            for name, table in phrase_tables()
            for key, text in table.items()
            if hasattr(text, "_args")
        }
    with apps["sqlite"].test_request_context(), speaking("en"):
        english = {
            f"{name}[{key}]": str(text)
            for name, table in phrase_tables()
            for key, text in table.items()
            if hasattr(text, "_args")
        }
    assert len(spoken) > 30
    same = [key for key, text in spoken.items() if text == english[key] and len(text) > 6]
    assert not (same if language == "ar" else same[len(english) // 5 :]), same


def test_every_audit_action_has_a_sentence_and_every_sentence_an_action():
    sentences = {action for module in modules("phrases") for action in getattr(module, "AUDIT", {})}
    recorded = {
        pattern: path.name for path in (ROOT / "eventhub").rglob("*.py") for pattern in audit_actions(path)
    }
    assert len(recorded) > 50
    matched = {pattern: {each for each in sentences if re.fullmatch(pattern, each)} for pattern in recorded}
    assert {pattern: recorded[pattern] for pattern, found in matched.items() if not found} == {}
    assert sentences - set().union(*matched.values()) == set()


def test_every_job_goes_to_a_queue_with_a_worker(apps):
    assert background._jobs
    for function in background._jobs.values():
        assert function.queue in background.QUEUES
    for task in recurring.TASKS:
        assert task.queue in background.QUEUES


def test_every_template_compiles(apps):
    for page in PAGES:
        apps["sqlite"].jinja_env.get_template(page.relative_to(places.TEMPLATES).as_posix())


def test_no_page_holds_an_inline_style_or_script():
    found = {}
    for page in PAGES:
        source = page.read_text(encoding="utf-8")
        if not {"documents", "mail"} & set(page.parts):
            scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", source)
            found[page.name] = scripts + re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", source)
    assert {name: what for name, what in found.items() if what} == {}


def test_style_sheets_know_no_left_and_right():
    found = {}
    for sheet in (places.STATIC / "css").glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        found[sheet.name] = PHYSICAL.findall(rules)
    assert len(found) > 3
    assert {name: what for name, what in found.items() if what} == {}


def test_every_mail_has_all_its_parts():
    for folder in sorted((places.TEMPLATES / "mail").iterdir()):
        if folder.is_dir() and not folder.name.startswith("_"):
            assert {"subject.txt", "body.txt", "body.html"} <= {part.name for part in folder.iterdir()}, (
                folder.name
            )


def test_every_language_has_a_locale():
    assert set(LOCALES) == {"ar", "fr", "en", "zgh"}


OPTIONS = {"joinedload", "selectinload", "contains_eager", "load_only", "defer", "aliased"}
"""What settles every table known so far when it is made: at import that is half of them, and again later."""


def test_no_module_makes_loading_options_as_it_is_imported():
    found = []
    for path in sorted((ROOT / "eventhub").rglob("*.py")):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        made = [node for node in body if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr)]
        calls = (each for node in made for each in ast.walk(node) if isinstance(each, ast.Call))
        found += [f"{path.name}: {ast.unparse(call)}" for call in calls if ast.unparse(call.func) in OPTIONS]
    assert found == []


def test_a_field_refuses_only_in_the_way_forms_understand():
    """Anything else raised while a form is checked is no sentence beside the field, but a broken page."""
    found = [
        f"{path.name}: {ast.unparse(refusal)}"
        for path in sorted((ROOT / "eventhub").rglob("*.py"))
        for check in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(check, ast.FunctionDef) and check.name.startswith("validate_")
        for refusal in ast.walk(check)
        if isinstance(refusal, ast.Raise) and refusal.exc is not None
        if not ast.unparse(refusal.exc).startswith(("ValidationError(", "StopValidation("))
    ]
    assert found == []
