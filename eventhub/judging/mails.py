"""Messages of juries. Somebody without an e-mail address is called, or reads the page."""

from eventhub import mail
from eventhub.judging.models import Judge


def sheets_waiting(judge: Judge, count: int) -> None:
    """Sheets wait for your marks."""
    _send("sheets_waiting", judge, count=count)


def jury_thanks(judge: Judge, sheets: int, hours: float | None) -> None:
    """The results are out: thank you, with what was served."""
    _send("jury_thanks", judge, sheets=sheets, hours=hours)


def _send(name: str, judge: Judge, **words: object) -> None:
    person = judge.person
    if person.email:
        mail.send(
            name, person.email, person.language, judge=judge, contest=judge.contest, person=person, **words
        )
