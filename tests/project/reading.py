"""Reads a page as a browser would: where its links lead, and what its forms would send as they stand."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class SentForm:
    """A form: where it goes and what it would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The links and forms of a page; links that only download something stand apart."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.links: set[str] = set()
        self.downloads: set[str] = set()
        self.forms: list[SentForm] = []
        self._select = self._area = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            (self.downloads if "download" in given else self.links).add(urljoin(self.path, given["href"]))
        elif tag == "form":
            action = urljoin(self.path, given.get("action") or self.path)
            self.forms.append(SentForm(action, given.get("method", "get").lower()))
        elif self.forms:
            self._read_field(tag, given)
            if "formaction" in given:  # another way that the same fields may go
                form, way = self.forms[-1], urljoin(self.path, given["formaction"])
                self.forms.append(replace(form, action=way, method=given.get("formmethod", form.method)))

    def _read_field(self, tag: str, given: dict[str, str]) -> None:
        fields, name = self.forms[-1].fields, given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area, fields[name] = name, ""
        elif tag == "input" and name and given.get("type") != "file":
            is_off = given.get("type") in {"checkbox", "radio"} and "checked" not in given
            fields.setdefault(name, "" if is_off else given.get("value", ""))

    def handle_data(self, data):
        if self._area:
            self.forms[-1].fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
