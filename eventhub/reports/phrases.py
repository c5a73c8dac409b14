"""Words of reports: how a figure was got, what is aimed at, quotas, and what the audit log says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.reports.figures import Aim, Method

METHODS: dict[str, Any] = {
    Method.COUNTED: _l("counted"),
    Method.DECLARED: _l("declared"),
    Method.ESTIMATED: _l("estimated"),
}
MEANINGS: dict[str, Any] = {
    Method.COUNTED: _l("Counted: read at the gates or noted on the spot, one by one."),
    Method.DECLARED: _l("Declared: said by the exhibitors or the organizer themselves."),
    Method.ESTIMATED: _l("Estimated: judged by the organizer, nobody counted."),
}
AIMS: dict[str, Any] = {
    Aim.VISITORS: _l("Visits"),
    Aim.EXHIBITORS: _l("Exhibitors"),
    Aim.WOMEN_LED: _l("Cooperatives led by a woman"),
    Aim.SALES: _l("Declared sales"),
    Aim.ATTENDANCE: _l("People at sessions"),
}
QUOTAS: dict[str, Any] = {
    "women": _l("At least half of the members are women"),
    "youth": _l("At least half of the members are young"),
    "province": _l("Exhibitors of the province"),
}
MEETINGS: tuple[Any, ...] = (
    _l("Meetings asked for"),
    _l("Meetings that took place"),
    _l("Cooperatives linked"),
    _l("Opportunities"),
)
"""The figures of meetings, in the order of `Report.meetings`."""
VOLUNTEERS: tuple[Any, ...] = (_l("Volunteers who helped"), _l("Volunteer days"), _l("Hours helped"))
"""The figures of volunteers, in the order of `Report.volunteers`; the last is kept in minutes."""
AUDIT: dict[str, Any] = {
    "reports:report:written": _l("wrote in the closing report"),
    "reports:report:published": _l("published the closing report"),
}
