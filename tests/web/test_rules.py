"""Addresses are built as Werkzeug builds them, by rules that are compiled when first needed."""

import pytest
from werkzeug.routing import BuildError, Map, Rule

from eventhub.web.rules import LateRule

ADDRESSES = [
    ("/e/<edition>/stands/<int:number>", {"edition": "safi", "number": 12}),
    ("/e/<edition>/stands/<int:number>", {"edition": "safi", "number": 12, "page": "ب", "tag": ["a", "b"]}),
    ("/files/<path:name>", {"name": "plans/square 20.pdf"}),
    ("/plain", {}),
]


def built(kind, rule, values, times=1):
    addresses = Map([kind(rule, endpoint="there")]).bind("localhost")
    return [addresses.build("there", dict(values)) for _ in range(times)]


@pytest.mark.parametrize(("rule", "values"), ADDRESSES)
def test_an_address_is_the_same_the_first_time_and_later(rule, values):
    assert built(LateRule, rule, values, times=3) == built(Rule, rule, values) * 3


def test_what_is_missing_or_of_another_kind_is_still_refused():
    for values in ({"edition": "safi"}, {"edition": "safi", "number": "twelve"}):
        with pytest.raises((BuildError, ValueError)):
            built(LateRule, ADDRESSES[0][0], values)


def test_a_default_stands_in_the_address_of_its_own_rule():
    def addresses(kind):
        both = Map(
            [kind("/list", endpoint="list", defaults={"page": 1}), kind("/list/<int:page>", endpoint="list")]
        ).bind("localhost")
        return [both.build("list", {"page": page}) for page in (1, 2)]

    assert addresses(LateRule) == addresses(Rule) == ["/list", "/list/2"]


def test_every_rule_of_the_application_waits_so(app):
    rules = list(app.url_map.iter_rules())
    assert len(rules) > 100
    assert {type(rule) for rule in rules} == {LateRule}
