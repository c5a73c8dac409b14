"""What every feature owes the others: permissions, words, sentences, queues, templates."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from eventhub import background, permissions, places, recurring
from eventhub.app import FEATURES
from eventhub.i18n import LOCALES, speaking

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(places.TEMPLATES.rglob("*.html"))
AUDIT_ACTION = re.compile(r"""audit\.record\(\s*[^,]+,\s*f?["']([a-z_:{}.]+)["']""")


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


def test_every_permission_of_every_feature_is_judged_by_its_policy():
    for module in modules("permissions"):
        named = set(module.Permission)
        assert named == set(module.POLICY), module.__name__
        assert named <= set(permissions.declared())


def test_every_view_names_a_permission_or_why_it_is_open(apps):
    for app in apps.values():
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


def test_every_audit_action_has_a_sentence():
    sentences = {action for module in modules("phrases") for action in getattr(module, "AUDIT", {})}
    for path in (ROOT / "eventhub").rglob("*.py"):
        for action in AUDIT_ACTION.findall(path.read_text(encoding="utf-8")):
            pattern = re.escape(action).replace(r"\{", "{").replace(r"\}", "}")
            wanted = re.compile(re.sub(r"{[^}]*}", "[a-z_]+", pattern))
            assert any(wanted.fullmatch(each) for each in sentences), f"{path.name}: {action}"


def test_every_job_goes_to_a_queue_with_a_worker(apps):
    assert background._jobs
    for function in background._jobs.values():
        assert function.queue in background.QUEUES
    for task in recurring.TASKS:
        assert task.queue in background.QUEUES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(places.TEMPLATES)))
def test_every_template_compiles_and_holds_no_inline_style_or_script(apps, page):
    source = page.read_text(encoding="utf-8")
    apps["sqlite"].jinja_env.compile(source, filename=str(page))
    if "documents" in page.parts or "mail" in page.parts:
        return
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", source)
    for script in re.findall(r"<script[^>]*>", source):
        assert "src=" in script or 'type="application/json"' in script, script


@pytest.mark.parametrize("sheet", sorted((places.STATIC / "css").glob("*.css")), ids=lambda sheet: sheet.name)
def test_style_sheets_know_no_left_and_right(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    physical = re.findall(
        r"(?<![-\w])(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)",
        rules,
    )
    assert physical == []


def test_every_mail_has_all_its_parts():
    for folder in sorted((places.TEMPLATES / "mail").iterdir()):
        if folder.is_dir() and not folder.name.startswith("_"):
            assert {"subject.txt", "body.txt", "body.html"} <= {part.name for part in folder.iterdir()}, (
                folder.name
            )


def test_every_language_has_a_locale():
    assert set(LOCALES) == {"ar", "fr", "en", "zgh"}
