"""What pages say stays the same, however quickly it is said: escapes, words, addresses, icons, charts."""

import flask
import pytest
from flask import render_template_string
from flask_babel import lazy_gettext
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from eventhub.booths.states import ApplicationState
from eventhub.i18n import speaking
from eventhub.web.charts import axis_step, highest, line_points
from eventhub.web.rendering import escaped, icon_drawn, url_for

on_one = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
THINGS = st.one_of(
    st.text(), st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False), st.text().map(Markup)
)


@given(value=THINGS)
def test_what_is_written_is_escaped_as_markupsafe_would(value):
    assert escaped(value) == escape(value)


@on_one
def test_a_sentence_kept_for_later_speaks_the_language_of_the_moment(app):
    words = lazy_gettext("Sector")
    with app.test_request_context():
        with speaking("fr"):
            french = escaped(words)
        with speaking("ar"):
            arabic = escaped(words)
    assert (french, arabic) == ("Filière", "القطاع")


@on_one
def test_what_somebody_typed_is_escaped_inside_a_sentence_kept_for_later(app):
    named = lazy_gettext("Select %(name)s", name="<b>")
    with app.test_request_context(), speaking("en"):
        page = render_template_string("{{ words }}{{ plain }}", words=named, plain=lazy_gettext("100 %"))
    assert page == "Select &lt;b&gt;100 %"


@on_one
@pytest.mark.parametrize(
    "values",
    [{"edition": "a"}, {"edition": "a", "q": "x & y", "state": None}, {"edition": "a", "ids": ["1", "2"]}],
)
def test_an_address_is_what_flask_says(app, values):
    for root in ("", "/under"):
        with app.test_request_context(base_url=f"http://localhost{root}"):
            expected = flask.url_for("booths.applications", **values)
            assert url_for("booths.applications", **values) == expected
            assert url_for("booths.applications", **values) == expected  # remembered
            assert url_for("booths.applications", **values, _external=True).startswith("http")


@on_one
def test_what_looks_alike_makes_addresses_of_its_own(app):
    with app.test_request_context():
        values = (1, "1", True, ApplicationState.SCORED)
        made = [url_for("booths.applications", edition="a", all=value) for value in values]
    assert [each.rpartition("=")[2] for each in made] == ["1", "1", "True", "scored"]


@on_one
def test_an_icon_is_drawn_with_its_own_words(app):
    with app.test_request_context():
        spoken = icon_drawn("eye-off", "a & b"), icon_drawn("eye-off", Markup("a &amp; b"))
        plain = icon_drawn("arrow-end", size="s")
    assert spoken[0] == spoken[1]
    assert 'aria-label="a &amp; b"' in spoken[0]
    assert 'class="icon s flip"' in plain
    assert 'aria-hidden="true"' in plain


@on_one
def test_a_component_says_its_words_in_each_language(app):
    source = '{% from "components/filters.html" import search_box with context %}{{ search_box() }}'
    pages = {}
    for language in ("fr", "ar", "fr"):
        with app.test_request_context(), speaking(language):
            pages.setdefault(language, set()).add(render_template_string(source))
    assert "Rechercher" in next(iter(pages["fr"]))
    assert "Rechercher" not in next(iter(pages["ar"]))
    assert len(pages["fr"]) == 1


@on_one
def test_a_macro_is_called_with_its_caller_and_inside_loops(app):
    source = """
{%- macro box(text, kind='a') -%}
<{{ kind }}>{{ text }}{{ caller() if caller is defined }}</{{ kind }}>
{%- endmacro -%}
{%- for each in ['<', '>'] -%}
{{ box(each) }}{% call box(each, kind='b') %}{{ loop.index }}{% endcall %}
{%- endfor -%}
"""
    with app.test_request_context():
        assert render_template_string(source) == ("<a>&lt;</a><b>&lt;1</b><a>&gt;</a><b>&gt;2</b>")


@given(top=st.integers(0, 10**9))
def test_an_axis_has_at_most_five_lines(top):
    step = axis_step(top)
    assert top <= 5 * step
    assert str(step).rstrip("0") in {"1", "2", "5"}


def test_a_line_runs_the_way_its_language_does():
    lines = [("a", [0, 5, 10]), ("b", [])]
    assert highest(lines) == 10
    assert line_points([0, 5, 10], 2, 10, 120, rtl=False) == "0.0,120.0 500.0,70.0 1000.0,20.0 "
    assert line_points([0, 5, 10], 2, 10, 120, rtl=True) == "1000.0,120.0 500.0,70.0 0.0,20.0 "
