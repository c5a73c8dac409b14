"""The edge of an organizer's people: roles, invitations and taking them up; the operator's organizers."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.accounts import invitations, inviting, links, operations, queries
from eventhub.accounts.blueprint import blueprint
from eventhub.accounts.forms import ConfirmForm, InviteForm, OrganizerForm, choices
from eventhub.accounts.models import Link, Organizer, Person, Role
from eventhub.accounts.permissions import Permission
from eventhub.accounts.phrases import ROLE_MEANINGS, ROLES
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.documents import qr_svg_path
from eventhub.permissions import may, open_to_all, requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page


def _organizers_own(find: Any) -> Any:
    """A loader of what belongs to the organizer in the address."""

    def loader(public_id: str, values: dict[str, Any]) -> Any:
        found, organizer = find(public_id), values.get("organizer")
        owner = getattr(found, "organizer_id", None) or (getattr(found, "grants", None) or {}).get(
            "organizer_id"
        )
        return (
            found
            if found is not None and isinstance(organizer, Organizer) and owner == organizer.id
            else None
        )

    return loader


loads("organizer", queries.organizer_by_slug)
loads("role", _organizers_own(queries.role_by_id))
loads("role_invitation", _organizers_own(queries.invitation_by_id))


@blueprint.get("/work/o/<organizer>/people")
@requires(Permission.SEE_PEOPLE, of="organizer")
def people(organizer: Organizer) -> Any:
    """Who works here, and who is invited."""
    return page(
        "accounts/people.html",
        organizer=organizer,
        roles=queries.roles_at(organizer),
        invitations=queries.invitations_at(organizer, clock.now()),
        scopes=queries.scopes_of(organizer),
        names=ROLES,
        may_own=may(current_user, Permission.CHANGE_OWNERS, organizer),
    )


@blueprint.route("/work/o/<organizer>/people/invite", methods=["GET", "POST"])
@requires(Permission.INVITE, of="organizer")
def invite(organizer: Organizer) -> Any:
    """Invite somebody to a role."""
    form = InviteForm()
    scopes = queries.scopes_of(organizer).items()
    narrowed = [(f"{kind}:{number}", str(name)) for (kind, number), name in scopes]
    form.scope.choices = choices([("", _("Everything here")), *narrowed])
    if not may(current_user, Permission.CHANGE_OWNERS, organizer):
        form.role.choices = [each for each in form.role.choices if each.value != RoleName.OWNER]
    if form.is_submitted():
        token = form.attempt(lambda: _send(organizer, form))
        if token:
            name = links.name_in(token)
            return go(url_for("accounts.show_invitation", organizer=organizer.slug, role_invitation=name))
    return page("accounts/invite.html", form, organizer=organizer)


def _send(organizer: Organizer, form: InviteForm) -> str:
    grants = {"organizer_id": organizer.id, "role": form.role.data, **form.scope_ids}
    return operations.invite(current_user, grants, clock.now(), form.to.data)


@blueprint.get("/work/o/<organizer>/people/invitations/<role_invitation>")
@requires(Permission.INVITE, of="organizer")
def show_invitation(organizer: Organizer, role_invitation: Link) -> Any:
    """An invitation as a link, a QR to scan or print, and a message to send."""
    address = inviting.address_of(links.token_of(role_invitation))
    side, path = qr_svg_path(address)
    return page(
        "accounts/show_invitation.html",
        organizer=organizer,
        invitation=role_invitation,
        address=address,
        side=side,
        path=path,
        role=ROLES[RoleName((role_invitation.grants or {})["role"])],
        scope=queries.scope_name(role_invitation.grants or {}),
        is_dead=role_invitation.used_at is not None or role_invitation.expires_at <= clock.now(),
    )


@blueprint.post("/work/o/<organizer>/people/invitations/<role_invitation>/withdraw")
@requires(Permission.INVITE, of="organizer")
def withdraw_invitation(organizer: Organizer, role_invitation: Link) -> Any:
    """Make an invitation worthless."""
    operations.withdraw(current_user, role_invitation, clock.now())
    flash(_("The invitation was withdrawn."), "ok")
    return go(url_for("accounts.people", organizer=organizer.slug))


@blueprint.post("/work/o/<organizer>/people/<role>/remove")
@requires(Permission.REMOVE_ROLE, of="organizer")
def remove_role(organizer: Organizer, role: Role) -> Any:
    """Take a role away."""
    operations.remove_role(current_user, role, clock.now())
    flash(_("The role was removed."), "ok")
    return go(url_for("accounts.people", organizer=organizer.slug))


@blueprint.route("/i/<token>", methods=["GET", "POST"])
@open_to_all("an invitation is its own key; taking it up needs an account")
def take_invitation(token: str) -> Any:
    """Read an invitation; sign in or up on the way; take the role."""
    form = ConfirmForm()
    if form.is_submitted() and current_user.is_authenticated:
        person = db.session.get_one(Person, current_user.id)
        role = form.attempt(lambda: operations.accept(person, token, clock.now()))
        if role is not None:
            flash(
                _(
                    "Welcome: you are %(role)s of %(organizer)s.",
                    role=ROLES[RoleName(role.name)],
                    organizer=role.organizer.name,
                ),
                "ok",
            )
            return go(_home(inviting.taken_by(person, token) or {}))
    link = inviting.living_invitation(token, clock.now())
    if link is None and current_user.is_authenticated:
        person = db.session.get_one(Person, current_user.id)
        if mine := inviting.taken_by(person, token):
            return go(_home(mine))
    grants = (link.grants if link else None) or {}
    response = page(
        "accounts/take_invitation.html",
        form,
        organizer=db.session.get(Organizer, grants["organizer_id"]) if grants else None,
        role=RoleName(grants["role"]) if grants else None,
        names=ROLES,
        meanings=ROLE_MEANINGS,
        scope=queries.scope_name(grants) if grants else None,
        here=url_for("accounts.take_invitation", token=token),
    )
    response.status_code = response.status_code if grants else 410
    return response


def _home(grants: dict[str, Any]) -> str:
    return (invitations.home_of(grants) if grants else None) or url_for("accounts.desk")


@blueprint.get("/operator/organizers")
@requires(Permission.SEE_ORGANIZERS)
def organizers() -> Any:
    """Every organizer of the installation."""
    return page("accounts/organizers.html", organizers=queries.organizers())


@blueprint.route("/operator/organizers/new", methods=["GET", "POST"])
@requires(Permission.CREATE_ORGANIZER)
def create_organizer() -> Any:
    """A new organizer; its first owner is invited next."""
    form = OrganizerForm()
    if form.is_submitted():
        fields = ("name", "slug", "email", "phone", "cndp_receipt")
        row = form.attempt(
            lambda: operations.create_organizer(
                current_user, {name: form[name].data for name in fields}, clock.now()
            )
        )
        if row is not None:
            flash(_("The organizer was created. Invite its owner."), "ok")
            return go(url_for("accounts.invite", organizer=row.slug))
    return page("accounts/create_organizer.html", form)
