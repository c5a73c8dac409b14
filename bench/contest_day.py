"""A whole contest by its people through the pages and the JSON they offer, and nothing else.

    python -m bench.contest_day [--ideas 100] [--judges 12] [--database postgresql|sqlite] [--seed 1]

The only command is the operator's first sign-in link. Then: an organizer and its contest; people who open
accounts, write (every second one by the phones' interface) and send an idea; screening; a jury invited by
links, which tells its ties; sheets given out and mended after a refusal to judge; marks sent as tablets send
them (chains, batches out of order, twice, again later, from a second device); one who writes 7 everywhere,
and what is decided about it; ranking, deliberation, a vote, signature, publication, certificate. Then the
record is verified, and a record with one mark changed is not. Ends with an error at the first surprise.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import gate_world, measuring
from bench.visiting import Counted, Door, Person, Unexpected, served_at
from eventhub import migrating
from eventhub.clock import CASABLANCA
from tests import databases, servers

SLUG, ORGANIZER, PASSWORD = "idees-essai", "essai", "une phrase pour entrer"
WORK = "/work"
DESK = f"{WORK}/contests/{SLUG}"
"""Where organizers work, and where they run the contest: addresses of the site."""
CRITERIA = (("الحاجة", "Besoin", 40), ("الحل", "Solution", 35), ("السوق", "Débouché", 25))
PRIZES = (("الجائزة الأولى", "Premier prix", 50000), ("الجائزة الثانية", "Deuxième prix", 25000))
FAMILIES = ("Alaoui", "Bennani", "Cherkaoui", "Drissi", "Fassi", "Guessous", "Haddad", "Idrissi", "Jabri")
KIN = "Ouzzine"
"""The family name of the first entrant alone, which the first judge says to be a relative's."""
TOGETHER = 8
LAZY_FROM = 6
"""Judges from which on one writes 7 everywhere: fewer can't be told from the others."""
NEED, MARKET = (
    "Quarante familles vendent leur récolte brute, sans atelier.",
    "Deux hôtels veulent en acheter.",
)
ANSWERS = {
    "need": NEED,
    "solution": "Un atelier commun, tenu par sept femmes déjà formées, ouvert dès la récolte.",
    "market": MARKET,
    "impact": "Sept emplois dans le douar et moins de récolte perdue.",
    "members": "12",
    "women": "7",
    "line_what_1": "Séchoir",
    "line_quantity_1": "2",
    "line_price_1": "90000",
    "stage": "idea",
}


def expect(holds: object, what: str) -> None:
    """Raise Unexpected unless it holds."""
    if not holds:
        raise Unexpected(what)


@dataclass
class Entrant:
    """Somebody with an idea: its random name, its title, how good it is."""

    person: Person
    title: str
    merit: float
    idea: str = ""


@dataclass
class JudgeAtWork:
    """Somebody with a tablet: how generous they are, what each sheet (by its name) must say at the end."""

    person: Person
    generosity: float
    is_lazy: bool
    titles: dict[str, str] = field(default_factory=dict)
    given: dict[str, dict[str, int]] = field(default_factory=dict)
    uploads: list[list[dict[str, Any]]] = field(default_factory=list)
    set_aside: str = ""


@dataclass(frozen=True)
class Installation:
    """An empty installation: its door, its command, a folder, the processor seconds its web used."""

    door: Door
    command: Callable[..., tuple[int, str]]
    folder: Path
    used: Callable[[], float]


@dataclass
class Day:
    """The contest of the day, who takes part, and what was asked for and used in each step."""

    house: Installation
    ideas: int
    judges: int
    random: random.Random
    counted: Counted = field(default_factory=Counted)
    used: dict[str, float] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)
    entrants: list[Entrant] = field(default_factory=list)
    jury: list[JudgeAtWork] = field(default_factory=list)
    organizer: Person = field(init=False)

    def step(self, name: str, deed: Callable[[], None]) -> None:
        """Do one step, counting its requests and the processor seconds of the web processes."""
        self.counted.step = name
        before, begun = self.house.used(), time.monotonic()
        deed()
        self.used[name] = self.house.used() - before
        self.took[name] = time.monotonic() - begun

    def person(self, number: int) -> Person:
        """Somebody with a device of their own."""
        address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        return Person(self.house.door, address, self.counted)

    @property
    def per_idea(self) -> int:
        """How many judges an idea gets."""
        return min(3, self.judges - 1)

    @property
    def judged(self) -> list[Entrant]:
        """Those whose idea was admitted: all but the last."""
        return self.entrants[:-1]


def at_once(deed: Callable[[Any], None], many: Iterable[Any]) -> None:
    """Several people at the same time; the first surprise is raised."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        list(pool.map(deed, many))


# --- who runs it


def open_house(day: Day) -> None:
    """The operator opens an organizer, whose owner takes up an invitation and creates the contest."""
    code, said = day.house.command("people", "add", "operator@essai.example", "--name", "Essai", "--operator")
    expect(code == 0, said)
    operator = day.person(1)
    link = urlsplit(said.strip()).path
    operator.go(link)
    operator.send(link)
    operator.go("/operator/organizers/new")
    operator.send("/new", **{"name-ar": "مكتب التجربة", "name-fr": "Office d'essai", "slug": ORGANIZER})
    operator.send("/people/invite", role="owner")
    day.organizer = day.person(2)
    join(day.organizer, invitation_on(operator.page.text), "Directrice Essai", "0661000000")
    create_contest(day)


def invitation_on(page: str) -> str:
    """The path of the first invitation that a page shows; StopIteration where it shows none."""
    words = page.replace("<", " ").replace(">", " ").split()
    return next(urlsplit(word).path for word in words if "/i/" in word)


def join(person: Person, invitation: str, name: str, phone: str) -> None:
    """Open an account on the way, and take an invitation up."""
    person.go(invitation)
    person.go(f"/sign-up?next={invitation}")
    person.send("/sign-up", name_latin=name, phone=phone, password=PASSWORD)
    expect(person.page.url.startswith(invitation), f"signed up, and led to {person.page.url}")
    person.send(invitation)


def create_contest(day: Day) -> None:
    """A contest of a region with three criteria and two prizes, open since an hour."""
    now = datetime.now(CASABLANCA)
    moments = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=9)}
    moments |= {"judging_ends_at": now + timedelta(days=20)}
    said: dict[str, Any] = {name: at.strftime("%Y-%m-%dT%H:%M") for name, at in moments.items()}
    said |= {"name-ar": "أفكار التجربة", "name-fr": "Idées d'essai", "slug": SLUG, "level": "region"}
    said |= {"region": "05", "sheets_per_idea": day.per_idea}
    said |= {"appeal_days": 0}  # or the jury would wait for those who may appeal
    for place, (arabic, french, weight) in enumerate(CRITERIA):
        line = f"criteria-{place}"
        said |= {f"{line}-name-ar": arabic, f"{line}-name-fr": french, f"{line}-weight": weight}
        said |= {f"{line}-anchors-ar": "0: بدون دليل\n9: مثبت بالأرقام"}
        said |= {f"{line}-anchors-fr": "0: Sans preuve\n9: Prouvé par des chiffres"}
    for place, (arabic, french, amount) in enumerate(PRIZES):
        line = f"prizes-{place}"
        said |= {f"{line}-name-ar": arabic, f"{line}-name-fr": french, f"{line}-amount": amount}
    day.organizer.go(f"{WORK}/o/{ORGANIZER}/contests/new")
    day.organizer.send("/contests/new", **said)
    move_to(day, "open")


def move_to(day: Day, state: str) -> None:
    """Bring the contest to a state."""
    day.organizer.go(DESK)
    day.organizer.send("/move", to=state)
    expect(day.organizer.refusals() == [], f"not {state}: {day.organizer.refusals()}")


# --- who enters


def enter(day: Day) -> None:
    """Everybody opens an account, writes and sends; pressed twice, an idea is there once."""
    numbers = range(day.ideas)
    day.entrants = [
        Entrant(day.person(100 + number), f"Atelier commun {number:03}", day.random.gauss(0, 1.1))
        for number in numbers
    ]
    at_once(lambda number: enter_one(day.entrants[number], number), numbers)
    day.organizer.go(f"{DESK}/ideas")
    table = day.organizer.fetch(f"{DESK}/ideas.csv", "text/csv").decode("utf-8-sig")
    expect(len(table.splitlines()) == day.ideas + 1, f"{len(table.splitlines()) - 1} ideas were received")


def enter_one(entrant: Entrant, number: int) -> None:
    """One entrant, from the public page to the sent idea."""
    person, here = entrant.person, f"/contests/{SLUG}/enter"
    family = KIN if number == 0 else FAMILIES[number % len(FAMILIES)]
    person.go(f"/contests/{SLUG}")
    person.go(f"/sign-up?next={here}")
    person.send("/sign-up", name_latin=f"Samira {family}", phone=f"0662{number:06}", password=PASSWORD)
    first = {"entrant_kind": "project_holder", "title": entrant.title, "sector": "aromatic_plants"}
    provinces = person.page.read().forms[-1].choices["province_code"] - {""}
    person.send(here, **first, province_code=min(provinces))
    entrant.idea = person.page.url.split("/")[2]
    if number % 2:
        sync_idea(person, entrant.idea)
        person.go(f"/ideas/{entrant.idea}")
    else:
        person.send("/write", **ANSWERS)
    page = person.page
    person.send("/submit")
    person.page = page
    person.send("/submit")
    expect(f"/ideas/{entrant.idea}" == person.page.url, f"sent, and led to {person.page.url}")


def sync_idea(person: Person, idea: str) -> None:
    """The same by the phones' interface: in two chained changes, sent twice."""
    half = len(ANSWERS) // 2
    fields = [{name: [text]} for name, text in ANSWERS.items()]
    names = [str(uuid.uuid4()), str(uuid.uuid4())]
    parts = [dict(pair for each in part for pair in each.items()) for part in (fields[:half], fields[half:])]
    changes = [
        {"id": name, "application": idea, "based_on": 0, "after": after, "fields": part}
        for name, after, part in zip(names, (None, names[0]), parts, strict=True)
    ]
    for wanted in ("saved", "already_saved"):
        results = person.post_json("/api/v1/ideas/sync", {"changes": changes})["results"]
        found = [each["outcome"] for each in results]
        expect(found == [wanted, wanted], f"an idea's changes: {found}")


def screen(day: Day) -> None:
    """The last idea is refused, every twentieth completed first, all others admitted; then it is closed."""
    asked = day.entrants[1::20]
    for entrant in day.entrants:
        day.organizer.go(f"{DESK}/ideas/{entrant.idea}")
        if entrant is day.entrants[-1]:
            offered = day.organizer.page.read().forms
            reasons = next(form.choices["reason"] for form in offered if "reason" in form.names) - {""}
            day.organizer.send("/refuse", reason=min(reasons))
        elif entrant in asked:
            day.organizer.send("/ask", part="market", note="Qui achètera ? Citez deux clients.")
        else:
            day.organizer.send("/accept")
    for entrant in asked:
        entrant.person.go(f"/ideas/{entrant.idea}/write")
        entrant.person.send("/write", market=f"{MARKET} Une épicerie à 45 DH le kilo.")
        entrant.person.send("/submit")
        day.organizer.go(f"{DESK}/ideas/{entrant.idea}")
        day.organizer.send("/accept")
    move_to(day, "screening")


# --- the jury


def seat(day: Day) -> None:
    """Judges take a seat by a link each; one is president; one tells of a relative; sheets are given out."""
    for number in range(day.judges):
        day.organizer.go(f"{DESK}/jury")
        day.organizer.send("/jury/invite")
        link = invitation_on(day.organizer.page.text)
        judge = JudgeAtWork(
            day.person(50_000 + number),
            day.random.gauss(0, 0.9),
            is_lazy=number == day.judges - 1 and day.judges >= LAZY_FROM,
        )
        join(judge.person, link, f"Juge {number:02}", f"0663{number:06}")
        day.jury.append(judge)
    name_president(day)
    first = day.jury[0].person
    first.go(f"/judge/{SLUG}/ties")
    first.send("/ties", family_names=KIN)
    give_out(day)
    move_to(day, "judging")


def name_president(day: Day) -> None:
    """The second judge presides."""
    day.organizer.go(f"{DESK}/jury")
    seats = [link for link in day.organizer.page.read().links if link.count("/jury/") and is_seat(link)]
    expect(len(seats) == day.judges, f"{len(seats)} judges sit on the jury")
    for link in seats:
        page = day.organizer.go(link)
        if "Juge 01" in page.text:
            day.organizer.send(link, role="president")


def is_seat(link: str) -> bool:
    """Whether a link of the jury's page leads to one judge."""
    return len(link.rsplit("/", 1)[1]) > len("practice") and "." not in link


def give_out(day: Day) -> None:
    """The plan, or its mending."""
    day.organizer.go(f"{DESK}/jury")
    day.organizer.send("/assign")
    expect(day.organizer.refusals() == [], f"not given out: {day.organizer.refusals()}")


def read_desk(judge: JudgeAtWork) -> list[dict[str, Any]]:
    """The sheets on the desk, as the tablet gets them."""
    text = judge.person.go(f"/judge/{SLUG}").text
    content = text.partition("data-desk-content")[2].partition(">")[2].partition("</script>")[0]
    sheets: list[dict[str, Any]] = json.loads(content)["sheets"] if content else []
    judge.titles = {sheet["id"]: sheet["idea"]["title"] for sheet in sheets}
    return sheets


def refuse_one(day: Day) -> None:
    """The third judge knows an entrant: the sheet is set aside and given to somebody else."""
    judge = day.jury[2]
    # not the idea that already lacks a judge: three judges would be too few for it
    sheet = next(each for each in read_desk(judge) if each["idea"]["title"] != day.entrants[0].title)
    judge.set_aside = sheet["idea"]["title"]
    judge.person.go(f"/judge/{SLUG}/sheets/{sheet['id']}")
    reasons = next(form for form in judge.person.page.read().forms if "reason" in form.names)
    judge.person.send("/recuse", reason=min(reasons.choices["reason"] - {""}))
    give_out(day)


def check_plan(day: Day) -> None:
    """Each admitted idea has the sheets asked for, loads lie within two, nobody judges what they must not."""
    for judge in day.jury:
        read_desk(judge)
    sheets = Counter(title for judge in day.jury for title in judge.titles.values())
    expect(sheets == {each.title: day.per_idea for each in day.judged}, f"not {day.per_idea} each: {sheets}")
    loads = [len(judge.titles) for judge in day.jury]
    expect(max(loads) - min(loads) <= 2, f"loads {loads}")
    expect(day.entrants[0].title not in day.jury[0].titles.values(), "a judge got a relative's idea")
    expect(day.jury[2].set_aside not in day.jury[2].titles.values(), "what was set aside came back")


def score(day: Day) -> None:
    """All judges at once, each as a tablet does; everything is sent again at the end."""
    merit = {entrant.title: entrant.merit for entrant in day.entrants}
    seeds = [(judge, random.Random(day.random.random())) for judge in day.jury]
    at_once(lambda pair: score_all(pair[0], merit, pair[1]), seeds)
    at_once(lambda pair: sign_off(pair[0]), seeds)


def score_all(judge: JudgeAtWork, merit: dict[str, float], chance: random.Random) -> None:
    """Every sheet in three chained changes; in batches out of order, doubled, with faulty ones between."""
    sheets = read_desk(judge)
    chance.shuffle(sheets)
    for start in range(0, len(sheets), 10):
        changes: list[dict[str, Any]] = []
        wanted: list[str] = []
        for sheet in sheets[start : start + 10]:
            marks = marks_for(judge, merit[sheet["idea"]["title"]], chance)
            judge.given[sheet["id"]] = marks
            chain = chain_of(sheet["id"], marks)
            is_disorderly = chance.random() < 0.2
            if is_disorderly:  # the last arrives first: the others then come too late, and are kept beside
                chain.reverse()
                chain[0]["after"] = None
            changes += [*chain, chain[0]]
            again = "already_saved"
            wanted += ["saved", "conflict", "conflict", again] if is_disorderly else ["saved"] * 3 + [again]
        changes.append({**changes[0], "id": str(uuid.uuid4()), "marks": {"c1": 99}})
        changes.append({**changes[0], "id": str(uuid.uuid4()), "sheet": "nobody-has-this"})
        upload(judge, changes, [*wanted, "refused", "refused"])
    second_device(judge, sheets[0]["id"])
    send_again(judge)
    there = {sheet["id"]: sheet["marks"] for sheet in read_desk(judge)}
    expect(there == judge.given, "the sheets are not what the judge gave")


def marks_for(judge: JudgeAtWork, merit: float, chance: random.Random) -> dict[str, int]:
    """What a judge gives an idea of that merit."""
    seen = [6 + merit + judge.generosity + chance.gauss(0, 0.9) for _ in CRITERIA]
    given = [7 if judge.is_lazy else min(10, max(0, round(each))) for each in seen]
    return {f"c{place}": mark for place, mark in enumerate(given, 1)}


def chain_of(sheet: str, marks: dict[str, int]) -> list[dict[str, Any]]:
    """A mark, all marks, then the comment: each made upon the one before, from the empty sheet."""
    names = [str(uuid.uuid4()) for _ in range(3)]
    said = [({"c1": marks["c1"]}, ""), (marks, ""), (marks, "Projet clair, équipe sérieuse.")]
    return [
        {"id": name, "sheet": sheet, "based_on": 0, "after": after, "marks": given, "comment": words}
        for name, after, (given, words) in zip(names, (None, *names), said, strict=False)
    ]


def upload(judge: JudgeAtWork, changes: list[dict[str, Any]], wanted: list[str]) -> None:
    """Send changes; each has one outcome, in order, of the shape that is documented."""
    results = judge.person.post_json("/api/v1/sheets/sync", {"changes": changes})["results"]
    found = [each["outcome"] for each in results]
    expect(found == wanted, f"outcomes {found} instead of {wanted}")
    expect([each["id"] for each in results] == [each["id"] for each in changes], "another order of answers")
    judge.uploads.append(changes)


def second_device(judge: JudgeAtWork, sheet: str) -> None:
    """An older tablet wakes up with other marks: told of the conflict, it changes nothing."""
    other = {name: (mark + 5) % 11 for name, mark in judge.given[sheet].items()}
    late = {"id": str(uuid.uuid4()), "sheet": sheet, "based_on": 0, "after": None, "marks": other}
    upload(judge, [late], ["conflict"])
    upload(judge, [{**late, "id": str(uuid.uuid4()), "after": late["id"]}], ["conflict"])


def send_again(judge: JudgeAtWork) -> None:
    """Every upload once more, the last first: nothing new comes of it."""
    for changes in reversed(judge.uploads):
        again = judge.person.post_json("/api/v1/sheets/sync", {"changes": changes})["results"]
        expect(all(each["outcome"] != "saved" for each in again), "an old upload was taken for a new one")


def sign_off(judge: JudgeAtWork) -> None:
    """The judge has finished."""
    judge.person.go(f"/judge/{SLUG}")
    judge.person.send("/sign-off")
    expect(judge.person.refusals() == [], f"not signed off: {judge.person.refusals()}")


# --- the result


def deliberate(day: Day) -> None:
    """Warnings are decided about, the ranking computed, a vote held, prizes kept, the minutes signed."""
    decide_about_warnings(day)
    move_to(day, "deliberation")
    here, president = DESK, day.jury[1].person
    day.organizer.go(f"{here}/ranking")
    day.organizer.send("/ranking")
    day.organizer.send("/publish")  # the prizes as proposed: by the order of the ranking
    day.organizer.go(f"{here}/room")
    day.organizer.send("/room/minutes", place="Béni Mellal", remarks="Tout le jury était là.")
    best = day.organizer.page.read().links
    ideas = [link for link in best if "/room/ideas/" in link]
    day.organizer.go(ideas[0])
    day.organizer.send(ideas[0], is_shortlisted="y", notes="L'équipe a déjà des clients.")
    day.organizer.go(f"{here}/room")
    day.organizer.send("/motions", question="Une mention pour le troisième ?", options="Oui\nNon")
    for number, judge in enumerate(day.jury):
        judge.person.go(f"{here}/room")
        judge.person.send("/vote", choice=number % 2)
    day.organizer.go(f"{here}/room")
    day.organizer.send("/close")
    president.go(f"{here}/room")
    president.send("/sign")
    expect(president.refusals() == [], f"not signed: {president.refusals()}")


def decide_about_warnings(day: Day) -> None:
    """Whoever writes 7 everywhere is told of; a person decides that the sheets count as computed."""
    here = f"{DESK}/jury/progress"
    reviews = [form for form in day.organizer.go(here).read().forms if form.action.endswith("/review")]
    expect(len(reviews) >= any(judge.is_lazy for judge in day.jury), "nobody was told of the same mark")
    for form in reviews:
        day.organizer.send(form.action, decision="keep", reason="Entendu : ses notes comptent peu.")
        day.organizer.go(here)


def publish(day: Day) -> None:
    """One act; then everybody reads, and a certificate's code proves it."""
    from tests.papers import codes_in, pages_drawn

    day.organizer.go(f"{DESK}/ranking")
    day.organizer.send("/publish", publish="1")
    public = day.person(3)
    results = public.go(f"/contests/{SLUG}/results").text
    expect(all(entrant.title in results for entrant in day.judged), "not everybody's place is public")
    expect(day.entrants[-1].title not in results, "an idea that was not admitted has a place")
    record = json.loads(day.organizer.fetch(f"{DESK}/room/record.json", "application/json"))
    winner = next(each for each in day.entrants if each.idea == record["prizes"][0][0])
    paper = winner.person.fetch(f"/ideas/{winner.idea}/certificate.pdf", "application/pdf")
    (code,) = codes_in(pages_drawn(paper)[0])
    expect(winner.title in public.go(urlsplit(code).path).text, "the certificate names another idea")
    public.go("/certificates/AAAA-AAAA-AAAA", status=404)
    told = winner.person.go(f"/ideas/{winner.idea}/feedback").text
    expect(told.count("Projet clair") == day.per_idea, "comments are missing in what the winner reads")


def verify(day: Day) -> None:
    """The record says what the judges gave, and can be recomputed; a changed one can't."""
    text = day.organizer.fetch(f"{DESK}/room/record.json", "application/json")
    record = json.loads(text)
    names = {entrant.title: entrant.idea for entrant in day.entrants}
    gave = Counter(
        (names[judge.titles[sheet]], *marks.values())
        for judge in day.jury
        for sheet, marks in judge.given.items()
    )
    kept = Counter((each["idea"], *(each["marks"][f"c{n}"] for n in (1, 2, 3))) for each in record["sheets"])
    expect(gave == kept, "the record's sheets are not those that were given")
    check_order(day, record)
    file = day.house.folder / "record.json"
    file.write_bytes(text)
    code, said = day.house.command("verify", str(file))
    expect(code == 0, f"the record is not confirmed: {said}")
    marks = record["sheets"][0]["marks"]
    marks["c1"] = (marks["c1"] + 1) % 11
    file.write_text(json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")
    expect(day.house.command("verify", str(file))[0] == 1, "a changed record was confirmed")
    code, said = day.house.command("verify")
    expect(code == 0, f"the installation: {said}")


def check_order(day: Day, record: dict[str, Any]) -> None:
    """Every admitted idea has a place, and the order has to do with the merit."""
    places = {each["idea"]: each["rank"] for each in record["ranking"]["places"]}
    expect(places.keys() == {each.idea for each in day.judged}, "some idea has no place")
    pairs = [
        (one.merit - other.merit) * (places[other.idea] - places[one.idea]) > 0
        for place, one in enumerate(day.judged)
        for other in day.judged[:place]
    ]
    share = sum(pairs) / len(pairs)
    print(f"pairs of ideas in their true order: {share:.0%}")
    expect(share > 0.6, "the order has nothing to do with the merit")


def run(house: Installation, ideas: int, judges: int, seed: int) -> Day:
    """The whole day on an empty installation. Raises Unexpected."""
    day = Day(house, ideas, judges, random.Random(seed))
    steps: dict[str, Callable[[Day], None]] = {
        "organizer, contest": open_house,
        "accounts, ideas": enter,
        "screening": screen,
        "jury, ties, plan": seat,
        "one set aside, plan mended": refuse_one,
        "plan read": check_plan,
        "sheets": score,
        "ranking, room, signature": deliberate,
        "publication, certificate": publish,
        "record verified": verify,
    }
    for name, deed in steps.items():
        day.step(name, lambda deed=deed: deed(day))
    odd = {status: count for status, count in day.counted.statuses.items() if status >= 400}
    expect(odd == {404: 1}, f"answers that were refusals: {odd}")
    return day


def told(day: Day) -> str:
    """What was measured, a line a step."""
    lines = [f"{'':30}{'requests':>9}{'processor s':>12}{'ms each':>9}{'clock s':>9}"]
    for name, used in day.used.items():
        count = day.counted.requests[name]
        lines.append(f"{name:30}{count:9}{used:12.2f}{used * 1000 / max(count, 1):9.1f}{day.took[name]:9.1f}")
    everything = sum(day.used.values())
    lines.append(f"{'all':30}{sum(day.counted.requests.values()):9}{everything:12.2f}")
    changes = sum(len(upload) for judge in day.jury for upload in judge.uploads)
    sheets = sum(len(judge.given) for judge in day.jury)
    lines.append(
        f"{day.ideas} ideas, {day.judges} judges, {sheets} sheets, {changes} changes, each twice; 0 errors"
    )
    return "\n".join(lines)


def main() -> int:
    """Run the day; 1 at the first surprise."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--ideas", type=int, default=100)
    parser.add_argument("--judges", type=int, default=12)
    parser.add_argument("--database", choices=databases.KINDS, default="postgresql")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eventhub-day-")))
        house = served(asked.database, folder, stack)
        try:
            day = run(house, asked.ideas, asked.judges, asked.seed)
        except Unexpected as surprise:
            print(f"unexpected: {surprise}", file=sys.stderr)
            return 1
    print(told(day))
    return 0


def served(kind: str, folder: Path, stack: ExitStack) -> Installation:
    """An installation of its own under gunicorn, as operators run it; ends with the stack."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'eventhub.sqlite3'}"
    else:
        url = stack.enter_context(servers.postgres(fsync=True))
    migrating.upgrade(url=url)
    environment = os.environ | environment_of(url, folder)
    server = stack.enter_context(gate_world.serving(environment))
    processes = measuring.Server(server.pid, server.port)

    def command(*arguments: str) -> tuple[int, str]:
        line = [str(Path(sys.executable).parent / "eventhub"), *arguments]
        done = subprocess.run(line, env=environment, check=False, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return Installation(served_at(server.port), command, folder, lambda: processes.cpu() / 1000)


def environment_of(url: str, folder: Path) -> dict[str, str]:
    """What the installation's processes find in their environment; people come through one proxy."""
    told_them = {"DATABASE_URL": url, "EVENTHUB_DATA": str(folder), "SECRET_KEY": gate_world.SECRET}
    return told_them | {"LOG_LEVEL": "error", "HOST": "127.0.0.1", "TRUSTED_PROXIES": "1"}


if __name__ == "__main__":
    sys.exit(main())
