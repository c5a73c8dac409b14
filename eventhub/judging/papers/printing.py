"""Papers of a jury: sheets to fill by hand, the judges' guide, thanks to judges."""

from collections.abc import Sequence
from contextlib import suppress

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub import documents, storage
from eventhub.clock import local_day
from eventhub.contests.models import Contest
from eventhub.i18n import Texts, day, speaking
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.queries import panel, photos
from eventhub.judging.telling import sheets

LANGUAGES = ("ar", "fr")


def qr(address: str) -> str:
    """The code of an address, as an image that a paper holds."""
    return documents.data_url(documents.qr_png(address, scale=4, quiet=1), "image/png")


PRINTED = 480
"""Pixels of a printed photo's longest side: sharp at the four centimetres it has, 30 kB each."""


def _printed(contest: Contest, found: list[Sheet]) -> dict[int, list[str]]:
    """By idea, its photos as a tablet shows them, with nothing that a camera or a file's name tells.

    Judges of one idea share them: a picture is in the PDF once. One that the store has lost is left out.
    """
    kept: dict[int, list[str]] = {}
    for idea, files in photos.files_of(contest, {sheet.idea_id for sheet in found}).items():
        kept[idea] = []
        for file in files:
            with suppress(FileNotFoundError):
                small = storage.print_of(storage.read(file), PRINTED)
                kept[idea].append(documents.data_url(small, "image/jpeg"))
    return kept


def sheets_pdf(contest: Contest, found: list[Sheet], language: str) -> bytes:
    """A page for each sheet: the idea, boxes for each mark, and a code that opens where it is typed."""
    masks, pictures = panel.masks_of(contest), _printed(contest, found)
    base = f"{current_app.config['PUBLIC_URL']}/work/contests/{contest.slug}/jury/paper"
    with speaking(language):
        pages = [
            {
                "sheet": sheet,
                "idea": sheets.shown_idea(sheet.idea, contest, sheets.hidden_words(masks, sheet.idea)),
                "photos": pictures.get(sheet.idea_id, ()),
                "qr": qr(f"{base}/{sheet.public_id}"),
            }
            for sheet in found
        ]
        anchors = sheets.anchors_of(contest)
    return documents.pdf(
        "judging/sheets.html",
        language,
        spoken=language,
        contest=contest,
        pages=pages,
        anchors=anchors,
        settings=queries.settings_of(contest),
        texts=Texts,
    )


def guide_pdf(contest: Contest, language: str) -> bytes:
    """One page: how to sign in, mark, work without a network, declare a conflict, sign off."""
    address = f"{current_app.config['PUBLIC_URL']}/judge/{contest.slug}"
    return documents.pdf(
        "judging/guide.html",
        language,
        spoken=language,
        contest=contest,
        address=address,
        qr=qr(address),
        settings=queries.settings_of(contest),
        texts=Texts,
    )


def thanks_told(judge: Judge, done: int, hours: float) -> dict[str, dict[str, str]]:
    """What the thanks to a judge say, in Arabic and in French; `done` sheets took `hours`."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = _thanks(judge, done, hours)
    return said


def thanks_pdf(told: Sequence[dict[str, dict[str, str]]]) -> bytes:
    """Thanks to judges, a page each."""
    return documents.pdf("judging/service.html", "ar", sheets=told, languages=LANGUAGES)


def _time_words(hours: float) -> str:
    """Hours as people say them: 12 minutes, 3 hours, 2 hours and 24 minutes."""
    whole, minutes = divmod(round(hours * 60), 60)
    said = ngettext("%(num)s hour", "%(num)s hours", whole) if whole else ""
    if minutes or not whole:
        rest = ngettext("%(num)s minute", "%(num)s minutes", minutes)
        said = _("%(hours)s and %(minutes)s", hours=said, minutes=rest) if whole else rest
    return said


def _thanks(judge: Judge, done: int, hours: float) -> dict[str, str]:
    contest = judge.contest
    sentence = ngettext(
        "judged %(num)d idea, about %(time)s of work, given freely.",
        "judged %(num)d ideas, about %(time)s of work, given freely.",
        done,
        time=_time_words(hours),
    )
    return {
        "organizer": str(contest.organizer.name),
        "title": _("With our thanks"),
        "name": str(judge.person.name),
        "text": sentence,
        "contest": str(contest.name),
        "day": day(contest.held_on or local_day(contest.published_at or judge.created_at)),
    }
