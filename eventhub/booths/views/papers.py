"""Papers and the exhibitor's own account: agreement, invoice, receipts, badges; the page behind a QR."""

from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.booths import jobs, printed
from eventhub.booths.blueprint import blueprint
from eventhub.booths.forms import EmptyForm
from eventhub.booths.forms.money import PersonForm, PrintForm, ProofForm, VehicleForm, centimes
from eventhub.booths.kinds import PaperKind
from eventhub.booths.models import Agreement, Application, PaperRun, StandPerson
from eventhub.booths.operations import invoicing, paying, printing
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import accounts, plans
from eventhub.booths.queries import printed as reads
from eventhub.booths.queries.terms import terms_of
from eventhub.booths.states import ApplicationState
from eventhub.booths.views.accounts import papers_response
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.permissions import may, open_to_all, requires, writes
from eventhub.web.forms import Form
from eventhub.web.pages import go, page
from eventhub.web.views import send_stored

_PAID_STATES = (ApplicationState.ACCEPTED, ApplicationState.CONFIRMED, ApplicationState.PRESENT)


@blueprint.get("/applications/<application>/account")
@requires(Permission.SEE_APPLICATION, of="application")
def my_account(application: Application) -> Response:
    """What an exhibitor owes and gave, and every paper."""
    return _own_account(application)


def _own_account(application: Application, form: Form | None = None) -> Response:
    return page(
        "booths/my_account.html",
        form=form,
        edition=application.edition,
        file=application,
        proof_form=form if isinstance(form, ProofForm) else ProofForm(formdata=None),
        account=accounts.account_of(application),
        payments=accounts.payments_of(application),
        invoices=accounts.invoices_of(application),
        proofs=accounts.proofs_of(application),
        bank=terms_of(application.edition).bank_account,
        owes=application.state in accounts.OWING,
        people=len(reads.people_of([application])),
        vehicles=len(reads.vehicles_of([application])),
        may_send=may(current_user, Permission.SEND_PROOF, application),
    )


@blueprint.post("/applications/<application>/account")
@requires(Permission.SEND_PROOF, of="application")
def send_proof(application: Application) -> Response:
    """Send the copy of a transfer."""
    form = ProofForm()

    def send() -> Any:
        file = (form.file.data.stream, form.file.data.filename or "")
        return paying.send_proof(current_user, application, file, centimes(form.amount.data), clock.now())

    if form.attempt(send) is None:
        return _own_account(application, form)
    flash(_("The copy was sent. The organizer checks that the money has arrived."), "ok")
    return go(url_for("booths.my_account", application=application.public_id))


@blueprint.get("/applications/<application>/proof")
@requires(Permission.SEE_APPLICATION, of="application")
def see_proof(application: Application) -> Response:
    """The copy of a transfer, to keep."""
    proof = accounts.proof_by_public_id(application, request.args.get("n", ""))
    if proof is None:
        abort(404)
    return send_stored(proof.file)


def _language(application: Application) -> str:
    asked = request.args.get("language", "")
    return asked if asked in printed.LANGUAGES else reads.language_of(application)


@blueprint.get("/applications/<application>/papers/<kind>.pdf")
@requires(Permission.SEE_APPLICATION, of="application")
@writes
def paper(application: Application, kind: str) -> Response:
    """One paper of an exhibitor: ?language=ar|fr|both, ?n= which invoice or receipt."""
    try:
        content = _content(application, kind, _language(application))
    except DomainError as error:
        flash(str(error), "no")
        return go(url_for("booths.my_account", application=application.public_id))
    if content is None:
        abort(404)
    return papers_response(content, f"{kind}-{application.public_id}.pdf")


def _content(application: Application, kind: str, language: str) -> bytes | None:
    number, at = request.args.get("n", ""), clock.now()
    match kind:
        case "contract":
            agreement = invoicing.agree(current_user, application, at)
            return printed.agreement_pdf([agreement], language)
        case "invoice":
            found = [each for each in accounts.invoices_of(application) if number in ("", each.public_id)]
            return printed.invoice_pdf(found[-1:], language) if found else None
        case "receipt":
            payment = accounts.payments_by_public_id(application, number)
            return printed.receipt_pdf(payment, language) if payment else None
        case "badges" | "vehicles" | "sign_a5" | "sign_a4":
            return printing.content_of(PaperKind(kind), [application], language, at)
    return None


@blueprint.route("/applications/<application>/people", methods=["GET", "POST"])
@requires(Permission.NAME_PEOPLE, of="application")
def name_people(application: Application) -> Response:
    """Who will be at the stand, and which vehicles come."""
    form = PersonForm()

    def name() -> Any:
        return printing.name_person(
            current_user, application, form.name_ar.data or "", form.name_latin.data or "", clock.now()
        )

    if form.is_submitted() and form.attempt(name):
        flash(_("The name was added."), "ok")
        return go(url_for("booths.name_people", application=application.public_id))
    return _people(application, form)


def _people(application: Application, form: Form) -> Response:
    return page(
        "booths/people.html",
        form=form,
        edition=application.edition,
        file=application,
        person_form=form if isinstance(form, PersonForm) else PersonForm(formdata=None),
        vehicle_form=form if isinstance(form, VehicleForm) else VehicleForm(formdata=None),
        people=reads.people_of([application]),
        vehicles=reads.vehicles_of([application]),
        most=terms_of(application.edition).most_people,
        is_coming=application.state in accounts.OWING,
    )


@blueprint.post("/applications/<application>/people/off")
@requires(Permission.NAME_PEOPLE, of="application")
def forget_person(application: Application) -> Response:
    """Take somebody off the stand."""
    form = EmptyForm()
    who = request.form.get("person", "")[:16]
    form.attempt(lambda: printing.forget_person(current_user, application, who, clock.now()))
    return go(url_for("booths.name_people", application=application.public_id))


@blueprint.post("/applications/<application>/vehicles")
@requires(Permission.NAME_PEOPLE, of="application")
def bring_vehicle(application: Application) -> Response:
    """Announce a vehicle and get its pass."""
    form = VehicleForm()

    def bring() -> Any:
        zone = application.edition.zone
        times = (form.enters_at.data.replace(tzinfo=zone), form.leaves_at.data.replace(tzinfo=zone))
        plate, gate = form.plate.data, form.gate.data or ""
        return printing.bring_vehicle(current_user, application, plate, times, gate, clock.now())

    if not form.attempt(bring):
        return _people(application, form)
    flash(_("The vehicle was announced: its pass is ready."), "ok")
    return go(url_for("booths.name_people", application=application.public_id))


@blueprint.get("/papers/<code>")
@open_to_all("whoever holds a paper of an exhibitor may check it")
def check_paper(code: str) -> Response:
    """What a paper's QR opens: whether it is true, and for those at the door the way to check in."""
    found = reads.by_code(code[:16])
    file = found.application if found else None
    answer = page(
        "booths/paper.html",
        code=code[:40],
        found=found,
        file=file,
        is_agreement=isinstance(found, Agreement),
        is_person=isinstance(found, StandPerson),
        is_true=file is not None
        and file.state in _PAID_STATES
        and getattr(found, "replaced_at", None) is None,
        holds=plans.holds_for(file) if file else [],
        may_check_in=file is not None and may(current_user, Permission.CHECK_IN, file.edition),
    )
    answer.status_code = 200 if found else 404
    return answer


@blueprint.route("/work/e/<edition>/papers", methods=["GET", "POST"])
@requires(Permission.PRINT_PAPERS, of="edition")
def print_papers(edition: Edition) -> Response:
    """Papers of every exhibitor at once, made in parts by the workers."""
    form = PrintForm()

    def begin() -> PaperRun:
        kind = PaperKind(form.kind.data)
        return printing.begin_run(current_user, edition, kind, form.language.data, clock.now())

    if form.is_submitted() and (run := form.attempt(begin)):
        for part in run.parts:
            enqueue(jobs.print_papers, part.id)
        return go(url_for("booths.show_papers", edition=edition.slug, paper_run=run.public_id))
    return page("booths/print_papers.html", form=form, edition=edition, runs=reads.runs_of(edition))


@blueprint.get("/work/e/<edition>/papers/<paper_run>")
@requires(Permission.PRINT_PAPERS, of="edition")
def show_papers(edition: Edition, paper_run: PaperRun) -> Response:
    """How far a run of papers has come."""
    is_done = paper_run.done_count >= paper_run.count
    return page("booths/paper_run.html", edition=edition, run=paper_run, is_done=is_done)


@blueprint.get("/work/e/<edition>/papers/<paper_run>/<int:position>.pdf")
@requires(Permission.PRINT_PAPERS, of="edition")
def download_papers(edition: Edition, paper_run: PaperRun, position: int) -> Response:
    """One part of a run."""
    del edition
    part = reads.part_at(paper_run, position)
    if part is None or part.file is None:
        abort(404)
    return send_stored(part.file)
