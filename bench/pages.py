"""What pages cost: processor milliseconds a request on a filled PostgreSQL, bytes on a phone, memory.

    python -m bench.pages [--database URL]

gunicorn with two sync workers serves the real application; figures are told in references (see
`bench/measuring.py`). Without --database, a PostgreSQL of its own is filled first (`bench/filling.py`).
"""

import argparse
import contextlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

import sqlalchemy as sa

from bench import filling
from bench.measuring import Answer, Server, cost_line, heading, in_turns, line, serve, serve_as_installed

LIST_GOAL, SEARCH_GOAL, DIRECTORY_GOAL, STAND_GOAL, SHEET_GOAL = 15, 25, 20, 3, 3
FIRST_VISIT_KB, LATER_VISIT_KB, WORKER_MB = 30, 5, 110
WALKS = 3
"""How often all pages are asked for where two workers share the requests: each has seen every one then."""
REACHED = re.compile(
    r"""(?:<link[^>]*rel="[^"]*stylesheet[^"]*"[^>]*href|<script[^>]*src|<img[^>]*src)="([^"]+)"""
)
BEHAVIOURS = re.compile(r""""([^"]+)": "([a-z-]+)",""")
"""In `js/main.js`: what a page holds, and the module that is fetched for it."""
ICONS = re.compile(r"""<use[^>]*href="([^"#]+)""")


@dataclass(frozen=True)
class Page:
    """A page, what it is called, who asks for it and what it may cost."""

    name: str
    path: str
    account: str = ""
    goal: float | None = None


def pages(stand: str, last: str) -> list[Page]:
    """Every page measured. `stand`: a stand's code; `last`: the key before the directory's last page."""
    work, old, new = "/work/e/khenifra-demo", "/work/e/khenifra-2025", "/work/e/safi-pottery"
    fair = "/e/khenifra-demo"
    return [
        Page("applications, 10,000", f"{work}/applications", "organizer", LIST_GOAL),
        Page("… searched", f"{work}/applications?q={quote('نساء الأطلس')}", "organizer", SEARCH_GOAL),
        Page("… by score", f"{work}/applications?sort=score", "organizer", LIST_GOAL),
        Page("visitors, 10,000", f"{new}/visitors", "organizer", LIST_GOAL),
        Page("… searched", f"{new}/visitors?q={quote('فاطمة بنعلي')}", "organizer", SEARCH_GOAL),
        Page("visitors, 200,000", f"{old}/visitors", "organizer", LIST_GOAL),
        Page("… searched", f"{old}/visitors?q={quote('فاطمة بنعلي')}", "organizer", SEARCH_GOAL),
        Page("directory of 61,000, first page", "/cooperatives", goal=DIRECTORY_GOAL),
        Page("… last page", f"/cooperatives?after={last}", goal=DIRECTORY_GOAL),
        Page("… searched in Arabic", f"/cooperatives?q={quote('الأطلس للعسل')}", goal=DIRECTORY_GOAL),
        Page("… searched in French", "/cooperatives?q=femmes+miel", goal=DIRECTORY_GOAL),
        Page("… searched for a rare word", "/cooperatives?q=118%2F2016", goal=DIRECTORY_GOAL),
        Page("a stand, first visit", f"/s/{stand}", goal=STAND_GOAL),
        Page("a stand, later visits", f"/s/{stand}", "passport", STAND_GOAL),
        Page("a fair", fair),
        Page("a fair's exhibitors", f"{fair}/exhibitors"),
        Page("a fair's map", f"{fair}/map"),
        Page("a fair's desk", work, "organizer"),
        Page("live figures of a fair", f"{work}/gates", "organizer", DIRECTORY_GOAL),
        Page("the home page", "/"),
        Page("is it alive", "/healthz"),
    ]


@contextlib.contextmanager
def filled(address: str | None) -> Iterator[str]:
    """The address of a filled database: this one, or one that is made now."""
    if address:
        yield address
        return
    from tests.servers import postgres

    with postgres(fsync=True) as url:
        filling.fill(url)
        yield url


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", help="a database that python -m bench.filling has filled")
    asked = parser.parse_args()
    with filled(asked.database) as url:
        with filling.application(url) as app:
            who = {name: filling.cookie_of(app, name) for name in ("organizer", "judge")}
            stand, last, sheet = _stand(), _last_page(), _open_sheet()
        environment = filling.environment(url)
        with serve("wsgi:app", environment) as ours, serve("bench.reference:app", environment) as theirs:
            who["organizer"] = _kept(ours, "/work/e/khenifra-demo", who["organizer"])
            who["passport"] = ours.get(f"/s/{stand}").headers["set-cookie"].partition(";")[0]
            _measure_costs(ours, theirs, pages(stand, last), who)
            _measure_sheets(ours, theirs, who["judge"], sheet)
            _measure_bytes(ours, f"/s/{stand}", who["passport"])
        with serve("wsgi:app", environment, workers=1) as server:
            _measure_memory(server, pages(stand, last), who)
        with serve_as_installed(environment) as server:
            _measure_shared_memory(server, pages(stand, last), who)


def _kept(server: Server, path: str, cookie: str) -> str:
    """The cookie that a browser sends after its first page: with the session's own part of forms' tokens.

    Without it each answer would begin a session anew, sign it and set it again, which happens once a session.
    """
    return server.get(path, {"Cookie": cookie}).headers.get("set-cookie", cookie).partition(";")[0]


def _measure_costs(ours: Server, theirs: Server, measured: list[Page], who: dict[str, str]) -> None:
    heading("Processor time of a request")
    for page in measured:
        headers = {"Cookie": f"language=ar; {who.get(page.account, '')}", "Accept-Language": "ar"}
        cost_line(page.name, in_turns(ours, lambda p=page, h=headers: ours.get(p.path, h), theirs), page.goal)


def _measure_sheets(ours: Server, theirs: Server, cookie: str, sheet: tuple[str, str]) -> None:
    """Save a judge's sheet again and again, as a tablet does: each change on top of the one before."""
    contest, name = sheet
    desk = ours.get(f"/judge/{contest}/sheets/{name}", {"Cookie": cookie})
    token = re.search(r'data-token="([^"]+)"', desk.text)
    assert token is not None, "the desk hands out no token"
    session = desk.headers.get("set-cookie", cookie).partition(";")[0]
    headers = {"Cookie": session, "X-CSRFToken": token[1], "Content-Type": "application/json"}
    marks = itertools.cycle(range(4, 9))
    state = {"version": 0, "marks": {}}

    def save(version: int) -> dict[str, object]:
        change = {"id": str(uuid4()), "sheet": name, "based_on": version, "marks": state["marks"]}
        body = json.dumps({"changes": [change | {"at": "2025-05-22T10:14:03Z"}]}).encode()
        answer = ours.ask("/api/v1/sheets/sync", body=body, headers=headers)
        assert answer.status == 200, f"{answer.status} {answer.text[:300]}"
        return json.loads(answer.text)["results"][0]

    state["version"] = save(-1)["sheet"]["version"]
    names = re.findall(r'name="mark-([^"]+)"', desk.text)

    def save_next() -> None:
        state["marks"] = dict.fromkeys(names, next(marks))
        outcome = save(state["version"])
        assert outcome["outcome"] == "saved", outcome
        state["version"] = outcome["sheet"]["version"]

    cost_line("a judge's sheet saved", in_turns(ours, save_next, theirs), SHEET_GOAL)


def _measure_bytes(server: Server, path: str, passport: str) -> None:
    """What a phone receives: the page with its styles, scripts and icons, then the page alone."""
    heading("A stand's page on a phone, over the wire")
    first = server.get(path, {"Cookie": "language=ar"})
    parts = {address: server.get(address).size for address in sorted(_parts(server, first))}
    line("first visit, everything", (first.size + sum(parts.values())) / 1000, FIRST_VISIT_KB, "kB")
    line("  the page", first.size / 1000, None, "kB")
    for address, size in parts.items():
        line(f"  {address.split('/', 3)[-1]}", size / 1000, None, "kB")
    again = server.get(path, {"Cookie": f"language=ar; {passport}"})
    line("second visit", again.size / 1000, LATER_VISIT_KB, "kB")


def _parts(server: Server, page: Answer) -> set[str]:
    """What a browser fetches for a page: style sheets, scripts with what they import for it, pictures."""
    wanted = [*REACHED.findall(page.text), *ICONS.findall(page.text)]
    found: set[str] = set()
    while wanted:
        address = wanted.pop()
        if address in found or address.startswith("data:"):
            continue
        found.add(address)
        if address.endswith((".js", ".mjs")):
            text, folder = server.get(address).text, address.rpartition("/")[0]
            names = [
                f"./{name}.js" for selector, name in BEHAVIOURS.findall(text) if _occurs(selector, page.text)
            ]
            names += re.findall(r"""^\s*(?:import|export)[^"';]*["'](\.[^"']+)["']""", text, re.MULTILINE)
            wanted += [_joined(folder, name) for name in names]
        if address.endswith(".css"):
            wanted += re.findall(r"""@import\s+(?:url\()?["']?([^"');]+)""", server.get(address).text)
    return found


def _occurs(selector: str, page: str) -> bool:
    """Whether a page may hold what one of the selectors means, by its attribute, else by its element."""
    attributes = re.findall(r"data-[a-z-]+", selector)
    return any(name in page for name in attributes) or ("dialog" in selector and "<dialog" in page)


def _joined(folder: str, name: str) -> str:
    parts = folder.split("/")
    for step in name.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def _measure_memory(server: Server, walked: list[Page], who: dict[str, str]) -> None:
    heading("Memory of a web worker (PSS, alone)")
    line("at its start", server.memory(), None, "MB")
    _walk(server, walked, who)
    line("after its main pages in three languages", server.memory(), WORKER_MB, "MB")


def _measure_shared_memory(server: Server, walked: list[Page], who: dict[str, str]) -> None:
    """Two workers share the program that their server has read; its part is counted to them, half each."""
    heading("Memory of a web worker (PSS, two as `eventhub run` serves)")
    for _ in range(WALKS):
        _walk(server, walked, who)
    line("the larger of the two by itself", server.memory(), None, "MB")
    line("both and their server, by two", server.memory_in_all() / 2, WORKER_MB, "MB")


def _walk(server: Server, walked: list[Page], who: dict[str, str]) -> None:
    for language in ("ar", "fr", "en"):
        for page in walked:
            server.get(page.path, {"Cookie": f"language={language}; {who.get(page.account, '')}"})


def _stand() -> str:
    """The code of a held stand with products."""
    query = """
        SELECT b.code FROM booths b JOIN assignments s ON s.booth_id = b.id AND s.state = 'occupied'
        JOIN applications a ON a.id = s.application_id JOIN products p ON p.cooperative_id = a.cooperative_id
        JOIN editions e ON e.id = b.edition_id WHERE e.slug = 'khenifra-demo'
        GROUP BY b.code ORDER BY count(*) DESC, b.code LIMIT 1
    """
    return str(_scalar(query))


def _last_page() -> str:
    """The key after which the directory's last page begins."""
    from eventhub.web.pages import _write_key

    query = "SELECT sort_name, id FROM cooperatives WHERE is_listed ORDER BY 1 DESC, 2 DESC OFFSET 24 LIMIT 1"
    return _write_key(_row(query))


def _open_sheet() -> tuple[str, str]:
    """(contest, sheet) of the demo's judge, in the contest that is being judged."""
    query = """
        SELECT c.slug, s.public_id FROM sheets s JOIN judges j ON j.id = s.judge_id
        JOIN people p ON p.id = j.person_id JOIN contests c ON c.id = s.contest_id
        WHERE p.demo_account = 'judge' AND c.slug = 'odco-demo' AND s.state <> 'recused' ORDER BY s.id LIMIT 1
    """
    found = _row(query)
    return str(found[0]), str(found[1])


def _row(query: str) -> list[object]:
    from eventhub.database import db

    return list(db.session.execute(sa.text(query)).one())


def _scalar(query: str) -> object:
    return _row(query)[0]


if __name__ == "__main__":
    main()
