"""The edge of one's own things: the desk, the account, its sessions, its data."""

from typing import Any

from flask import Response, abort, current_app, flash, g, json, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.accounts import desk as desks
from eventhub.accounts import operations, queries, sessions
from eventhub.accounts.blueprint import blueprint
from eventhub.accounts.devices import device_of
from eventhub.accounts.forms import EraseForm, PasswordForm, ProfileForm
from eventhub.accounts.limits import limited_by_person
from eventhub.accounts.models import SignIn
from eventhub.accounts.permissions import Permission
from eventhub.accounts.phrases import MEANS
from eventhub.i18n import language_cookie
from eventhub.permissions import requires, writes
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("sign_in", queries.sign_in_by_id)


@blueprint.get("/my")
@writes
@requires(Permission.SEE_DESK)
def desk() -> Any:
    """What needs me now, and where I can go."""
    return page("accounts/desk.html", cards=desks.cards_for(current_user))


@blueprint.route("/my/account", methods=["GET", "POST"])
@requires(Permission.CHANGE_ACCOUNT)
@limited_by_person
def account() -> Any:
    """Who I am: names, how to reach me, my language."""
    form = ProfileForm(obj=current_user)
    if form.is_submitted() and form.attempt(
        lambda: operations.change_profile(
            _me(), form.values, clock.now(), proof=form.current.data, is_fresh=sessions.is_fresh(clock.now())
        )
    ):
        flash(_("Your account was changed."), "ok")
        response = go(url_for("accounts.account"))
        response.delete_cookie(language_cookie(), secure=bool(current_app.config["SESSION_COOKIE_SECURE"]))
        return response
    return _account_page(form)


def _account_page(form: Any = None, password_form: Any = None) -> Any:
    """The page of the account; a refused form of it gives the status."""
    refused = password_form if password_form is not None else form
    response = page(
        "accounts/account.html",
        form or ProfileForm(formdata=None, obj=current_user),
        password_form=password_form or PasswordForm(formdata=None),
        sign_ins=queries.living_sign_ins(_me(), clock.now()),
        here=g.get("sign_in"),
        device_of=device_of,
        means=MEANS,
    )
    response.status_code = refused.status if refused is not None else 200
    return response


@blueprint.post("/my/account/password")
@requires(Permission.CHANGE_ACCOUNT)
@limited_by_person
def change_password() -> Any:
    """Change or set my password; other devices are signed out."""
    form = PasswordForm()

    def change() -> Any:
        now, typed = clock.now(), (form.current.data or "", form.password.data or "")
        operations.change_password(_me(), *typed, now, is_fresh=sessions.is_fresh(now))
        return operations.end_others(_me(), sessions.current(), clock.now()) + 1

    if form.attempt(change):
        flash(_("Your password was changed. Other devices were signed out."), "ok")
        return go(url_for("accounts.account"))
    return _account_page(password_form=form)


@blueprint.post("/my/account/sessions/<sign_in>/end")
@requires(Permission.END_SIGN_IN, of="sign_in")
def end_sign_in(sign_in: SignIn) -> Any:
    """Sign one of my devices out."""
    sessions.end(sign_in)
    flash(_("That device was signed out."), "ok")
    return go(url_for("accounts.account") + "#sessions")


@blueprint.post("/my/account/sessions/end-others")
@requires(Permission.CHANGE_ACCOUNT)
def end_others() -> Any:
    """Sign all my other devices out."""
    operations.end_others(_me(), sessions.current(), clock.now())
    flash(_("Every other device was signed out."), "ok")
    return go(url_for("accounts.account") + "#sessions")


@blueprint.get("/my/account/data.json")
@requires(Permission.CHANGE_ACCOUNT)
def export() -> Any:
    """Everything kept about me, as a file."""
    text = json.dumps(operations.collect(_me()), ensure_ascii=False, indent=2)
    response = Response(text, content_type="application/json; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="eventhub.json")
    return response


@blueprint.route("/my/account/erase", methods=["GET", "POST"])
@requires(Permission.CHANGE_ACCOUNT)
def erase() -> Any:
    """Erase my account, after typing a word."""
    if current_user.demo_account:
        abort(403)
    form = EraseForm(_("erase"))
    if form.is_submitted():
        person = _me()
        if form.attempt(lambda: operations.erase(person, clock.now())):
            sessions.leave()
            flash(_("Your account was erased."), "ok")
            return go("/")
    return page("accounts/erase.html", form)


def _me() -> Any:
    """The person behind the request, as the session knows them."""
    return current_user._get_current_object()  # noqa: SLF001 - operations keep the row, not the proxy
