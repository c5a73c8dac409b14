"""The edge for who acts for a cooperative: its file, products, papers and people."""

from typing import Any

from flask import abort, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock, territory
from eventhub.accounts import links
from eventhub.accounts.models import Link
from eventhub.cooperatives import ice_numbers, operations, queries
from eventhub.cooperatives.blueprint import blueprint
from eventhub.cooperatives.forms import CooperativeForm, DocumentForm, MemberForm, ProductForm, ProfileForm
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.cooperatives.permissions import Permission
from eventhub.cooperatives.phrases import DOCUMENTS, ICONS, LIKENESSES, MEMBER_ROLES, SECTORS
from eventhub.documents import qr_svg_path
from eventhub.permissions import may, requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page
from eventhub.web.views import send_stored


def _own(find: Any) -> Any:
    """A loader of what belongs to the cooperative in the address."""

    def loader(public_id: str, values: dict[str, Any]) -> Any:
        found, cooperative = find(public_id), values.get("cooperative")
        grants = getattr(found, "grants", None) or {}
        owner = getattr(found, "cooperative_id", None) or grants.get("cooperative_id")
        is_its = isinstance(cooperative, Cooperative) and owner == cooperative.id
        return found if is_its else None

    return loader


loads("product", _own(queries.product_by_id))
loads("paper", _own(queries.document_by_id))
loads("cooperative_member", _own(queries.member_by_id))
loads("member_invitation", _own(queries.invitation_by_id))


def _file(cooperative: Cooperative, part: str = "") -> Any:
    return go(url_for("cooperatives.file", cooperative=cooperative.public_id) + part)


@blueprint.route("/my/cooperatives/new", methods=["GET", "POST"])
@requires(Permission.CREATE)
def create() -> Any:
    """A new profile, after a look at those it resembles."""
    form = CooperativeForm()
    alike: list[Any] = []
    if form.is_submitted() and not form.is_refill and form.validate():
        if made := queries.made_just_now(current_user, form.values, clock.now()):
            return _file(made)
        alike = [] if form.is_new.data else queries.lookalikes(form.values)
        row = (
            None if alike else form.attempt(lambda: operations.create(current_user, form.values, clock.now()))
        )
        if row is not None:
            flash(_("The profile was created. Complete it when you can."), "ok")
            return _file(row)
    response = page("cooperatives/create.html", form, alike=alike, reasons=LIKENESSES)
    response.status_code = (
        200 if form.is_submitted() and form.is_refill else 422 if alike else response.status_code
    )
    return response


@blueprint.get("/my/cooperatives/<cooperative>")
@requires(Permission.SEE_FILE, of="cooperative")
def file(cooperative: Cooperative) -> Any:
    """Everything kept for it, and what is missing."""
    today = clock.today()
    documents = queries.documents_of(cooperative)
    return page(
        "cooperatives/file.html",
        cooperative=cooperative,
        places=territory.chain(cooperative.commune_code or cooperative.province_code),
        products=queries.products_of(cooperative),
        documents=[(each, queries.expiry_of(each, today)) for each in documents],
        members=queries.members_of(cooperative),
        sector=SECTORS[Sector(cooperative.sector)],
        icon_name=ICONS[Sector(cooperative.sector)],
        kinds=DOCUMENTS,
        roles=MEMBER_ROLES,
        is_ice_odd=cooperative.ice is not None and not ice_numbers.is_valid(cooperative.ice),
        may_manage=may(current_user, Permission.MANAGE_MEMBERS, cooperative),
    )


@blueprint.route("/my/cooperatives/<cooperative>/edit", methods=["GET", "POST"])
@requires(Permission.CHANGE, of="cooperative")
def change(cooperative: Cooperative) -> Any:
    """Change the profile."""
    form = ProfileForm(obj=cooperative)
    if form.is_submitted() and not form.is_refill:
        done = form.attempt(
            lambda: operations.change(
                current_user,
                cooperative,
                form.values,
                clock.now(),
                form.photo.data,
                film=form.film.data,
            )
        )
        if done is not None:
            flash(_("The profile was changed."), "ok")
            if done.ice and not ice_numbers.is_valid(done.ice):
                flash(
                    _("The last two digits of this ICE don't fit the others. Check it on the certificate."),
                    "wait",
                )
            return _file(cooperative)
    response = page("cooperatives/change.html", form, cooperative=cooperative)
    response.status_code = 200 if form.is_submitted() and form.is_refill else response.status_code
    return response


@blueprint.route("/my/cooperatives/<cooperative>/products/new", methods=["GET", "POST"])
@requires(Permission.CHANGE, of="cooperative")
def add_product(cooperative: Cooperative) -> Any:
    """Add a product."""
    return _product_page(cooperative, None)


@blueprint.route("/my/cooperatives/<cooperative>/products/<product>", methods=["GET", "POST"])
@requires(Permission.CHANGE, of="cooperative")
def change_product(cooperative: Cooperative, product: Product) -> Any:
    """Change a product."""
    return _product_page(cooperative, product)


def _product_page(cooperative: Cooperative, product: Product | None) -> Any:
    form = ProductForm(obj=product)

    def save() -> Product:
        return operations.save_product(
            current_user, cooperative, product, form.values, clock.now(), photo=form.photo.data
        )

    if form.is_submitted() and form.attempt(save):
        flash(_("The product was saved."), "ok")
        return _file(cooperative, "#products")
    return page("cooperatives/product.html", form, cooperative=cooperative, product=product)


@blueprint.post("/my/cooperatives/<cooperative>/products/<product>/remove")
@requires(Permission.CHANGE, of="cooperative")
def remove_product(cooperative: Cooperative, product: Product) -> Any:
    """Take a product out."""
    operations.remove_product(current_user, cooperative, product, clock.now())
    return _file(cooperative, "#products")


@blueprint.route("/my/cooperatives/<cooperative>/documents/new", methods=["GET", "POST"])
@requires(Permission.CHANGE, of="cooperative")
def add_document(cooperative: Cooperative) -> Any:
    """Add a paper to the file."""
    form = DocumentForm()

    def add() -> Document:
        return operations.add_document(current_user, cooperative, form.values, clock.now(), form.file.data)

    if form.is_submitted() and form.attempt(add):
        flash(_("The paper was added."), "ok")
        return _file(cooperative, "#documents")
    return page("cooperatives/document.html", form, cooperative=cooperative)


@blueprint.get("/my/cooperatives/<cooperative>/documents/<paper>/file")
@requires(Permission.SEE_DOCUMENT, of="cooperative")
def document_file(cooperative: Cooperative, paper: Document) -> Any:
    """The scan of a paper, for members and for who screens an application."""
    del cooperative
    if paper.file is None:
        abort(404)
    try:
        return send_stored(paper.file)
    except FileNotFoundError:
        abort(404)


@blueprint.post("/my/cooperatives/<cooperative>/documents/<paper>/remove")
@requires(Permission.CHANGE, of="cooperative")
def remove_document(cooperative: Cooperative, paper: Document) -> Any:
    """Take a paper out of the file."""
    operations.remove_document(current_user, cooperative, paper, clock.now())
    return _file(cooperative, "#documents")


@blueprint.route("/my/cooperatives/<cooperative>/people/invite", methods=["GET", "POST"])
@requires(Permission.MANAGE_MEMBERS, of="cooperative")
def invite_member(cooperative: Cooperative) -> Any:
    """Invite somebody into the account."""
    form = MemberForm()
    if form.is_submitted():
        link = form.attempt(
            lambda: operations.invite_member(current_user, cooperative, form.role.data, clock.now())
        )
        if link is not None:
            name, invited = cooperative.public_id, link.public_id
            return go(url_for("cooperatives.show_invitation", cooperative=name, member_invitation=invited))
    return page("cooperatives/invite.html", form, cooperative=cooperative)


@blueprint.get("/my/cooperatives/<cooperative>/people/invitations/<member_invitation>")
@requires(Permission.MANAGE_MEMBERS, of="cooperative")
def show_invitation(cooperative: Cooperative, member_invitation: Link) -> Any:
    """An invitation as a link, a QR and a message to send."""
    path = url_for("cooperatives.join", token=links.token_of(member_invitation))
    address = current_app.config["PUBLIC_URL"] + path
    side, drawing = qr_svg_path(address)
    return page(
        "cooperatives/invitation.html",
        cooperative=cooperative,
        invitation=member_invitation,
        address=address,
        side=side,
        path=drawing,
        is_dead=links.living(links.token_of(member_invitation), "invitation", clock.now()) is None,
    )


@blueprint.post("/my/cooperatives/<cooperative>/people/<cooperative_member>/remove")
@requires(Permission.MANAGE_MEMBERS, of="cooperative")
def remove_member(cooperative: Cooperative, cooperative_member: Member) -> Any:
    """Somebody acts for it no more."""
    operations.remove_member(current_user, cooperative, cooperative_member, clock.now())
    return _file(cooperative, "#people")
