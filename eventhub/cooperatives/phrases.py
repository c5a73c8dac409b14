"""Words of cooperatives: kinds, sectors, papers, reasons of doubt, sentences of the audit log."""

from flask_babel import lazy_gettext as _l

from eventhub.cooperatives.kinds import DocumentKind, ExhibitorKind, MemberRole, Sector

KINDS = {
    ExhibitorKind.COOPERATIVE: _l("Cooperative"),
    ExhibitorKind.ARTISAN: _l("Artisan"),
    ExhibitorKind.COMPANY: _l("Company"),
    ExhibitorKind.INSTITUTION: _l("Institution"),
    ExhibitorKind.ASSOCIATION: _l("Association"),
}

SECTORS = {
    Sector.HONEY: _l("Honey"),
    Sector.OILS: _l("Olive and argan oils"),
    Sector.CAPERS: _l("Capers"),
    Sector.COUSCOUS: _l("Couscous and cereals"),
    Sector.DAIRY: _l("Dairy"),
    Sector.FRUITS: _l("Fruits and nuts"),
    Sector.AROMATIC_PLANTS: _l("Aromatic and medicinal plants"),
    Sector.COSMETICS: _l("Natural cosmetics"),
    Sector.POTTERY: _l("Pottery"),
    Sector.WEAVING: _l("Carpets and weaving"),
    Sector.EMBROIDERY: _l("Embroidery and sewing"),
    Sector.WOOD: _l("Wood"),
    Sector.LEATHER: _l("Leather"),
    Sector.METAL: _l("Metal"),
    Sector.LIVESTOCK: _l("Livestock"),
    Sector.SERVICES: _l("Services and tourism"),
    Sector.INNOVATION: _l("Innovation"),
}

ICONS = {
    Sector.HONEY: "honey",
    Sector.OILS: "oil",
    Sector.CAPERS: "food",
    Sector.COUSCOUS: "food",
    Sector.DAIRY: "food",
    Sector.FRUITS: "food",
    Sector.AROMATIC_PLANTS: "herb",
    Sector.COSMETICS: "cosmetic",
    Sector.POTTERY: "pottery",
    Sector.WEAVING: "textile",
    Sector.EMBROIDERY: "textile",
    Sector.WOOD: "wood",
    Sector.LEATHER: "wood",
    Sector.METAL: "wood",
    Sector.LIVESTOCK: "livestock",
    Sector.SERVICES: "service",
    Sector.INNOVATION: "service",
}
"""The icon and surface of a sector in components/photo.html."""

DOCUMENTS = {
    DocumentKind.REGISTRATION: _l("Entry in the register of cooperatives"),
    DocumentKind.STATUTES: _l("Statutes"),
    DocumentKind.ONSSA: _l("ONSSA authorisation"),
    DocumentKind.INSURANCE: _l("Insurance"),
    DocumentKind.ICE: _l("ICE certificate"),
    DocumentKind.LABEL: _l("Label"),
    DocumentKind.OTHER: _l("Other paper"),
}

MEMBER_ROLES = {MemberRole.PRESIDENT: _l("President"), MemberRole.MEMBER: _l("Member")}

LIKENESSES = {
    "register": _l("the same number in the register"),
    "ice": _l("the same ICE"),
    "phone": _l("the same phone number"),
    "name": _l("the same name"),
}
"""Why two profiles may be of one cooperative."""

AUDIT = {
    "cooperatives:cooperative:created": _l("created the cooperative's profile"),
    "cooperatives:cooperative:imported": _l("imported the cooperative from a file"),
    "cooperatives:cooperative:changed": _l("changed the cooperative's profile"),
    "cooperatives:product:added": _l("added a product"),
    "cooperatives:product:changed": _l("changed a product"),
    "cooperatives:product:removed": _l("removed a product"),
    "cooperatives:document:added": _l("added a document"),
    "cooperatives:document:removed": _l("removed a document"),
    "cooperatives:member:invited": _l("invited a member to the account"),
    "cooperatives:member:joined": _l("joined the cooperative's account"),
    "cooperatives:member:removed": _l("removed a member from the account"),
}
