"""Words of the allocation: its rules, what the auditor found, why here, what would help."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.rules import Returning, Strength

QUOTAS: dict[str, Any] = {
    "women": _l("Women's cooperatives"),
    "youth": _l("Young cooperatives"),
    "province": _l("Of the province"),
}
TRAITS: dict[str, Any] = {
    "smoke": _l("cooking on the stand"),
    "delicate": _l("cloth and cosmetics"),
    "animals": _l("live animals"),
    "food": _l("food"),
}
"""What neighbours may have to bear, or bear badly."""
BROKEN: dict[str, Any] = {
    "unknown": _l("%(name)s is given a stand that does not exist."),
    "other_instance": _l("This plan belongs to another fair."),
    "twice": _l("%(name)s has stand %(where)s twice."),
    "given_twice": _l("Stand %(where)s is given to %(name)s and to %(other)s."),
    "count": _l("%(name)s does not have as many stands as it asked for."),
    "not_a_run": _l("The stands %(where)s of %(name)s are not side by side."),
    "area": _l("Stand %(where)s does not have the area that %(name)s asked for."),
    "blocked": _l("Stand %(where)s of %(name)s is out of use."),
    "no_power": _l("Stand %(where)s has less electric power than %(name)s asked for."),
    "no_water": _l("Stand %(where)s of %(name)s has no water."),
    "no_cooking": _l("Cooking is not allowed on stand %(where)s of %(name)s."),
    "no_heavy": _l("Stand %(where)s of %(name)s can't bear heavy goods."),
    "no_accessible": _l("Stand %(where)s of %(name)s has no step-free way."),
    "budget": _l("Stand %(where)s costs more than %(name)s can pay."),
    "sector_not_admitted": _l("Zone %(zone)s does not admit the sector of %(name)s."),
    "forbidden": _l("The rules keep %(name)s from stand %(where)s."),
    "pinned": _l("%(name)s is set by hand on stand %(where)s and is not there."),
    "neighbour_rule": _l(
        "%(name)s and %(other)s stand at %(where)s: the rules keep %(first)s and %(second)s apart."
    ),
    "apart": _l("%(name)s and %(other)s must stand far from one another and do not."),
    "cap": _l("Zone %(zone)s holds more than %(most)s stands of the sector %(sector)s."),
    "moves": _l("More exhibitors would move than the rules allow."),
}
"""What the auditor found, as sentences."""
STRENGTHS: dict[str, Any] = {
    Strength.OFF: _l("Does not count"),
    Strength.HARDLY: _l("Hardly"),
    Strength.SOME: _l("Somewhat"),
    Strength.MUCH: _l("Very much"),
}
RETURNING: dict[str, Any] = {
    Returning.OFF: _l("Does not count"),
    Returning.SOME: _l("Somewhat"),
    Returning.MUCH: _l("Very much"),
    Returning.MUST: _l("Before every other wish"),
}
HAND_VERBS: dict[str, Any] = {
    "assign": _l("Stand %(label)s was given by hand"),
    "unassign": _l("Stand %(label)s was taken back"),
    "swap": _l("Stands %(label)s and %(other)s were exchanged"),
    "pin": _l("The exhibitor of stand %(label)s was set there"),
    "unpin": _l("Stand %(label)s was left to the solver"),
    "share": _l("Stand %(label)s was shared"),
}
WHY_HERE: dict[str, Any] = {
    "pinned": _l("set there by the organizer"),
    "wish_met": _l("wish number %(rank)s is met: zone %(zone)s"),
    "no_wish_met": _l("no place was left where it wished to be"),
    "last_kept": _l("the stand of last year"),
    "last_lost": _l("not the stand of last year"),
    "corner": _l("the corner it wished for"),
    "no_corner": _l("no corner was left"),
    "near": _l("near %(other)s, as wished"),
    "not_near": _l("not near %(other)s"),
    "served": _l("with what it needs: %(needs)s"),
    "alone": _l("nobody of its sector beside it"),
    "alike": _l("beside others of its sector"),
}
"""Why somebody stands there, as parts of a list."""
NEEDS: dict[str, Any] = {
    "water": _l("water"),
    "cooking": _l("cooking"),
    "heavy": _l("heavy goods"),
    "accessible": _l("step-free way"),
}
REMEDIES: dict[str, Any] = {
    "less_power": _l("if it asked for %(power_kw)s kW"),
    "without_water": _l("if it could do without water"),
    "without_cooking": _l("if it did not cook on the stand"),
    "without_heavy": _l("if it brought no heavy goods"),
    "without_accessible": _l("if it needed no step-free way"),
    "fewer_booths": _l("if it asked for fewer stands: %(count)s"),
    "budget": _l("if its budget were %(dirhams)s dirhams"),
    "stand_no_water": _l("one more stand with water in zone %(zone)s"),
    "stand_no_cooking": _l("one more stand that allows cooking in zone %(zone)s"),
    "stand_no_heavy": _l("one more stand for heavy goods in zone %(zone)s"),
    "stand_no_power": _l("one stand with more power in zone %(zone)s"),
    "stand_no_accessible": _l("one more stand with a step-free way in zone %(zone)s"),
    "stand_blocked": _l("a stand of zone %(zone)s put back into use"),
    "if_left": _l("if %(count)s of the %(of)s exhibitors on suitable stands stepped back"),
    "cap_raised": _l("if zone %(zone)s admitted %(most)s stands of its sector"),
    "other_neighbours": _l("if others stood beside the stands that are left (%(count)s)"),
    "quota_lowered": _l("if the quota of the zone were lower by one"),
}
"""What would give a refused file a stand."""
