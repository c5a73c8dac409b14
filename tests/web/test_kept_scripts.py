"""What opens without a network has every script it imports among what the service worker keeps."""

import posixpath
import re

import pytest

from eventhub import places

IMPORT = re.compile(r"""^(?:import|export)\b[^"']*["'](\.[^"']+)["']""", re.MULTILINE)


def imported(script):
    """The scripts that one under static/js imports at once, by their paths there."""
    text = (places.STATIC / "js" / script).read_text(encoding="utf-8")
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(script), each)) for each in IMPORT.findall(text)
    }


@pytest.mark.parametrize(
    "address", ["/judging/offline.json", "/booths/offline.json", "/contests/offline.json"]
)
def test_kept_scripts_import_kept_scripts_only(client, address):
    kept = {name for each in client.get(address).json["files"] for name in re.findall(r"/js/(.+\.js)$", each)}
    assert {"main.js", "leaving.js"} <= kept
    assert set().union(*map(imported, kept)) <= kept


def test_the_scanner_keeps_all_it_imports():
    worker = (places.STATIC / "sw.js").read_text(encoding="utf-8")
    shell = worker[worker.index("const SHELL") : worker.index("const KEPT_PAGES")]
    found, waiting = set(), {"scan/gate.js"}
    while waiting:
        script = waiting.pop()
        found.add(script)
        waiting |= imported(script) - found
    assert len(found) > 5
    names = {script.removesuffix(".js") for script in found}
    assert [
        each for each in sorted(names) if f"js/{each}.js" not in shell and f'"{each[5:]}"' not in shell
    ] == []


def test_the_page_without_a_network_knows_nobody_and_its_scripts_are_kept(client):
    page = client.get("/offline?lang=fr")
    assert page.status_code == 200
    assert "Pas de réseau" in page.text
    assert "csrf_token" not in page.text
    worker = (places.STATIC / "sw.js").read_text(encoding="utf-8")
    kept = worker[worker.index("function keepAbsence") : worker.index("function absence")]
    assert "data-await-network" in page.text
    for name in ("css/base.css", "img/sprite.svg", "js/main.js", "js/network.js"):
        assert f'"{name}"' in kept
