"""What a version of the rules binds, in words, and what changed since the version before it.

An entrant reads "closes on 12 December" and "12 → 19", never the name of a setting. The templates show; here
is only what is said.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext as _n

from eventhub import territory
from eventhub.contests import phrases
from eventhub.contests.differences import Piece, compared
from eventhub.contests.kinds import HeatRule
from eventhub.contests.models import RulesVersion
from eventhub.contests.states import EntrantKind
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts, moment, money, percent


def dates_of(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, moment in words) of the dates that a version binds."""
    known = ((_("Closes"), "closes_at"), (_("Judging ends"), "judging_ends_at"))
    return [(label, _moment(settings[name])) for label, name in known if settings.get(name)]


def going_through(settings: Mapping[str, Any]) -> str:
    """How many go through to the final, in words; empty when nobody does."""
    many = settings.get("goes_through") or 0
    is_quota = settings.get("heat_rule") == HeatRule.QUOTA
    if not many:
        return ""
    if is_quota:
        said = _n("The best idea of each territory.", "The %(num)s best ideas of each territory.", many)
    else:
        said = _n("The best idea.", "The %(num)s best ideas.", many)
    others = [f"{_place(code)} {count}" for code, count in sorted((settings.get("quotas") or {}).items())]
    if others and is_quota:
        return str(_("%(rule)s Except: %(places)s.", rule=said, places=_listed(others)))
    return str(said)


def jury_of(settings: Mapping[str, Any]) -> str:
    """How the jury reads: with or without names, how many sheets."""
    blind = (
        _("The jury reads without names or places.")
        if settings.get("is_blind")
        else _("The jury sees who entered each idea.")
    )
    return f"{blind}\n{_sheets(settings)}"


def _sheets(settings: Mapping[str, Any]) -> str:
    if settings.get("stages") != 2:  # noqa: PLR2004 - two stages, or one
        return str(_n("%(num)d sheet each.", "%(num)d sheets each.", settings.get("sheets_per_idea") or 0))
    return str(
        _(
            "First every idea has %(first)s. Then the %(share)s of ideas nearest to the line of the prizes"
            " have %(second)s more: that is where marks can still change who wins.",
            first=_n("%(num)d sheet", "%(num)d sheets", settings.get("sheets_first") or 0),
            second=_n("%(num)d sheet", "%(num)d sheets", settings.get("sheets_second") or 0),
            share=percent((settings.get("second_share") or 0) / 100),
        )
    )


def changes_of(before: RulesVersion | None, after: RulesVersion | None) -> list[tuple[str, list[Piece]]]:
    """(label, pieces) of all that differs between two versions, in the order of the page."""
    if before is None or after is None:
        return []
    pairs = zip(_words(before), _words(after), strict=True)
    return [(label, compared(old, new)) for (label, old), (_label, new) in pairs if old != new]


def _words(version: RulesVersion) -> list[tuple[str, str]]:
    """All that a version says, part by part, each in words of the reader's language."""
    kept = version.settings
    appeals = kept.get("appeal_days") or 0
    return [
        (_("Rules of the contest"), str(version.rules or "")),
        (_("How the places are found"), str(version.method or "")),
        (_("Closes"), _moment(kept.get("closes_at"))),
        (_("Judging ends"), _moment(kept.get("judging_ends_at"))),
        (
            _("Territory"),
            _listed(map(_place, kept.get("place_codes") or ())) or _("The whole country"),
        ),
        (
            _("Who may enter"),
            _listed(phrases.ENTRANTS[EntrantKind(each)] for each in kept.get("entrant_kinds") or EntrantKind),
        ),
        (
            _("Sectors"),
            _listed(SECTORS[Sector(each)] for each in kept.get("sectors") or ()) or _("All sectors"),
        ),
        (_("Categories"), _names(kept.get("categories"))),
        (_("Criteria"), "\n".join(map(_criterion, kept.get("criteria") or ()))),
        (_("Prizes"), "\n".join(map(_prize, kept.get("prizes") or ()))),
        (_("Checklist"), _names(kept.get("eligibility"))),
        (_("How the jury judges"), jury_of(kept)),
        (_("Who goes through to the final"), going_through(kept)),
        (_("Days to appeal"), str(appeals)),
    ]


def _moment(said: str | None) -> str:
    return moment(datetime.fromisoformat(said), "long") if said else ""


def _place(code: str) -> str:
    return str(territory.place(code) or code)


def _listed(words: Iterable[Any]) -> str:
    return str(_(", ")).join(str(each) for each in words)


def _names(rows: Iterable[Mapping[str, Any]] | None) -> str:
    return "\n".join(str(Texts(each["name"])) for each in rows or ())


def _criterion(each: Mapping[str, Any]) -> str:
    marks = [f"{row['from']}: {Texts(row['text'])}" for row in each.get("anchors") or ()]
    return "\n".join([f"{Texts(each['name'])} {percent(each['weight'] / 100)}", *marks])


def _prize(each: Mapping[str, Any]) -> str:
    amount = each.get("amount")
    return f"{Texts(each['name'])} {money(amount)}" if amount else str(Texts(each["name"]))
