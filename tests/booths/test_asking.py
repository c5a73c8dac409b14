"""What a call asks: conditions, papers, power, and the editor of questions; pure, so by many examples."""

from datetime import date
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.booths import appliances, asking, drafts, papers, question_lines
from eventhub.booths.appliances import Appliance
from eventhub.booths.asking import Part
from eventhub.booths.papers import Paper, Standing

FEW = settings(max_examples=25, deadline=None)
DAY = date(2025, 5, 28)


def a_question(number: int, **fields):
    return {"key": f"q{number}", "kind": "yes_no", "label": {"fr": f"Question {number} ?"}, **fields}


@st.composite
def calls(draw):
    """Questions of which each may wait for one before it, and some answers."""
    questions = []
    for number in range(draw(st.integers(1, 7))):
        condition = {}
        if number and draw(st.booleans()):
            earlier = draw(st.integers(0, number - 1))
            condition = {"only_if": {"question": f"q{earlier}", "is": [draw(st.sampled_from(["yes", "no"]))]}}
        questions.append(a_question(number, required=draw(st.booleans()), **condition))
    answers = draw(
        st.dictionaries(st.sampled_from([q["key"] for q in questions]), st.sampled_from(["yes", "no", ""]))
    )
    return questions, answers


@FEW
@given(calls())
def test_what_is_not_asked_is_neither_required_nor_kept(call):
    questions, answers = call
    asked = {question["key"] for question in asking.asked(questions, answers)}
    assert set(asking.missing(questions, answers)) <= asked
    assert set(asking.kept(questions, answers)) <= asked
    for question in questions:
        condition = question.get("only_if")
        if condition and question["key"] in asked:
            assert condition["question"] in asked
            assert answers[condition["question"]] in condition["is"]
    assert asking.misplaced(questions) is None


@FEW
@given(calls())
def test_dropping_what_is_not_asked_changes_nothing_that_is(call):
    questions, answers = call
    kept = asking.kept(questions, answers)
    assert asking.asked(questions, kept) == asking.asked(questions, answers)
    assert asking.missing(questions, kept) == asking.missing(questions, answers)


def test_a_condition_names_an_earlier_question_and_an_answer_it_can_have():
    first, second = a_question(1), a_question(2, only_if={"question": "q1", "is": ["yes"]})
    assert asking.misplaced([first, second]) is None
    assert asking.misplaced([second, first]) == "q2"
    assert asking.misplaced([a_question(1, only_if={"question": "q1", "is": ["yes"]})]) == "q1"
    assert asking.misplaced([first, a_question(2, only_if={"question": "q1", "is": ["maybe"]})]) == "q2"


def test_a_condition_may_wait_for_one_of_several_choices():
    options = [{"key": "card", "label": {"fr": "Carte"}}, "نقدا"]
    first = {"key": "q1", "kind": "choices", "label": {}, "options": options}
    second = a_question(2, only_if={"question": "q1", "is": ["card"]})
    assert list(asking.options_of(first)) == ["card", "نقدا"]
    assert len(asking.asked([first, second], {"q1": ["نقدا", "card"]})) == 2
    assert len(asking.asked([first, second], {"q1": ["نقدا"]})) == 1


@FEW
@given(st.dictionaries(st.sampled_from(list(Appliance)), st.integers(0, 9)), st.floats(0, 20))
def test_power_is_enough_for_everything_and_no_step_more(counts, other):
    machines = appliances.appliances_of(counts)
    exact = sum(appliances.WATTS[Appliance(name)] * count for name, count in machines.items()) / 1000 + other
    power = appliances.power_of(machines, other)
    assert exact - 0.001 <= power < exact + appliances.STEP_KW + 0.001
    needs = asking.needs_of({"appliances": machines, "other_kw": other})
    assert asking.needs_of(needs) == needs


def test_needs_of_before_keep_their_power():
    assert asking.needs_of({"power_kw": 1.5})["power_kw"] == 1.5
    row = SimpleNamespace(needs={"power_kw": 1.5}, **dict.fromkeys(set(drafts.COLUMNS) - {"needs"}))
    assert drafts.columns_of(drafts.fields_of(row))["needs"]["power_kw"] == 1.5


VALUES = {
    "products": st.lists(st.sampled_from(["pa", "pb"]), unique=True),
    "quantity_pa": st.none() | st.integers(1, 99),
    "sales": st.none() | st.integers(1, 10_000),
    "booths": st.sampled_from(["1", "2"]),
    "appliance_fridge": st.none() | st.integers(1, 9),
    "water": st.booleans(),
    "wish_1": st.sampled_from(["", "A", "#B4"]),
    "wish_2": st.sampled_from(["", "#B5"]),
    "neighbour_ca": st.sampled_from(["", "near", "avoid"]),
    "document_onssa": st.sampled_from([None, "da"]),
    "answer_q1": st.sampled_from([None, "yes", ["x", "y"], 3]),
}


@FEW
@given(st.fixed_dictionaries(VALUES))
def test_fields_and_columns_say_the_same(fields):
    columns = drafts.columns_of(fields)
    assert drafts.columns_of(drafts.fields_of(SimpleNamespace(**columns))) == columns


@FEW
@given(st.fixed_dictionaries(VALUES), st.text(max_size=20))
def test_every_field_has_a_part_and_nothing_else_has(fields, text):
    assert all(drafts.part_of(name) for name in fields)
    assert drafts.part_of("csrf_token") is None
    assert drafts.part_of(f"x{text}") is None


def test_a_correction_opens_one_part_one_question_or_one_paper():
    assert drafts.allowed("answer_q3", None)
    assert drafts.allowed("answer_q3", "answers")
    assert drafts.allowed("answer_q3", "answers:q3")
    assert not drafts.allowed("answer_q4", "answers:q3")
    assert drafts.allowed("document_onssa", "documents:onssa")
    assert not drafts.allowed("document_ice", "documents:onssa")
    assert not drafts.allowed("products", "answers:q3")
    assert asking.part_and_detail("needs:x") == (None, "")
    assert asking.part_and_detail("documents:onssa") == (Part.DOCUMENTS, "onssa")


def test_a_paper_must_last_until_the_last_day():
    own = [Paper("a", "onssa", date(2025, 5, 27)), Paper("b", "onssa", DAY), Paper("c", "ice")]
    assert papers.standing("onssa", "a", own, DAY) == Standing.EXPIRES
    assert papers.standing("onssa", "b", own, DAY) == Standing.GOOD
    assert papers.standing("onssa", "c", own, DAY) == Standing.MISSING
    assert papers.standing("ice", None, own, DAY) == Standing.MISSING
    assert (papers.best("onssa", own, DAY), papers.best("label", own, DAY)) == ("b", None)


def test_any_paper_of_a_kind_that_lasts_will_do():
    own = [Paper("a", "onssa", date(2025, 5, 27)), Paper("b", "onssa"), Paper("c", "ice", date(2025, 5, 27))]
    stands = [papers.standing_at_best(kind, own, DAY) for kind in ("onssa", "ice", "label")]
    assert stands == [Standing.GOOD, Standing.EXPIRES, Standing.MISSING]


def test_papers_are_asked_of_their_sectors():
    asked = [{"kind": "onssa", "sectors": ["honey"]}, {"kind": "statutes", "sectors": []}]
    assert papers.wanted(asked, "honey") == ["onssa", "statutes"]
    assert papers.wanted(asked, "pottery") == ["statutes"]


presses = st.lists(
    st.one_of(
        st.sampled_from(["add:text", "add:choice", "common:people", "add:nothing", "nonsense"]),
        st.builds(
            lambda verb, at: f"{verb}:{at}",
            st.sampled_from(["up", "down", "copy", "remove"]),
            st.integers(0, 4),
        ),
    ),
    max_size=8,
)


@FEW
@given(presses)
def test_every_press_can_be_undone_and_keys_stay_apart(pressed):
    lines, before, seen = [], "[]", []
    for do in pressed:
        seen.append(lines)
        before = question_lines.remembered(before, lines)
        lines, _ = question_lines.pressed(lines, do, taken=("q1",))
        keys = [line["key"] for line in lines]
        assert len(set(keys)) == len(keys)
        assert "q1" not in keys
    for was in reversed(seen):
        lines, before = question_lines.undone(before, lines)
        assert lines == was


def test_an_option_keeps_its_key_when_one_language_changes():
    first = question_lines.keyed_options("سيارة | Voiture\nشاحنة | Camion")
    again = question_lines.keyed_options("عربة | Voiture\nقطار | Train", {"options": first})
    assert again[0]["key"] == first[0]["key"]
    assert again[1]["key"] not in {each["key"] for each in first}
    line = question_lines.line_of({"kind": "choice", "key": "q1", "label": {}, "options": first})
    assert line["options"].splitlines()[0] == "سيارة | Voiture"


def test_a_page_that_brings_nonsense_to_undo_is_not_believed():
    for text in ("", "{", "3", '[1, "x"]', '[[{"key": "q1"}, 2]]'):
        lines, _ = question_lines.undone(text, [])
        assert all(isinstance(line, dict) for line in lines)
