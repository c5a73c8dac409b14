"""Words of fairs: states, roles of partners, kinds of session, and what the audit log says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.fairs.states import EditionState, PartnerRole, RecommendationState, SessionKind

STATES: dict[str, Any] = {
    EditionState.PREPARATION: _l("In preparation"),
    EditionState.CALL: _l("Call open"),
    EditionState.ALLOCATION: _l("Stands being allocated"),
    EditionState.READY: _l("Ready"),
    EditionState.RUNNING: _l("Running"),
    EditionState.CLOSED: _l("Closed"),
    EditionState.CANCELLED: _l("Cancelled"),
}
STATE_KINDS: dict[str, str] = {
    EditionState.PREPARATION: "neutral",
    EditionState.CALL: "info",
    EditionState.ALLOCATION: "wait",
    EditionState.READY: "ok",
    EditionState.RUNNING: "ok",
    EditionState.CLOSED: "neutral",
    EditionState.CANCELLED: "no",
}
MOVES: dict[str, Any] = {
    EditionState.PREPARATION: _l("Go back to preparation"),
    EditionState.CALL: _l("Open the call"),
    EditionState.ALLOCATION: _l("Close the call and allocate stands"),
    EditionState.READY: _l("Everything is ready"),
    EditionState.RUNNING: _l("Open the fair"),
    EditionState.CLOSED: _l("Close the fair"),
    EditionState.CANCELLED: _l("Cancel the fair"),
}
"""What the button says that leads to a state from the one before it."""
BACK: dict[str, Any] = {
    EditionState.CALL: _l("Open the call again"),
    EditionState.ALLOCATION: _l("Go back to the allocation"),
}
QUESTIONS: dict[str, Any] = {
    EditionState.CANCELLED: _l("Cancel this fair? This cannot be undone."),
    EditionState.CLOSED: _l("Close this fair? Its gates stop and its report begins. This cannot be undone."),
}
PUBLIC_STATES: dict[str, Any] = {
    EditionState.CALL: _l("Open to exhibitors"),
    EditionState.RUNNING: _l("Open now"),
    EditionState.CANCELLED: _l("Cancelled"),
    EditionState.CLOSED: _l("Took place"),
}
PARTNER_ROLES: dict[str, Any] = {
    PartnerRole.PATRON: _l("Under the patronage of"),
    PartnerRole.ORGANIZER: _l("Organized by"),
    PartnerRole.FUNDER: _l("Funded by"),
    PartnerRole.SUPPORT: _l("With the support of"),
    PartnerRole.MEDIA: _l("In the media with"),
}
"""As a heading above partners; the order here is the order on pages."""
SESSION_KINDS: dict[str, Any] = {
    SessionKind.TALK: _l("Talk"),
    SessionKind.WORKSHOP: _l("Workshop"),
    SessionKind.CEREMONY: _l("Ceremony"),
    SessionKind.SHOW: _l("Performance"),
    SessionKind.MEETING: _l("Meeting"),
}
CLOSES_BEFORE: dict[int, Any] = {
    0: _l("it begins"),
    1: _l("an hour before"),
    3: _l("three hours before"),
    12: _l("half a day before"),
    24: _l("a day before"),
    48: _l("two days before"),
}
"""Until when seats of a session are given, by hours before it begins."""
SESSION_ICONS: dict[str, str] = {
    SessionKind.TALK: "microphone",
    SessionKind.WORKSHOP: "book",
    SessionKind.CEREMONY: "flag",
    SessionKind.SHOW: "stage",
    SessionKind.MEETING: "handshake",
}
RECOMMENDATION_STATES: dict[str, Any] = {
    RecommendationState.PROPOSED: _l("Proposed"),
    RecommendationState.ACCEPTED: _l("Taken on"),
    RecommendationState.UNDERWAY: _l("Under way"),
    RecommendationState.DONE: _l("Carried out"),
    RecommendationState.DROPPED: _l("Set aside"),
}
RECOMMENDATION_KINDS: dict[str, str] = {
    RecommendationState.PROPOSED: "neutral",
    RecommendationState.ACCEPTED: "info",
    RecommendationState.UNDERWAY: "wait",
    RecommendationState.DONE: "ok",
    RecommendationState.DROPPED: "no",
}
ACCENTS: dict[str, Any] = {
    "cobalt": _l("Cobalt of Safi"),
    "cedar": _l("Cedar"),
    "saffron": _l("Saffron"),
    "terracotta": _l("Clay"),
    "rose": _l("Rose of Kelaa"),
    "indigo": _l("Indigo"),
    "olive": _l("Olive"),
    "caper": _l("Caper"),
}
AUDIT: dict[str, Any] = {
    "fairs:edition:created": _l("created the fair"),
    "fairs:edition:copied": _l("copied an earlier fair"),
    "fairs:edition:edited": _l("changed the fair's details"),
    "fairs:edition:published": _l("published the fair's site"),
    "fairs:edition:hidden": _l("hid the fair's site"),
    "fairs:edition:moved": _l("moved the fair to another state"),
    "fairs:partner:added": _l("added a partner"),
    "fairs:partner:edited": _l("changed a partner"),
    "fairs:partner:removed": _l("removed a partner"),
    "fairs:session:added": _l("added a session"),
    "fairs:session:edited": _l("changed a session"),
    "fairs:session:removed": _l("removed a session"),
    "fairs:session:cancelled": _l("cancelled a session"),
    "fairs:session:restored": _l("let a cancelled session take place after all"),
    "fairs:recommendation:added": _l("added a recommendation"),
    "fairs:recommendation:edited": _l("changed a recommendation"),
    "fairs:recommendation:moved": _l("moved a recommendation to another state"),
}
