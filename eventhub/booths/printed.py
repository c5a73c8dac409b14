"""Papers for exhibitors as PDFs, in Arabic, in French, or both on one page: what they say, and binding many.

Words are said per language here, because one page may hold two. Drawings are in templates/documents/booths.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from msgspec import Struct

from eventhub import documents
from eventhub.booths.amount_words import in_words
from eventhub.booths.kinds import PaperKind, Series
from eventhub.booths.models import Agreement, Application, CashDay, Invoice, Payment, StandPerson, Vehicle
from eventhub.booths.phrases import METHODS
from eventhub.booths.queries import accounts, plans
from eventhub.booths.reckoning import WHOLE_BP, Account
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, day, days, hour, money, speaking

_LONGEST_SHORT = 3  # letters of a hall's name that is no word; see booths/_halls.html

LANGUAGES = {"ar": ("ar",), "fr": ("fr",), "both": ("ar", "fr")}
"""What `language` of a paper means: the languages it is written in, the first on the right."""
BADGES_A_PAGE = 8


class Article(Struct, frozen=True):
    """One heading of an agreement and what stands under it."""

    title: str
    text: str


def address_of(code: str) -> str:
    """What the QR of a paper opens: the page that says whether it is true."""
    return f"{current_app.config['PUBLIC_URL']}/papers/{code}"


def qr(text: str, scale: int = 6) -> str:
    """A QR code as a picture for a document."""
    return documents.data_url(documents.qr_png(text, scale=scale, quiet=2), "image/png")


def said(languages: Sequence[str], words: Callable[[], Any]) -> dict[str, Any]:
    """What a function says in each language."""
    found = {}
    for language in languages:
        with speaking(language):
            found[language] = words()
    return found


def agreement_pdf(agreements: Sequence[Agreement], language: str) -> bytes:
    """Participation agreements, one after the other."""
    languages = LANGUAGES[language]
    pages = [
        {
            "agreement": each,
            "address": address_of(each.public_id),
            "qr": qr(address_of(each.public_id)),
            "said": said(languages, lambda each=each: _agreement_words(each)),  # type: ignore[misc]
            "articles": _rows(languages, each),
        }
        for each in agreements
    ]
    return documents.pdf("booths/agreement.html", languages[0], pages=pages, languages=languages)


def _rows(languages: Sequence[str], agreement: Agreement) -> list[dict[str, Article]]:
    """The articles, each in every language, so that the two stand beside one another."""
    by_language = said(languages, lambda: _articles(agreement))
    return [dict(zip(languages, row, strict=True)) for row in zip(*by_language.values(), strict=True)]


def _agreement_words(agreement: Agreement) -> dict[str, str]:
    content = agreement.content
    return {
        "title": str(_("Participation agreement")),
        "fair": str(Texts(content["fair"])),
        "organizer": str(Texts(content["organizer"]["name"])),
        "exhibitor": str(Texts(content["exhibitor"]["name"])),
        "version": str(_("Terms, version %(version)d", version=agreement.terms_version)),
        "issued": str(_("Issued on %(day)s", day=day(agreement.created_at.date()))),
        "check": str(_("Scan to check this agreement")),
        "for_organizer": str(_("For the organizer")),
        "for_exhibitor": str(_("For the exhibitor")),
        "signature": str(_("Name, date, signature and stamp")),
    }


def _articles(agreement: Agreement) -> list[Article]:
    content = agreement.content
    first, last = (date.fromisoformat(content[key]) for key in ("starts_on", "ends_on"))
    opens, closes = content["hours"]
    return [
        Article(str(_("Between")), _parties(content)),
        Article(str(_("Stand")), "\n".join(_stand(each) for each in content["stands"]) or "–"),
        Article(
            str(_("Place and days")),
            f"{Texts(content['venue'])}\n{days(first, last)}, {opens:02d}:00 – {closes:02d}:00",
        ),
        Article(str(_("Services")), _services(content)),
        Article(str(_("Fee of participation")), money(content["fee"]) if content["fee"] else str(_("Free"))),
        Article(str(_("Obligations of the exhibitor")), str(Texts(content["obligations"])) or "–"),
        Article(str(_("Terms of participation")), str(Texts(content["terms"])) or "–"),
    ]


def _parties(content: dict[str, Any]) -> str:
    lines = []
    for key in ("organizer", "exhibitor"):
        party = content[key]
        marks = [f"ICE {party['ice']}"] if party.get("ice") else []
        if party.get("register"):
            marks.append(str(_("Register %(number)s", number=party["register"])))
        lines.append(" – ".join([str(Texts(party["name"])), *marks]))
    return "\n".join(lines)


def _stand(stand: dict[str, Any]) -> str:
    size = f"{stand['width']:g} × {stand['depth']:g} m"
    return f"\u2068{stand['label']}\u2069 – {Texts(stand['zone'])} – \u2068{size}\u2069"


def _services(content: dict[str, Any]) -> str:
    needs, lines = content["needs"], [str(Texts(content["services"]))]
    if needs.get("power_kw"):
        lines.append(str(_("%(power)s kW", power=f"{needs['power_kw']:g}")))
    words = {"water": _("Water"), "cooking": _("Cooking"), "heavy": _("Heavy goods")}
    lines += [str(word) for key, word in words.items() if needs.get(key)]
    return "\n".join(line for line in lines if line) or "–"


def invoice_pdf(invoices: Sequence[Invoice], language: str) -> bytes:
    """Invoices and credit notes, one a page."""
    languages = LANGUAGES[language]
    pages = []
    for invoice in invoices:
        account = accounts.account_of(invoice.application)
        words = said(languages, lambda i=invoice, a=account: _invoice_words(i, a))  # type: ignore[misc]
        pages.append({"invoice": invoice, "said": words})
    return documents.pdf("booths/invoice.html", languages[0], pages=pages, languages=languages)


def _invoice_words(invoice: Invoice, account: Account) -> dict[str, Any]:
    is_credit = invoice.series == Series.CREDIT_NOTE
    rate = f"{(invoice.vat_rate or 0) * 100 / WHOLE_BP:g}"
    exempt = str(invoice.exempt_text or "") or str(_("Exempt from VAT"))
    return {
        "title": str(_("Credit note") if is_credit else _("Invoice")),
        "number": str(_("Number")),
        "day": str(_("Date")),
        "issued": day(invoice.issued_on),
        "seller": str(_("From")),
        "buyer": str(_("To")),
        "seller_name": str(Texts(invoice.seller["name"])),
        "seller_address": str(Texts(invoice.seller["address"])),
        "buyer_name": str(Texts(invoice.buyer["name"])),
        "register": str(_("Register")),
        "what": str(_("Description")),
        "quantity": str(_("Quantity")),
        "price": str(_("Unit price")),
        "amount": str(_("Amount")),
        "lines": [
            (str(Texts(each["text"])), each["quantity"], money(each["price"]), money(each["amount"]))
            for each in invoice.lines
        ],
        "net": (str(_("Total before tax")), money(invoice.net)) if invoice.vat else None,
        "vat": (str(_("VAT %(rate)s %%", rate=rate)) if invoice.vat else exempt, money(invoice.vat)),
        "total": (str(_("Total")), money(invoice.total)),
        "closed": str(_("The sum of this document is: %(words)s.", words=_amount(invoice.total))),
        "paid": None if is_credit else (str(_("Received")), money(account.paid)),
        "waived": (str(_("Waived")), money(account.waived)) if account.waived and not is_credit else None,
        "balance": None if is_credit else (str(_("Still owed")), money(max(account.balance, 0))),
        "corrects": str(_("Takes back invoice %(number)s.", number=invoice.corrects.reference))
        if invoice.corrects
        else "",
        "reason": invoice.reason or "",
    }


def _amount(centimes: int) -> str:
    from eventhub.i18n import current_language

    return in_words(centimes, current_language())


def receipt_pdf(payment: Payment, language: str) -> bytes:
    """The receipt of one payment, A5."""
    languages = LANGUAGES[language]
    words = said(languages, lambda: _receipt_words(payment))
    return documents.pdf(
        "booths/receipt.html", languages[0], payment=payment, said=words, languages=languages
    )


def _receipt_words(payment: Payment) -> dict[str, str]:
    application = payment.application
    is_back = payment.amount < 0
    return {
        "title": str(_("Money given back") if is_back else _("Receipt")),
        "organizer": str(application.edition.organizer.name),
        "fair": str(application.edition.name),
        "from": str(_("Received from")) if not is_back else str(_("Given back to")),
        "exhibitor": str(application.cooperative.name),
        "amount": money(abs(payment.amount)),
        "words": _amount(payment.amount),
        "method": str(METHODS[payment.method]),
        "day": day(payment.day),
        "reason": payment.reason or "",
        "signature": str(_("Signature and stamp")),
    }


def badges_pdf(people: Sequence[StandPerson], holds: dict[int, list[Any]]) -> bytes:
    """Exhibitors' badges, eight to an A4, in Arabic and French."""
    words = said(("ar", "fr"), lambda: str(_("Exhibitor")))
    faces = [
        {
            "person": each,
            "cooperative": each.application.cooperative,
            "edition": each.application.edition,
            "stand": " + ".join(hold.booth.label for hold in holds.get(each.application_id, [])),
            "qr": qr(address_of(each.public_id), scale=4),
        }
        for each in people
    ]
    pages = [faces[start : start + BADGES_A_PAGE] for start in range(0, len(faces), BADGES_A_PAGE)]
    return documents.pdf("booths/exhibitor_badges.html", "ar", pages=pages, words=words)


def vehicles_pdf(vehicles: Sequence[Vehicle], holds: dict[int, list[Any]]) -> bytes:
    """Vehicle passes, one A5 each: the plate, when it may enter, by which gate."""
    passes = [
        {
            "vehicle": each,
            "plate": _in_order(each.plate),
            "application": each.application,
            "stand": " + ".join(hold.booth.label for hold in holds.get(each.application_id, [])),
            "slot": f"{hour(each.enters_at)} – {hour(each.leaves_at)}",
            "said": said(("ar", "fr"), lambda v=each: _vehicle_words(v)),  # type: ignore[misc]
            "qr": qr(address_of(each.public_id)),
        }
        for each in vehicles
    ]
    return documents.pdf("booths/vehicle.html", "ar", passes=passes)


def _in_order(plate: str) -> str:
    """A plate (12345-أ-6) whose parts stay in their order: an Arabic letter draws no digit over."""
    return "\u200e" + "\u200e-\u200e".join(plate.replace(" ", "-").split("-"))


def _vehicle_words(vehicle: Vehicle) -> dict[str, str]:
    zone = vehicle.application.edition.zone
    return {
        "title": str(_("Vehicle pass")),
        "day": day(vehicle.enters_at.astimezone(zone).date()),
        "gate": str(_("Gate")),
        "stand": str(_("Stand")),
    }


def signs_pdf(edition: Edition, rows: Sequence[Any], paper: PaperKind = PaperKind.SIGN_A5) -> bytes:
    """One sign a stand in use: its number, its QR, its exhibitor, in Arabic and French; `rows` of a board."""
    address = current_app.config["PUBLIC_URL"]
    pages: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row.is_blocked:
            url = f"{address}/s/{row.code}"
            pages.setdefault(row.label, {"row": row, "qr": qr(url, scale=10), "url": url})
    invitation = said(
        ("ar", "fr"),
        lambda: str(_("Point your phone's camera here to know this stand and its products")),
    )
    scale = 1.414 if paper == PaperKind.SIGN_A4 else 1
    return documents.pdf(
        "booths/signs.html",
        "ar",
        edition=edition,
        pages=list(pages.values()),
        halls={hall: _hall_words(hall) for hall in {row.hall for row in rows if row.hall}},
        invitation=invitation,
        size="A4" if paper == PaperKind.SIGN_A4 else "A5",
        k=scale,
    )


def _hall_words(name: str) -> dict[str, Any]:
    """A hall's name in Arabic and French; one that is a number or a letter is told as a hall."""
    return said(
        ("ar", "fr"), lambda: name if len(name) > _LONGEST_SHORT else str(_("Hall %(name)s", name=name))
    )


def check_in_pdf(edition: Edition, rows: Sequence[Any], language: str) -> bytes:
    """The list for the door: exhibitors by name, stand, room for the hour and a signature."""
    return documents.pdf("booths/check_in.html", language, edition=edition, rows=rows)


def cash_pdf(edition: Edition, sheet: CashDay, entries: Sequence[Payment], language: str) -> bytes:
    """A signed day of the till."""
    return documents.pdf(
        "booths/cash_sheet.html", language, edition=edition, sheet=sheet, entries=entries, METHODS=METHODS
    )


def holds_of(applications: Sequence[Application]) -> dict[int, list[Any]]:
    """The stands of these exhibitors."""
    return plans.holds_by_application([each.id for each in applications])
