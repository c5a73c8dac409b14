"""Mails of contests and juries, sent in the very transaction that made what they speak of."""

import inspect
from typing import Any

from eventhub.contests import mails
from eventhub.contests.models import BankMessage, Result, RulesVersion
from eventhub.database import db
from eventhub.judging import mails as jury_mails
from eventhub.mail import OutboxMail
from tests.factories.accounts import a_person
from tests.factories.contest_life import a_session_of_coaching, an_appeal
from tests.factories.contests import AT, a_contest, a_judge, an_idea


def _sent_of_every_kind() -> set[str]:
    """Send each mail that the two features know; gives the names of their functions."""
    contest = a_contest()
    first, second, third, fourth = (a_person(email=f"l{number}@example.ma") for number in range(4))
    idea = an_idea(contest, 1, first, state="ineligible")
    judge = a_judge(contest, second)
    figures = dict.fromkeys(("raw", "correction", "score", "lo90", "hi90", "p_top3", "p_top10"), 1.0)
    owner = {"contest_id": contest.id, "organizer_id": contest.organizer_id}
    idea.result = Result(rank=1, prize={"fr": "Premier prix"}, **owner, **figures)
    message = BankMessage(idea=idea, name="Amal", contact="amal@example.ma", words="Bonjour", answer="Oui")
    message.consented_at = message.answered_at = AT
    session = a_session_of_coaching(contest)
    version = RulesVersion(number=2, reason="Une semaine de plus.", published_at=AT, settings={}, **owner)
    told: list[tuple[Any, tuple[Any, ...]]] = [
        (mails.idea_received, (idea,)),
        (mails.idea_to_complete, (an_idea(contest, 2, third, state="to_complete"),)),
        (mails.idea_refused, (idea, AT)),
        (mails.contest_cancelled, (idea,)),
        (mails.rules_changed, (idea, version)),
        (mails.idea_results, (idea,)),
        (mails.idea_corrected, (idea, "Un nom mal écrit.")),
        (mails.idea_rectified, (idea, "Une fiche saisie pour une autre idée.", 2)),
        (mails.idea_filed, (idea,)),
        (mails.appeal_answered, (an_appeal(idea),)),
        (mails.idea_message, (idea, "Bonjour")),
        *((mails.coaching, (idea, session, what)) for what in ("booked", "changed", "cancelled")),
        (mails.expert_named, (fourth, contest)),
        (mails.bank_message, (message,)),
        (mails.bank_answer, (message,)),
        (jury_mails.sheets_waiting, (judge, 3)),
        (jury_mails.jury_thanks, (judge, 3, 1.5)),
    ]
    for tell, given in told:
        tell(*given)
    return {tell.__name__ for tell, _given in told}


def test_every_mail_names_things_in_words_and_every_kind_is_tried(app):
    names = _sent_of_every_kind()
    known = {
        name
        for module in (mails, jury_mails)
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }
    assert names == known
    rows = db.session.query(OutboxMail).all()
    assert len(rows) == 19
    said = [row.subject + row.text + row.html for row in rows]
    assert [words for words in said if "{" in words or "&#39;fr&#39;" in words] == []
    subjects = {row.template: row.subject for row in rows}
    assert subjects["sheets_waiting"].endswith("Concours d'idées")
    assert subjects["jury_thanks"].endswith("Concours d'idées")
