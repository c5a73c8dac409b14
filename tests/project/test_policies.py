"""Every address × everybody, of this fair and of another: who is let in is what the policy tables say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect, Rule

from eventhub import clock, permissions
from eventhub.accounts.models import Nobody, Person
from eventhub.database import db
from eventhub.web import loading
from tests.factories.accounts import a_person, an_operator, signed_in
from tests.factories.houses import AT, a_house
from tests.project.reading import Page

PLAIN = {
    "day": "2025-05-23",
    "kind": "csv",
    "form": "csv",
    "printed": "letters",
    "size": "cards",
    "step": 1,
    "position": 1,
    "public_id": "nothing",
    "key": "q1",
}
STRONGEST = ("owner", "cooperative", "judge")
"""Of the neighbour's people: what none of these may do here, their lesser colleagues may not either."""
OUTER = ("edition", "contest", "organizer", "cooperative", "programme")
"""What the other things of an address belong to."""
CHANGES = ("INSERT", "UPDATE", "DELETE")
TERSE = {"Accept": "application/json"}
"""A refusal in one line instead of a page: there are thousands of them."""
STRICTER = pytest.mark.parametrize("app", ["postgresql"], indirect=True)
"""PostgreSQL refuses what SQLite takes as it comes: numbers of 40 digits, texts too long, a NUL."""
FILES = re.compile(r"\.(pdf|csv|xlsx|json)$")


@pytest.fixture
def houses(app):
    """A house, its neighbour, and people who belong to neither; the clock stands still."""
    with clock.frozen(AT):
        ours, theirs = a_house(), a_house()
        people = {"nobody": None, "stranger": a_person("stranger"), "operator": an_operator()}
        people |= {f"our {name}": person for name, person in ours.people.items()}
        people |= {f"their {name}": theirs.people[name] for name in STRONGEST}
        db.session.commit()
        yield ours, theirs, {name: person and person.id for name, person in people.items()}


def judged_rules(app, method):
    """The routes that name a permission and answer the method."""
    declared = permissions.declared()
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    views = app.view_functions
    return [
        rule
        for rule in rules
        if method in rule.methods and getattr(views[rule.endpoint], "permission", None) in declared
    ]


def address(app, rule: Rule, values: dict[str, str]) -> str:
    """The route's address with these things in it; a route with an unknown kind of value fails here."""
    known = PLAIN | values
    missing = rule.arguments - known.keys()
    assert not missing, f"{rule.rule}: say in tests/factories/houses.py what stands for {missing}"
    with app.test_request_context():
        return app.url_map.bind("localhost").build(
            rule.endpoint, {name: known[name] for name in rule.arguments}
        )


class Judgements:
    """What the policy tables say of everybody: judged once for all addresses that ask the same of a thing."""

    def __init__(self, app, people) -> None:
        self.app, self.people = app, people
        self.asked: dict[tuple[str, str], Any] = {}
        """By address and method: the permission and the thing; True if open, None if nothing is there."""
        self.said: dict[Any, dict[str, bool]] = {}

    def allow(self, role: str, path: str, method: str) -> bool | None:
        """Whether somebody may; None where the address leads to nothing."""
        if (path, method) not in self.asked:
            self.asked[path, method] = self._judge(path, method)
        asked = self.asked[path, method]
        return asked if asked in {True, None} else self.said[asked][role]

    def _judge(self, path: str, method: str) -> Any:
        view, loaded = found_at(self.app, path, method)
        if getattr(view, "permission", None) not in permissions.declared():
            return True
        if loaded is None:
            return None
        subject = loaded[view.subject] if view.subject else None
        asked = (view.permission, type(subject), subject and getattr(subject, "id", (path, method)))
        if asked not in self.said:
            with self.app.test_request_context():
                self.said[asked] = {
                    role: permissions.may(
                        db.session.get_one(Person, person) if person else Nobody(), view.permission, subject
                    )
                    for role, person in self.people.items()
                }
        return asked


class Policy:
    """What the policy tables say of one person's addresses."""

    def __init__(self, judgements: Judgements, role: str) -> None:
        self.judgements, self.role = judgements, role
        self.person_id = judgements.people[role]

    def allows(self, path: str, method: str = "GET") -> bool | None:
        """Whether the person may; None where the address leads to nothing."""
        return self.judgements.allow(self.role, path, method)


def found_at(app, path: str, method: str):
    """The view at an address and what it would be given; None where the address leads to nothing."""
    endpoint, loaded = app.url_map.bind("localhost").match(path, method)
    view = app.view_functions[endpoint]
    if getattr(view, "permission", None) not in permissions.declared():
        return view, loaded
    with app.test_request_context():
        try:
            loading.load(loaded)
        except NotFound:
            return view, None
    return view, loaded


def everybodys(app, people) -> dict[str, Policy]:
    """The policies of everybody, who share what was judged."""
    judgements = Judgements(app, people)
    return {role: Policy(judgements, role) for role in people}


@contextmanager
def undone() -> Iterator[list[str]]:
    """Undo whatever a request did; gives the statements by which it changed something."""
    db.session.commit()
    connection = db.session.connection().engine
    changes: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith(CHANGES):
            changes.append(statement)

    bind = db.session.get_bind()
    db.session.remove()
    with bind.begin_nested() as savepoint:
        sa.event.listen(connection, "before_cursor_execute", note)
        try:
            yield changes
        finally:
            sa.event.remove(connection, "before_cursor_execute", note)
            db.session.remove()
            savepoint.rollback()


def enter(client, person_id):
    """The browser of a person, or of nobody."""
    if person_id:
        signed_in(client, db.session.get_one(Person, person_id))
    else:
        client.delete_cookie("eventhub")
    db.session.commit()
    return client


def is_refusal(response, person_id) -> bool:
    """Nobody is sent to sign in, or told 401 by an interface; a person is told 403."""
    if person_id:
        return response.status_code == 403
    return response.status_code == 401 or response.headers.get("Location", "").startswith("/sign-in")


def fault_of(response, allowed, person_id):
    """What is wrong with an answer, or None."""
    if response.status_code >= 500:
        return "broke"
    if allowed is None:
        return None if response.status_code == 404 else f"answered {response.status_code} for nothing"
    if is_refusal(response, person_id) == allowed:
        return f"answered {response.status_code}, policy says {'yes' if allowed else 'no'}"
    return None


def closed_ways(policy, path, page):
    """The links and forms of a page that answer its reader with a refusal."""
    seen = Page(path, page)
    ways = [("GET", link) for link in seen.links | seen.downloads] + [
        (form.method.upper(), form.action) for form in seen.forms
    ]
    for method, way in sorted(set(ways)):
        target = urlsplit(way)
        if target.netloc or target.scheme in {"tel", "mailto"} or target.path == path:
            continue
        try:
            if policy.allows(target.path, method) is False:
                yield f"{method} {target.path}"
        except (NotFound, MethodNotAllowed, RequestRedirect):
            yield f"{method} {target.path} (nothing)"


class Refusals:
    """Which refusals are asked for by a request: thousands are the same judgement of one table.

    Every address refuses nobody and the stranger; whoever has a role somewhere is refused once by each
    permission on each kind of thing.
    """

    def __init__(self, app) -> None:
        self.views = app.view_functions
        self.met: set[tuple[str, str, str | None]] = set()

    def are_worth_asking(self, role: str, rule: Rule) -> bool:
        view = self.views[rule.endpoint]
        judgement = (role, view.permission, view.subject)
        is_new = judgement not in self.met
        self.met.add(judgement)
        return is_new or role in {"nobody", "stranger"}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_page_opens_to_whom_the_policy_says_and_to_nobody_else(app, client, houses):
    ours, _theirs, people = houses
    paths = [(rule, address(app, rule, ours.values)) for rule in judged_rules(app, "GET")]
    policies = everybodys(app, people)
    faults, refusals, files = [], Refusals(app), set()
    for role, person in people.items():
        enter(client, person)
        policy = policies[role]
        for rule, path in paths:
            allowed = policy.allows(path)
            assert allowed is not None, f"{path}: the house has no such thing"
            if path in files if allowed else not refusals.are_worth_asking(role, rule):
                continue
            if allowed and FILES.search(path):  # drawn once: nothing in it depends on who reads it
                files.add(path)
            response = client.get(path, headers={} if allowed else TERSE)
            if fault := fault_of(response, allowed, person):
                faults.append(f"GET {rule.rule} {role}: {fault}")
            if person and response.status_code == 200 and response.mimetype == "text/html":
                ways = closed_ways(policy, path, response.text)
                faults += [f"GET {rule.rule} {role}: leads to {way}" for way in ways]
    assert faults == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_refused_post_changes_nothing(app, client, houses):
    ours, _theirs, people = houses
    paths = [(rule, address(app, rule, ours.values)) for rule in judged_rules(app, "POST")]
    policies = everybodys(app, people)
    faults, refusals = [], Refusals(app)
    for role, person in people.items():
        enter(client, person)
        policy = policies[role]
        refused = [(rule, path) for rule, path in paths if policy.allows(path, "POST") is False]
        for rule, path in (each for each in refused if refusals.are_worth_asking(role, each[0])):
            with undone() as changes:
                response = client.post(path, headers=TERSE)
            if changes or (fault := fault_of(response, allowed=False, person_id=person)):
                faults.append(f"POST {rule.rule} {role}: {changes or fault}")
    assert faults == []


@pytest.mark.parametrize(
    ("app", "role"),
    [
        ("postgresql", "owner"),
        *(("sqlite", role) for role in ("owner", "cooperative", "judge", "gate_staff")),
    ],
    indirect=["app"],
)
def test_an_address_that_mixes_two_fairs_leads_nowhere(app, client, houses, role):
    ours, theirs, people = houses
    outer = {name: ours.values[name] for name in OUTER}
    enter(client, people[f"our {role}"])
    faults = []
    for method in ("GET", "POST"):
        for rule in judged_rules(app, method):
            if len(rule.arguments & theirs.values.keys()) < 2:
                continue
            with undone() as changes:
                response = client.open(
                    address(app, rule, theirs.values | outer), method=method, headers=TERSE
                )
            if changes or response.status_code not in {403, 404}:
                faults.append(f"{method} {rule.rule}: {response.status_code} {changes}")
    assert faults == []


def test_our_things_are_not_found_under_an_address_of_theirs(app, client, houses):
    ours, theirs, people = houses
    outer = {name: theirs.values[name] for name in OUTER}
    enter(client, people["our organizer"])
    faults = []
    for rule in judged_rules(app, "GET"):
        if len(rule.arguments & ours.values.keys()) < 2:
            continue
        with undone() as changes:
            response = client.get(address(app, rule, ours.values | outer), headers=TERSE)
        if changes or response.status_code not in {403, 404}:
            faults.append(f"{rule.rule}: {response.status_code} {changes}")
    assert faults == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_page_that_is_only_read_changes_nothing(app, client, houses):
    ours, _theirs, people = houses
    enter(client, people["our owner"])
    faults = {}
    for rule in judged_rules(app, "GET"):
        if not getattr(app.view_functions[rule.endpoint], "writes", False):
            with undone() as changes:
                client.get(address(app, rule, ours.values))
            faults[rule.rule] = list(changes)
    assert {rule: changes for rule, changes in faults.items() if changes} == {}


def welcomed(app, houses):
    """The address of every form with somebody who may send it."""
    ours, _theirs, people = houses
    policies = everybodys(app, people).values()
    for rule in judged_rules(app, "POST"):
        path = address(app, rule, ours.values)
        sender = next((policy.person_id for policy in policies if policy.allows(path, "POST")), 0)
        assert sender != 0, f"{path}: nobody may send it"
        yield path, sender


@STRICTER
def test_an_empty_form_is_answered_with_sense(app, client, houses):
    faults = []
    for path, person in welcomed(app, houses):
        enter(client, person)
        with undone():
            response = client.post(path)
        if response.status_code >= 500 or is_refusal(response, person):
            faults.append(f"{path}: {response.status_code}")
    assert faults == []


JUNK = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.sampled_from(
        [
            "",
            "0",
            "2",
            "-1",
            "1e400",
            "nan",
            "9" * 40,
            "\0",
            "\ud7ff",
            "²",
            "2025-02-30",
            "0001-01-01",
            "99999-01-01",
        ]
    ),
    st.sampled_from(
        ["2025-05-23T25:61", "[]", "{}", "null", "../..", "<script>", "%s %(x)d {0}", "true", "on"]
    ),
)


def forms_as_they_stand(app, client, houses):
    """Every form that posts, with somebody who sees it and what it would send untouched.

    In the order they are met, not that of their addresses, drawn anew each time: what broke breaks again.
    """
    ours, _theirs, people = houses
    found = {}
    policies = everybodys(app, people)
    for role in ("operator", "our owner", "our judge", "our cooperative"):
        enter(client, people[role])
        policy = policies[role]
        for rule in judged_rules(app, "GET"):
            path = address(app, rule, ours.values)
            if FILES.search(path) or not policy.allows(path):
                continue
            page = client.get(path)
            if page.status_code == 200 and page.mimetype == "text/html":
                posting = (form for form in Page(path, page.text).forms if form.method == "post")
                found |= {form.action: (people[role], form) for form in posting}
    return list(found.items())


@STRICTER
def test_no_form_breaks_on_junk(app, client, houses):
    forms = forms_as_they_stand(app, client, houses)
    assert len(forms) > 40

    @settings(
        max_examples=3 * settings.default.max_examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.data())
    def send(data):
        path, (person, form) = data.draw(st.sampled_from(forms))
        untouched = data.draw(st.booleans())
        junk = data.draw(st.dictionaries(st.sampled_from(sorted(form.fields) or ["x"]), JUNK, max_size=4))
        enter(client, person)
        with undone():
            response = client.post(path, data=form.fields | junk if untouched else junk)
        assert response.status_code < 500

    send()
