"""Words of support programmes: states, axes, kinds, marks, what the audit log says."""

from flask_babel import lazy_gettext as _l

from eventhub.programmes.kinds import Axis, Indicator, LicenceKind, OpportunityKind, Target, TrainingKind
from eventhub.programmes.states import EnrolmentState, LicenceState, OpportunityState, ProgrammeState

PROGRAMME_STATES = {
    ProgrammeState.DRAFT: _l("In preparation"),
    ProgrammeState.RUNNING: _l("Running"),
    ProgrammeState.CLOSED: _l("Closed"),
}
PROGRAMME_KINDS = {
    ProgrammeState.DRAFT: "neutral",
    ProgrammeState.RUNNING: "ok",
    ProgrammeState.CLOSED: "info",
}
PROGRAMME_MOVES_SAID = {
    (ProgrammeState.DRAFT, ProgrammeState.RUNNING): _l("Begin the programme"),
    (ProgrammeState.RUNNING, ProgrammeState.CLOSED): _l("Close the programme"),
    (ProgrammeState.CLOSED, ProgrammeState.RUNNING): _l("Take it up again"),
}

ENROLMENT_STATES = {
    EnrolmentState.INVITED: _l("Asked to join"),
    EnrolmentState.JOINED: _l("Takes part"),
    EnrolmentState.DECLINED: _l("Declined the invitation"),
    EnrolmentState.LEFT: _l("Has left"),
}
ENROLMENT_KINDS = {
    EnrolmentState.INVITED: "wait",
    EnrolmentState.JOINED: "ok",
    EnrolmentState.DECLINED: "no",
    EnrolmentState.LEFT: "neutral",
}

LICENCE_STATES = {
    LicenceState.PENDING: _l("Pending"),
    LicenceState.HELD: _l("In force"),
    LicenceState.REFUSED: _l("Refused"),
    LicenceState.EXPIRED: _l("Expired"),
}
LICENCE_KINDS = {
    LicenceState.PENDING: "wait",
    LicenceState.HELD: "ok",
    LicenceState.REFUSED: "no",
    LicenceState.EXPIRED: "no",
}
LICENCES = {
    LicenceKind.ONSSA: _l("ONSSA authorisation"),
    LicenceKind.ICE: _l("ICE number"),
    LicenceKind.REGISTER: _l("Local register of cooperatives"),
    LicenceKind.TRADE_MARK: _l("Trade mark"),
    LicenceKind.LABEL: _l("Label or organic certificate"),
    LicenceKind.OTHER: _l("Other authorisation"),
}

OPPORTUNITY_STATES = {
    OpportunityState.OPEN: _l("Under discussion"),
    OpportunityState.MADE: _l("Concluded"),
    OpportunityState.LOST: _l("Came to nothing"),
}
OPPORTUNITY_KINDS = {
    OpportunityState.OPEN: "wait",
    OpportunityState.MADE: "ok",
    OpportunityState.LOST: "neutral",
}
OPPORTUNITIES = {
    OpportunityKind.BUYER: _l("Buyer"),
    OpportunityKind.MARKET: _l("Market or point of sale"),
    OpportunityKind.PARTNER: _l("Partner"),
    OpportunityKind.FUNDER: _l("Funder"),
}

TRAININGS = {TrainingKind.TRAINING: _l("Training"), TrainingKind.COACHING: _l("Coaching")}

AXES = {
    Axis.GOVERNANCE: _l("Governance"),
    Axis.FINANCE: _l("Finance and accounting"),
    Axis.PRODUCTION: _l("Production and quality"),
    Axis.MARKETING: _l("Marketing"),
    Axis.COMPLIANCE: _l("Licences and compliance"),
    Axis.DIGITAL: _l("Digital tools"),
}
MARKS = (_l("Nothing yet"), _l("Hardly begun"), _l("Half-way"), _l("Almost there"), _l("Fully"))
"""What 0 to 4 mean; a statement says what its own 0 and 4 look like."""

INDICATORS = {
    Indicator.TURNOVER: _l("Yearly turnover"),
    Indicator.MEMBERS: _l("Members"),
    Indicator.JOBS: _l("Jobs"),
    Indicator.PRODUCTS: _l("Products on sale"),
}
TARGETS = {
    Target.COOPERATIVES: _l("Cooperatives supported"),
    Target.WOMEN: _l("Women members"),
    Target.PRODUCTS: _l("Products in the catalogue"),
    Target.TRAINING_HOURS: _l("Hours of training"),
    Target.COACHING_SESSIONS: _l("Coaching sessions"),
    Target.OPPORTUNITIES: _l("Opportunities opened"),
    Target.LICENCES: _l("Licences obtained"),
}

AUDIT = {
    "programmes:programme:created": _l("Created the support programme"),
    "programmes:programme:changed": _l("Changed the settings of the support programme"),
    "programmes:programme:moved": _l("Changed the state of the support programme"),
    "programmes:programme:questions_kept": _l("Changed the questionnaire of the support programme"),
    "programmes:enrolment:invited": _l("Invited the cooperative to the support programme"),
    "programmes:enrolment:joined": _l("Agreed to take part in the support programme"),
    "programmes:enrolment:joined_on_paper": _l("Recorded the cooperative's signed agreement"),
    "programmes:enrolment:declined": _l("Declined the invitation to the support programme"),
    "programmes:enrolment:taken_back": _l("Took the invitation to the support programme back"),
    "programmes:enrolment:left": _l("Ended the cooperative's part in the support programme"),
    "programmes:diagnosis:finished": _l("Finished a diagnosis"),
    "programmes:training:planned": _l("Planned a training session"),
    "programmes:training:changed": _l("Changed a training session"),
    "programmes:training:attended": _l("Recorded who came to a training session"),
    "programmes:licence:kept": _l("Recorded a licence"),
    "programmes:opportunity:recorded": _l("Recorded an opportunity"),
    "programmes:opportunity:moved": _l("Changed the state of an opportunity"),
    "programmes:measure:recorded": _l("Recorded an indicator"),
}
