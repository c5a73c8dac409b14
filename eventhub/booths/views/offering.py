"""What an applicant may choose from, read for its form."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from eventhub.booths import forms, papers
from eventhub.booths.asking import Part, part_and_detail
from eventhub.booths.models import Application
from eventhub.booths.queries import applications, files, plans
from eventhub.cooperatives.kinds import DocumentKind
from eventhub.cooperatives.models import Document
from eventhub.i18n import Texts

NEIGHBOUR = "neighbour_"


def offered_to(application: Application, names: Iterable[str] = ()) -> forms.Offered:
    """Zones, stands, products, papers; and neighbours that are named already or in these field names."""
    edition = application.edition
    zones = [zone for zone in plans.zones_of(edition) if not zone.is_institutional]
    keys = {zone.key for zone in zones}
    stands = [row for row in plans.stands_of(edition) if row.zone in keys] if zones else []
    return forms.Offered(
        zones=zones,
        stands=stands,
        products=applications.products_of(application.cooperative_id),
        papers=_papers(application),
        neighbours=_neighbours(application, names),
    )


def _papers(application: Application) -> Mapping[str, list[Document]]:
    """The papers of the file by the kinds that are asked for; a correction may ask for one more."""
    kinds = papers.wanted(application.call.documents, application.sector)
    part, detail = part_and_detail(application.part_to_complete)
    own = files.documents_of(application.cooperative_id) if kinds or part == Part.DOCUMENTS else []
    if part == Part.DOCUMENTS:
        kinds += [detail] if detail else [each.kind for each in own] or [DocumentKind.REGISTRATION.value]
    return {kind: [each for each in own if each.kind == kind] for kind in dict.fromkeys(kinds)}


def _neighbours(application: Application, names: Iterable[str]) -> dict[str, Texts]:
    stored = application.neighbours or {}
    wanted = {each for kind in ("near", "avoid") for each in stored.get(kind, ())}
    wanted |= {name.removeprefix(NEIGHBOUR) for name in names if name.startswith(NEIGHBOUR)}
    return {key: plans.name_of(row) for key, row in files.named(wanted).items()} if wanted else {}


def paper_words(paper: Document, application: Application) -> dict[str, object]:
    """How a paper stands for this fair: its words, and whether it lasts."""
    lasts = paper.expires_on is None or paper.expires_on >= application.edition.ends_on
    return {"lasts": lasts, "number": paper.number or _("no number"), "expires_on": paper.expires_on}
