"""The edge of accounts where one comes in: signing in, up and out."""

from typing import Any

from flask import abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock, texting
from eventhub.accounts import links, operations, queries, sessions
from eventhub.accounts.blueprint import blueprint
from eventhub.accounts.forms import ConfirmForm, LinkForm, SecondForm, SignInForm, SignUpForm
from eventhub.accounts.limits import SENT_MAILS, limited, limited_by_address
from eventhub.accounts.phrases import DEMO_ACCOUNTS
from eventhub.i18n import current_language
from eventhub.permissions import open_to_all
from eventhub.web import watch
from eventhub.web.pages import go, page, safe_next


def _home() -> str:
    return safe_next(url_for("accounts.desk"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all("the door itself")
@limited()
def sign_in() -> Any:
    """Sign in with a password; in a demo, one click is offered first."""
    form = SignInForm()
    if form.is_submitted():
        person = form.attempt(
            lambda: operations.sign_in(form.identity.data or "", form.password.data or "", clock.now())
        )
        if person is not None and person.needs_both:
            return _send_second(person)
        if person is not None:
            sessions.begin(person, "password")
            return go(_home())
        _note_failure(form)
    elif current_user.is_authenticated:
        return go(_home())
    demo = queries.demo_people() if queries.is_demo() else []
    return page("accounts/sign_in.html", form, demo=demo, meanings=DEMO_ACCOUNTS, next=_asked())


def _note_failure(form: SignInForm) -> None:
    """Tell the operator's log whom somebody tried to be; what was typed is told to nobody."""
    if form.refusal is not None:
        tried = queries.person_by_identity(form.identity.data or "")
        watch.note("sign_in_failed", person=tried, means="password", is_known=tried is not None)


def _asked() -> str:
    return safe_next("")


@blueprint.post("/sign-in/demo")
@open_to_all("one click in a demo; 404 anywhere else")
def sign_in_demo() -> Any:
    """Sign in as one of the demo's people."""
    person = queries.demo_person(request.form.get("account", ""))
    if person is None:
        abort(404)
    sessions.begin(person, "demo")
    return go(_home())


@blueprint.route("/sign-in/link", methods=["GET", "POST"])
@open_to_all("the door by mail")
@limited(SENT_MAILS)
def ask_link() -> Any:
    """Ask for a link by mail or SMS; the answer is the same whether somebody is known or not."""
    form = LinkForm()
    if form.is_submitted():
        sent = form.attempt(lambda: _send_link(form))
        if sent:
            return page("accounts/link_sent.html", by_phone=texting.is_offered())
    return page("accounts/ask_link.html", form, next=_asked(), by_phone=texting.is_offered())


def _send_link(form: LinkForm) -> bool:
    watch.note("link_asked", person=queries.person_by_identity(form.identity.data or ""))
    operations.send_link(form.identity.data or "", clock.now(), _address_of)
    return True


def _send_second(person: Any) -> Any:
    """The password was right; for this person a mailed link must follow."""
    watch.note("second_step", person=person)
    operations.send_second(person, clock.now(), _address_of)
    return page("accounts/link_sent.html", is_second=True)


def _address_of(token: str) -> str:
    """The whole address of a link: never of the request's own host, which whoever asks may make up."""
    path = url_for("accounts.take_link", token=token, next=_asked() or None)
    return str(current_app.config["PUBLIC_URL"]) + path


@blueprint.route("/sign-in/link/<token>", methods=["GET", "POST"])
@open_to_all("a mailed link is its own key")
@limited_by_address
def take_link(token: str) -> Any:
    """Sign in by a mailed link. Only the button uses it up: what previews links doesn't."""
    asks = operations.asks_password(token, clock.now())
    form = SecondForm() if asks else ConfirmForm()
    if form.is_submitted():
        typed = form.password.data if isinstance(form, SecondForm) else None
        person = form.attempt(lambda: operations.sign_in_by_link(token, clock.now(), typed))
        if person is not None:
            sessions.begin(person, "link")
            return go(_home())
        watch.note("sign_in_failed", means="link")
    is_dead = links.living(token, "sign_in", clock.now()) is None
    response = page("accounts/take_link.html", form, is_dead=is_dead, next=_asked())
    response.status_code = 410 if is_dead else response.status_code
    return response


@blueprint.route("/sign-up", methods=["GET", "POST"])
@open_to_all("a cooperative opens its account here")
@limited_by_address
def sign_up() -> Any:
    """Open an account and sign in."""
    form = SignUpForm()
    if form.is_submitted():
        person = form.attempt(lambda: _open_account(form))
        if person is not None:
            sessions.begin(person, "password")
            flash(_("Welcome. Your account is open."), "ok")
            return go(_home())
    return page("accounts/sign_up.html", form, next=_asked())


def _open_account(form: SignUpForm) -> Any:
    values = {**form.values, "language": current_language()}
    return operations.sign_up(values, form.password.data or "", clock.now())


@blueprint.post("/sign-out")
@open_to_all("leaving is always allowed")
def sign_out() -> Any:
    """Sign this device out."""
    watch.note("signed_out")
    sessions.leave()
    response = go("/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
