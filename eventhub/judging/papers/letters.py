"""Letters to all who entered ideas, by their places: place, marks in plain words, what the judges wrote."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub import documents
from eventhub.clock import local_day
from eventhub.contests import certificates
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea, Result
from eventhub.directions import way_of
from eventhub.i18n import day, number, speaking
from eventhub.judging.models import Rectification
from eventhub.judging.papers import binding, printing
from eventhub.judging.papers.binding import Binding
from eventhub.judging.queries import rectifying
from eventhub.judging.telling import feedback
from eventhub.judging.telling.feedback import Feedback

HOW = {
    "strength": _l("One of your strengths: better than most ideas."),
    "gain": _l("Here there is most to gain: most ideas did better."),
    "below": _l("Most ideas did better here."),
    "like": _l("Like most ideas."),
}
"""Where a criterion of an idea stands, by `Feedback.how`."""


def binding_of(contest: Contest) -> Binding:
    """A letter a page to each idea that has a place, each in its owner's language, in parts by the places."""
    return _bound(contest, contest_queries.results_of(contest))


def binding_of_changed(contest: Contest) -> Binding:
    """The same to those alone whose place is another since the ranking was rectified."""
    changed = rectifying.places_before(contest)
    return _bound(contest, [r for r in contest_queries.results_of(contest) if r.idea.public_id in changed])


def _bound(contest: Contest, results: Sequence[Result]) -> Binding:
    told, done = feedback.feedback_for_all(contest), rectifying.published_of(contest)
    last = done[-1] if done else None
    before = rectifying.places_before(contest)
    found = [_letter(each, told, last, before.get(each.idea.public_id)) for each in results]
    return binding.in_parts("letters", contest, found, lambda some: _pdf(contest, some))


def _pdf(contest: Contest, letters: Sequence[dict[str, Any]]) -> bytes:
    drawn = [each | {"qr": printing.qr(certificates.address_of(each["code"]))} for each in letters]
    return documents.pdf("judging/letters.html", "fr", letters=drawn, contest=contest)


def _letter(
    result: Result,
    told: Callable[[Idea], Feedback | None],
    rectification: Rectification | None,
    before: int | None,
) -> dict[str, Any]:
    """A letter in its reader's language, Arabic where it has none of ours; all of it, whoever asks for it."""
    person = result.idea.person
    language = person.language if person is not None and person.language in printing.LANGUAGES else "ar"
    with speaking(language):
        said = _words(result, told(result.idea))
        if rectification is not None and before is not None:
            said["opening"].append(_rectified(rectification, before))
    return {"language": language, "said": said, "code": result.certificate_code or ""}


def _words(result: Result, told: Feedback | None) -> dict[str, Any]:
    """The words of one letter, in the language of the moment."""
    contest = result.idea.contest
    thanks = (
        _("The jury has read every idea without knowing whose it was, and thanks you for yours.")
        if contest.is_blind
        else _("The jury has read every idea with care, and thanks you for yours.")
    )
    opening = [thanks, _place(result, told)]
    if result.prize:
        opening.append(_("Its prize: %(prize)s.", prize=result.prize))
    return {
        "organizer": str(contest.organizer.name),
        "contest": str(contest.name),
        "to": _("To:"),
        "owner": str(result.owner_name),
        "opening": opening,
        "marks_title": _("Your marks in plain words"),
        "criteria": [(each.name, number(each.mine, 1), str(HOW[told.how(each)])) for each in told.criteria]
        if told
        else [],
        "comments_title": _("What the judges wrote to you"),
        "comments": [(words, way_of(words) or "ltr") for words in told.comments] if told else [],
        "closing": _("Your certificate is behind the code above: anybody who scans it sees that it is true."),
    }


def _rectified(rectification: Rectification, before: int) -> str:
    sentence: str = _(
        "The results were rectified on %(day)s; the place %(rank)d told before no longer holds: %(reason)s",
        day=day(local_day(rectification.ended_at or rectification.created_at)),
        rank=before,
        reason=rectification.reason,
    )
    return sentence


def _place(result: Result, told: Feedback | None) -> str:
    sentence: str = _(
        "Your idea “%(title)s” has the place %(rank)d of %(count)d.",
        title=str(result.title),
        rank=result.rank,
        count=told.ideas if told else result.rank,
    )
    return sentence
