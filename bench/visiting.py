"""People who use the product as a browser without scripts does: pages, their forms, cookies; and its JSON.

A form is sent as its page offers it: a name that the page doesn't have, or a choice it doesn't give, is a
fault of whoever sends it, so that nothing passes here that a person could not do. Each person has an address
of their own (`X-Forwarded-For`, as behind a proxy). Every request is counted under the step it belongs to.
"""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any, NoReturn
from urllib.parse import urlencode, urljoin, urlsplit

WAIT = 120  # seconds for one answer, on a busy machine
MOST_REDIRECTS = 5
Headers = list[tuple[str, str]]
Door = Callable[[str, str, bytes | None, Mapping[str, str]], tuple[int, Headers, bytes]]
"""Where requests go: method, path, body, headers → status, headers, body."""


def served_at(port: int) -> Door:
    """The door of a server of this machine; each request has its own connection, as sync workers want."""

    def ask(
        method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, Headers, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()

    return ask


class Unexpected(Exception):  # noqa: N818 - it says what the answer was
    """The product answered otherwise than it should have."""


@dataclass
class Form:
    """One form of a page: what it sends untouched, and what may be chosen."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    choices: dict[str, set[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What is sent with these values. Raises Unexpected for what the form doesn't offer."""
        said = {name: [str(each) for each in _many(value)] for name, value in given.items()}
        for name, values in said.items():
            offered = self.choices.get(name)
            if name not in self.names and (name, values[0]) not in self.buttons:
                raise Unexpected(f"the form {self.action} has no {name} (it has {sorted(self.names)})")
            if offered is not None and not set(values) <= offered | {""}:
                raise Unexpected(f"{name} of {self.action} offers {sorted(offered)}, not {values}")
        return [(name, value) for name, values in (self.values | said).items() for value in values]


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


class _Reader(HTMLParser):
    """The forms of a page, its links, and what it says went wrong."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.links, self.refusals = here, list[Form](), list[str](), list[str]()
        self.open: Form | None = None
        self.select: tuple[str, list[str], list[str]] | None = None
        self.area: str | None = None
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        words = found.get("class", "").split()
        if tag == "a" and "href" in found:
            self.links.append(urljoin(self.here, found["href"]))
        if self.depth or ("hidden" not in found and ("error" in words or {"note", "no"} <= set(words))):
            self.depth += tag not in _EMPTY
        if tag == "form":
            self.open = Form(urljoin(self.here, found.get("action") or self.here))
            self.forms.append(self.open)
        elif self.open is not None and "disabled" not in found:
            self._field(self.open, tag, found)
        if tag == "option" and self.select is not None:
            self.select[1].append(found.get("value", ""))
            if "selected" in found:
                self.select[2].append(found.get("value", ""))

    def _field(self, form: Form, tag: str, found: Mapping[str, str]) -> None:
        name, kind = found.get("name", ""), found.get("type", "text")
        if "formaction" in found:  # another way that the same fields may go
            self.forms.append(replace(form, action=urljoin(self.here, found["formaction"])))
        if not name:
            return
        if tag == "button" or (tag == "input" and kind == "submit"):
            form.buttons.append((name, found.get("value", "")))
            return
        form.names.add(name)
        if tag == "select":
            self.select = (name, [], [])
        elif tag == "textarea":
            self.area = name
            form.values[name] = [""]
        elif kind in {"checkbox", "radio"}:
            form.choices.setdefault(name, set()).add(found.get("value", "on"))
            if "checked" in found:
                form.values.setdefault(name, []).append(found.get("value", "on"))
        elif kind != "file":
            form.values.setdefault(name, []).append(found.get("value", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)
        if tag == "select" and self.select is not None and self.open is not None:
            name, offered, chosen = self.select
            self.open.choices[name] = set(offered)
            self.open.values[name] = chosen or offered[:1]
            self.select = None
        elif tag == "textarea":
            self.area = None
        elif tag == "form":
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.area is not None and self.open is not None:
            self.open.values[self.area] = [self.open.values[self.area][0] + data]
        if self.depth and data.strip():
            self.refusals.append(data.strip())


_EMPTY = frozenset({"input", "br", "img", "hr", "meta", "link", "path", "use", "line"})


@dataclass(frozen=True)
class Answer:
    """What came back, after redirections."""

    status: int
    url: str
    body: bytes
    content_type: str

    @property
    def text(self) -> str:
        """The page's source."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """What a program reads."""
        return json.loads(self.body)

    def read(self) -> _Reader:
        """Its forms, links and refusals."""
        reader = _Reader(self.url)
        reader.feed(self.text)
        return reader


@dataclass
class Counted:
    """What all people together asked for: requests and odd answers by step; safe in several threads."""

    step: str = ""
    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int) -> None:
        """One answer."""
        with self.lock:
            self.requests[self.step] += 1
            self.statuses[status] += 1


class Person:
    """Somebody with a browser: cookies, an address of their own, the page they look at."""

    def __init__(self, door: Door, address: str, counted: Counted, language: str = "fr") -> None:
        self.door, self.address, self.counted = door, address, counted
        self.cookies = {"language": language}
        self.page = Answer(0, "/", b"", "")

    def go(self, path: str, status: int = 200) -> Answer:
        """Open a page; it becomes the one looked at."""
        return self._arrive(self._ask("GET", path, None, {}), path, status)

    def fetch(self, path: str, content_type: str) -> bytes:
        """A file, as a download."""
        answer = self._ask("GET", path, None, {})
        if answer.status != 200 or not answer.content_type.startswith(content_type):
            self._refuse(answer, f"GET {path}")
        return answer.body

    def send(self, action: str, status: int = 200, **given: Any) -> Answer:
        """Fill in and send the page's form whose action ends so (and that has these fields)."""
        path = _path(action)
        named = [
            form
            for form in self.page.read().forms
            if urlsplit(form.action).path.endswith(path)
            and all(name in form.names or name in dict(form.buttons) for name in given)
        ]
        if not named:
            raise Unexpected(f"{self.page.url} has no form {action} with {sorted(given)}")
        body = urlencode(named[0].filled(given)).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._arrive(self._ask("POST", named[0].action, body, headers), named[0].action, status)

    def post_json(self, path: str, content: Any) -> Any:
        """What a page's script sends, with the token of the page looked at."""
        token = next(form.values["csrf_token"][0] for form in self.page.read().forms)
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        answer = self._ask("POST", path, json.dumps(content).encode(), headers)
        if answer.status != 200:
            self._refuse(answer, f"POST {path}")
        return answer.json

    def refusals(self) -> list[str]:
        """What the page looked at says went wrong."""
        return self.page.read().refusals

    def _arrive(self, answer: Answer, path: str, status: int) -> Answer:
        self.page = answer
        if answer.status != status:
            self._refuse(answer, path)
        return answer

    def _refuse(self, answer: Answer, what: str) -> NoReturn:
        said = answer.read().refusals if answer.content_type.startswith("text/html") else answer.body[:300]
        raise Unexpected(f"{what}: {answer.status} {said}")

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        for _ in range(MOST_REDIRECTS):
            answer, onward = self._once(method, path, body, headers)
            if onward is None:
                return answer
            method, path, body, headers = "GET", onward, None, {}
        raise Unexpected(f"{path} leads nowhere")

    def _once(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[Answer, str | None]:
        parts = urlsplit(path)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {"X-Forwarded-For": self.address, "Cookie": self._cookies(), **headers}
        status, back, content = self.door(method, asked, body, sent)
        self.counted.note(status)
        for name, value in back:
            if name.lower() == "set-cookie":
                self.cookies |= {each: morsel.value for each, morsel in SimpleCookie(value).items()}
        found = {name.lower(): value for name, value in back}
        answer = Answer(status, asked, content, found.get("content-type", ""))
        return answer, found.get("location") if status in {302, 303} else None

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def _path(action: str) -> str:
    return urlsplit(action).path
