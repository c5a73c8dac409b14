"""Words of accounts: roles, means of signing in, sentences of the audit log."""

from flask_babel import lazy_gettext as _l

from eventhub.accounts.roles import RoleName

ROLES = {
    RoleName.OWNER: _l("Owner"),
    RoleName.ORGANIZER: _l("Organizer"),
    RoleName.FIELD_AGENT: _l("Field agent"),
    RoleName.JUDGE: _l("Judge"),
    RoleName.GATE_STAFF: _l("Gate staff"),
    RoleName.PARTNER: _l("Partner"),
    RoleName.EXPERT: _l("Coaching expert"),
}

ROLE_MEANINGS = {
    RoleName.OWNER: _l("Does everything here, and chooses who else does"),
    RoleName.ORGANIZER: _l("Prepares and runs fairs and contests"),
    RoleName.FIELD_AGENT: _l("Helps cooperatives and files applications for them"),
    RoleName.JUDGE: _l("Scores the ideas of a contest"),
    RoleName.GATE_STAFF: _l("Scans badges at a gate"),
    RoleName.PARTNER: _l("Sees the figures of what it supports"),
    RoleName.EXPERT: _l("Offers coaching sessions to those who entered a contest"),
}

MEANS = {
    "password": _l("with a password"),
    "link": _l("with a link by mail"),
    "invitation": _l("with an invitation"),
    "demo": _l("with one click"),
}

DEMO_ACCOUNTS = {
    "organizer": _l("Organizer of fairs and contests"),
    "cooperative": _l("President of a cooperative"),
    "judge": _l("Judge of a contest"),
    "gate": _l("Gate staff"),
    "agent": _l("Field agent"),
    "partner": _l("Partner of a fair"),
    "expert": _l("Expert who coaches projects"),
    "operator": _l("Operator of the installation"),
}

AUDIT = {
    "accounts:person:signed_up": _l("opened an account"),
    "accounts:person:created": _l("was given an account from the command line"),
    "accounts:person:given_link": _l("was given a link from the command line"),
    "accounts:person:signed_in": _l("signed in"),
    "accounts:person:changed": _l("changed their profile"),
    "accounts:person:password_changed": _l("changed their password"),
    "accounts:person:sessions_ended": _l("signed other devices out"),
    "accounts:person:erased": _l("erased their account"),
    "accounts:organizer:created": _l("created the organizer"),
    "accounts:invitation:sent": _l("invited somebody to a role"),
    "accounts:invitation:withdrawn": _l("withdrew an invitation"),
    "accounts:role:accepted": _l("accepted a role"),
    "accounts:role:removed": _l("removed a role"),
}
