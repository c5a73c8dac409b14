"""What a judge's page shows of ideas: only what a blind jury may see, as data for the tablet."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventhub import territory
from eventhub.contests.anchors import spans
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import QUESTIONS, ContestState
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts, money, number
from eventhub.judging import queries
from eventhub.judging.models import Judge, Sheet
from eventhub.judging.operations.syncing import as_told
from eventhub.judging.phrases import SHEET_STATES
from eventhub.judging.queries import panel, photos, recordings
from eventhub.judging.revealing import masked
from eventhub.judging.states import SheetState


def shown_idea(idea: Idea, contest: Contest, hidden: Collection[str] = ()) -> dict[str, Any]:
    """An idea in the language of the moment; a blind jury sees no names or places, `hidden` words covered."""
    women = _("%(num)d women among them", num=idea.women) if idea.women else ""
    facts = {
        "budget": money(idea.budget) if idea.budget is not None else "",
        "members": number(idea.members) if idea.members is not None else "",
        "payback": number(idea.payback_months) if idea.payback_months is not None else "",
    }
    who = "" if contest.is_blind else f"{idea.owner_name} · {territory.place(idea.province_code)}"
    return {
        "code": idea.code,
        "title": masked(str(idea.title), hidden if contest.is_blind else ()),
        "sector": str(SECTORS[Sector(idea.sector)]),
        "who": who,
        "women": women,
        **facts,
        **{
            question: masked(str(idea.answer(question)), hidden if contest.is_blind else ())
            for question in QUESTIONS
        },
    }


def anchors_of(contest: Contest) -> dict[str, list[tuple[int, str]]]:
    """What marks mean, by criterion: (lowest mark, words), rising."""
    return {
        criterion["id"]: [
            (lowest, str(Texts(words))) for lowest, _highest, words in spans(criterion.get("anchors", ()))
        ]
        for criterion in contest.criteria
    }


def anchor_for(anchors: list[tuple[int, str]], mark: int | None) -> str:
    """What a mark means, in words."""
    said = [text for lowest, text in anchors if mark is not None and lowest <= mark]
    return said[-1] if said else ""


def mask_words(text: object, decided: Mapping[str, bool]) -> str:
    """A text with the words covered that were decided to be hidden."""
    return masked(str(text), [words for words, is_hidden in decided.items() if is_hidden])


def covered(contest: Contest) -> Mapping[int, Mapping[str, bool]]:
    """By idea, the words decided about, while the jury reads blind; none once its results are out."""
    is_blind = contest.is_blind and contest.state != ContestState.PUBLISHED
    return panel.masks_of(contest) if is_blind else {}


def cover_of(masks: Mapping[int, Mapping[str, bool]]) -> Callable[[str], str]:
    """What covers free words of the meeting: any idea's hidden words, since they may name any idea."""
    words = {each for decided in masks.values() for each, is_hidden in decided.items() if is_hidden}
    return lambda text: masked(text, words)


def hidden_words(masks: Mapping[int, Mapping[str, bool]], idea: Idea) -> list[str]:
    """The words of an idea that its organizer decided to hide."""
    return [words for words, is_hidden in masks.get(idea.id, {}).items() if is_hidden]


def addresses_of(contest: Contest, names: Collection[str]) -> list[dict[str, str]]:
    """Where a judge's page finds each photo, small and large."""
    sizes = (("small", "small"), ("large", None))
    return [
        {
            which: url_for("judging.photo", contest=contest.slug, idea_file=name, size=size)
            for which, size in sizes
        }
        for name in names
    ]


def recordings_told(
    contest: Contest, ideas: Collection[int]
) -> Callable[[int], tuple[list[dict[str, str]], bool]]:
    """By idea: where its voice notes and films are, and whether there are some that a blind jury misses."""
    found, are_heard = recordings.recordings_of(ideas), recordings.are_heard(contest)

    def told(idea: int) -> tuple[list[dict[str, str]], bool]:
        every = [
            {"kind": kind, "address": url_for("judging.recording", contest=contest.slug, idea_file=name)}
            for name, kind in found.get(idea, ())
        ]
        return (every, False) if are_heard else ([], bool(every))

    return told


def desk_of(judge: Judge, sheets: list[Sheet], masks: Mapping[int, Mapping[str, bool]]) -> dict[str, Any]:
    """Everything the tablet needs to work without a network."""
    contest = judge.contest
    ideas = [sheet.idea_id for sheet in sheets]
    seen, heard = photos.photos_of(contest, ideas), recordings_told(contest, ideas)
    settings = queries.settings_of(contest)
    return {
        "judge": judge.public_id,
        "contest": contest.slug,
        "sheets": [
            {
                **as_told(sheet),
                "idea": shown_idea(sheet.idea, contest, hidden_words(masks, sheet.idea)),
                "photos": addresses_of(contest, seen.get(sheet.idea_id, ())),
                **dict(zip(("recordings", "is_unheard"), heard(sheet.idea_id), strict=True)),
            }
            for sheet in sheets
            if sheet.state != SheetState.RECUSED
        ],
        "finished": judge.signed_off_at is not None,
        "states": {state.value: str(words) for state, words in SHEET_STATES.items()},
        "criteria": [criterion["id"] for criterion in contest.criteria],
        "anchors": anchors_of(contest),
        "gates": list(settings.gate_ids),
        "comment_rule": settings.comment_rule,
        "words": {
            "photo": _("Photo of the project"),
            "voice": _("Voice note"),
            "video": _("Short film"),
            "choose": _("Choose a mark: what it means appears here"),
            "place": _(
                "Idea %(place)s of %(count)s · %(done)s complete",
                place="{place}",
                count="{count}",
                done="{done}",
            ),
            "waiting": _("to send: %(count)s", count="{count}"),
            "code": _("Idea %(number)s", number="{code}"),
            "none": _("no mark"),
            "needs_comment": _("This sheet needs a comment before it is complete."),
            "mine": _("Your marks on this criterion: %(marks)s", marks="{marks}"),
            "yes": _("yes"),
            "no": _("no"),
            "conflict": _("This sheet was also changed on another device. Choose which one counts."),
            "differs": _(
                "%(name)s: here “%(mine)s”, on the other device “%(theirs)s”",
                name="{name}",
                mine="{mine}",
                theirs="{theirs}",
            ),
            "comment": _("Comment for the entrant"),
            "note": _("Note for myself"),
            "later": _("This needs the network, and every mark sent. Try again once it says “All sent”."),
            "sign_in": _("Sign in again to send: your marks are kept on this device."),
        },
    }
