"""The demo's stands: passports, draws, votes and a farm of them, questions, contacts, meetings, sales."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub import clock, storage
from eventhub.booths.models import Application, Assignment, SalesLink, SalesReport
from eventhub.booths.sales_bands import BANDS
from eventhub.booths.states import AssignmentState
from eventhub.cooperatives.kinds import CRAFTS, FOOD, Sector
from eventhub.cooperatives.models import Cooperative
from eventhub.database import SYMBOLS, db
from eventhub.demo.sounds import melody
from eventhub.demo.visitors_days import write_rows
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.visitors import prize_draw, queries
from eventhub.visitors.consenting import CONTACT_VERSION
from eventhub.visitors.models import (
    Badge,
    Lead,
    Meeting,
    PassportBadge,
    PassportTheme,
    PrizeDraw,
    StandQuestion,
    StandVisit,
    Vote,
    VoteDecision,
)
from eventhub.visitors.operations import draws, registrations
from eventhub.visitors.stands import Exhibit, exhibits_of

FAIRS = ("khenifra-demo", "khenifra-2025")
THEMES = (
    ({"ar": "الحرف", "fr": "Artisanat", "en": "Crafts"}, CRAFTS, 5),
    ({"ar": "المنتوجات المجالية", "fr": "Terroir", "en": "Local food"}, FOOD, 6),
    (
        {"ar": "النباتات والتجميل", "fr": "Plantes et cosmétiques", "en": "Plants and cosmetics"},
        frozenset({Sector.AROMATIC_PLANTS, Sector.COSMETICS}),
        3,
    ),
)
PRIZES = ["Un panier du terroir", "Un tajine de Safi", "Un kilo de miel de thym"]
QUESTIONS = (
    ("fr", "Livrez-vous à Fès ?", "Oui, chaque jeudi, à partir de 5 kg."),
    ("ar", "هل عندكم عسل الزعتر؟", "نعم، عندنا منه هذا العام، مرحبا بكم في الرواق."),
    ("ar", "بكم الكيلو بالجملة؟", None),
    ("fr", "Acceptez-vous la carte bancaire ?", None),
    ("fr", "Faites-vous des tapis sur mesure ?", "Oui : comptez trois semaines."),
)
BUYERS = (
    ("Salma Berrada", "Épicerie fine, Fès", "Miel et huile d'olive, 50 kg par mois."),
    ("كريم التازي", "فندق الأطلس، مكناس", "منتوجات للفطور، كل أسبوع."),
    ("Hélène Martin", "Boutique équitable, Lyon", "Tapis et poterie, petites séries."),
    ("يوسف العلمي", "متجر إلكتروني", "بيع منتوجاتكم على الأنترنت."),
)
NOTES: tuple[tuple[str, list[str], int | None], ...] = (
    ("Rappeler lundi.", ["gros", "miel"], 4),
    ("", [], None),
    ("يريد 20 كيلو.", ["جملة"], 5),
    ("", ["foire"], 2),
)


def fill(world: World) -> None:
    """What happened at the stands of the running fair and of last year's."""
    for slug in FAIRS:
        edition = world.editions.get(slug)
        if edition is not None:
            if edition.starts_on <= world.today <= edition.ends_on:
                _share_a_stand(edition)
            exhibits = [each for each in exhibits_of(edition.id) if each.booth_ids]
            if exhibits:
                Played(world, edition, exhibits).fill()


def _share_a_stand(edition: Edition) -> None:
    """The last who came to the fair shares a stand with the one before, half and half."""
    is_there = Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.OCCUPIED))
    query = sa.select(Assignment).where(Assignment.edition_id == edition.id, is_there)
    pair = db.session.scalars(query.order_by(Assignment.id.desc()).limit(2)).all()
    for each in pair:
        each.share = 50
    db.session.flush()
    for each in pair:
        each.booth_id = pair[-1].booth_id
    db.session.flush()


class Played:
    """One fair's stands while they are filled."""

    def __init__(self, world: World, edition: Edition, exhibits: Sequence[Exhibit]) -> None:
        self.world, self.edition, self.exhibits = world, edition, exhibits
        self.rng = world.rng
        self.is_over = edition.ends_on < world.today
        self.last = edition.ends_on if self.is_over else world.today
        now = clock.now()
        self.now = world.at(self.last, 18) if self.is_over else now
        self.badges = db.session.execute(
            sa.select(Badge.id, Badge.code, Badge.created_at, Badge.first_in_at)
            .where(Badge.edition_id == edition.id, Badge.revoked_at.is_(None), Badge.first_in_at.is_not(None))
            .order_by(Badge.id)
            .limit(400)
        ).all()
        self.own = next((each for each in exhibits if each.cooperative_id == self._mine()), exhibits[0])

    def _mine(self) -> int | None:
        """The cooperative of the demo's one-click account."""
        from eventhub.cooperatives.models import Member

        person = self.world.people["cooperative"]
        return db.session.scalar(
            sa.select(Member.cooperative_id).where(Member.person_id == person.id).limit(1)
        )

    def fill(self) -> None:
        """Everything, in an order in which each part finds what it needs."""
        self._themes()
        self._passports()
        self._votes()
        write_rows(StandQuestion, list(self._questions()))
        write_rows(Lead, list(self._leads()))
        write_rows(Meeting, list(self._meetings()))
        self._draws()
        self._sales()
        if not self.is_over:
            self._speak()
            self._links()

    def _fair(self) -> dict[str, Any]:
        return {"edition_id": self.edition.id, "organizer_id": self.edition.organizer_id}

    def _name(self, length: int = 12) -> str:
        return "".join(self.rng.choices(SYMBOLS, k=length))

    def _moment(self) -> datetime:
        """A moment of the fair's hours that has passed; `now` on its first morning."""
        span = max((self.last - self.edition.starts_on).days, 0)
        at = self.world.at(
            self.edition.starts_on + timedelta(days=self.rng.randint(0, span)),
            self.rng.randint(10, 18),
            self.rng.randint(0, 59),
        )
        if at > self.now and span:
            at -= timedelta(days=1)
        return min(at, self.now)

    def _themes(self) -> None:
        db.session.add_all(
            PassportTheme(**self._fair(), name=name, sectors=sorted(sectors), goal=goal, position=number)
            for number, (name, sectors, goal) in enumerate(THEMES)
        )
        db.session.flush()

    def _passports(self) -> None:
        """Some phones showed their badge."""
        query = (
            sa.select(StandVisit.passport)
            .where(StandVisit.edition_id == self.edition.id)
            .group_by(StandVisit.passport)
            .order_by(sa.func.count().desc(), StandVisit.passport)
            .limit(120)
        )
        phones = list(db.session.scalars(query))
        pairs = zip(self.badges, phones, strict=False)
        rows = [
            {
                "public_id": self._name(),
                "created_at": self.now,
                "edition_id": self.edition.id,
                "badge_id": badge.id,
                "passport": passport,
            }
            for badge, passport in pairs
        ]
        write_rows(PassportBadge, rows)

    def _votes(self) -> None:
        """Honest votes, and a farm: one phone, twenty badges, in eight minutes."""
        weights = [self.rng.paretovariate(1.4) for _ in self.exhibits]
        voters = self.badges[:220]
        farm, honest = voters[:20], voters[20:]
        rows = [self._vote(badge, self._chosen(weights), self._moment(), self._name(26)) for badge in honest]
        at, phone = self.world.at(self.edition.starts_on, 15), self._name(26)
        rows += [
            self._vote(badge, self.exhibits[-1].booth_ids[0], at + timedelta(seconds=24 * number), phone)
            for number, badge in enumerate(farm)
        ]
        write_rows(Vote, rows)
        if self.is_over:
            self._decide(phone)

    def _chosen(self, weights: list[float]) -> int:
        return self.rng.choices(self.exhibits, weights)[0].booth_ids[0]

    def _vote(self, badge: Any, booth: int, at: datetime, phone: str) -> dict[str, Any]:
        return {
            "public_id": self._name(),
            "created_at": at,
            "cast_at": at,
            "edition_id": self.edition.id,
            "badge_id": badge.id,
            "booth_id": booth,
            "passport": phone,
            "network": self._name(16),
        }

    def _decide(self, phone: str) -> None:
        """Last year's farm was set aside, with the reason."""
        booth = self.exhibits[-1].booth_ids[0]
        votes = list(
            db.session.scalars(sa.select(Vote.id).where(Vote.passport == phone, Vote.booth_id == booth))
        )
        decision = VoteDecision(
            **self._fair(),
            kind="device",
            pattern=f"device:{booth}:{phone}",
            decision="set_aside",
            votes=votes,
            figures={"votes": len(votes), "of": len(votes), "minutes": 8, "networks": 20, "booth": booth},
            reason="Un seul téléphone, vingt badges en huit minutes : le stand n'a pas su dire qui.",
            decided_by_id=self.world.people["organizer"].id,
            decided_at=self.now,
        )
        db.session.add(decision)

    def _to(self, exhibit: Exhibit) -> dict[str, Any]:
        return {**self._fair(), "public_id": self._name(), "cooperative_id": exhibit.cooperative_id}

    def _questions(self) -> Iterator[dict[str, Any]]:
        for exhibit in [self.own, self.own, *self.exhibits[:12]]:
            for language, text, answer in self.rng.sample(QUESTIONS, 2):
                at = self._moment()
                yield {
                    **self._to(exhibit),
                    "created_at": at,
                    "passport": self._name(26),
                    "language": language,
                    "text": text,
                    "answer": answer,
                    "answered_at": at + timedelta(minutes=40) if answer else None,
                }

    def _leads(self) -> Iterator[dict[str, Any]]:
        """Contacts in every state of consent."""
        states = ("given", "given", "given", "asked", "asked", "refused", "withdrawn")
        for exhibit in [self.own, *(each for each in self.exhibits[:10] if each is not self.own)]:
            for badge in self.rng.sample(list(self.badges), min(9, len(self.badges))):
                at, state = self._moment(), self.rng.choice(states)
                note, tags, rating = self.rng.choice(NOTES)
                is_kept = state != "withdrawn"
                said = {"version": CONTACT_VERSION, "language": "fr", "at": at.isoformat(), "by": "stand"}
                said["text"] = f"{exhibit.name.best('fr')} peut garder mon nom, mon numéro et mon e-mail."
                yield {
                    **self._to(exhibit),
                    "created_at": at,
                    "badge_id": badge.id,
                    "consent": state,
                    "consent_at": None if state == "asked" else at,
                    "said": said if state == "given" else None,
                    "first_at": at,
                    "last_at": at,
                    "note": note if is_kept else "",
                    "tags": tags if is_kept else [],
                    "rating": rating,
                    "written_at": {},
                }

    def _meetings(self) -> Iterator[dict[str, Any]]:
        """Meetings in every state, at the demo account's own stand too."""
        past = ("held", "held", "held", "missed", "declined", "cancelled")
        coming = () if self.is_over else ("asked", "asked", "accepted", "moved")
        for exhibit in [self.own, *(each for each in self.exhibits[:14] if each is not self.own)]:
            for state in (*self.rng.sample(past, 2), *self.rng.sample(coming, min(2, len(coming)))):
                name, organization, subject = self.rng.choice(BUYERS)
                is_past = state in past
                at = self._moment() if is_past else self.world.at(self.last + timedelta(days=1), 10, 30)
                is_held, linked = state == "held", self.world.chance(0.6)
                yield {
                    **self._to(exhibit),
                    "created_at": min(at, self.now),
                    "passport": self._name(26),
                    "state": state,
                    "at": at.replace(minute=30 * (at.minute // 30)),
                    "name": name,
                    "organization": organization,
                    "phone": f"+2126{self.rng.randrange(10**7, 10**8)}",
                    "subject": subject,
                    "language": "fr",
                    "said": {"version": CONTACT_VERSION, "language": "fr", "text": "", "at": at.isoformat()},
                    "note": "",
                    "moved_at": min(at, self.now),
                    "is_linked": linked if is_held else None,
                    "opportunities": (self.rng.choice((1, 1, 2, 3)) if linked else 0) if is_held else None,
                    "outcome_note": "",
                }

    def _draws(self) -> None:
        """One announced and one closed at the running fair; last year's drawn before witnesses."""
        organizer = self.world.people["organizer"]
        first = self._announced({"ar": "قرعة الجواز", "fr": "Tirage du passeport", "en": "Passport draw"}, 6)
        if self.is_over:
            draws.freeze(organizer, first, self.now)
            seen = [{"name": "Aïcha Ouhaddou", "word": "olivier"}, {"name": "موحى أمزيان", "word": "زعتر"}]
            draws.draw(organizer, first, seen, self.now)
            last = queries.winners_of(first)[-1].badge  # who was found to have two badges: the next one wins
            if last is not None:
                registrations.revoke_badge(organizer, last.registration, self.now)
            return
        second = self._announced(
            {"ar": "قرعة اليوم الأول", "fr": "Tirage du premier jour", "en": "First draw"}, 3
        )
        if queries.full_passports(second):
            draws.freeze(organizer, second, self.now)

    def _announced(self, title: dict[str, str], least: int) -> PrizeDraw:
        """A draw whose seed follows from the demo's, so that the same day gives the same demo."""
        seed = "".join(self.rng.choices("0123456789abcdef", k=64))
        row = PrizeDraw(
            **self._fair(),
            public_id=self._name(),
            title=title,
            prizes=list(PRIZES),
            least_stamps=least,
            seed=seed,
            commitment=prize_draw.commitment_of(seed),
            announced_at=self.world.at(self.edition.starts_on, 9) - timedelta(days=2),
        )
        db.session.add(row)
        db.session.flush()
        return row

    def _speak(self) -> None:
        """The stand of the one-click account is heard, and the first of the fair."""
        for each in {self.own.cooperative_id, self.exhibits[0].cooperative_id}:
            cooperative = db.session.get_one(Cooperative, each)
            cooperative.film_id = storage.keep_recording(melody(), "salam.wav", is_public=True).id
        db.session.flush()

    def _links(self) -> None:
        """Two more links that tell its sales: one in use, one revoked when a phone was lost."""
        file = db.session.scalars(
            sa.select(Application).where(Application.public_id == self.own.public_id)
        ).one()
        person = self.world.people["cooperative"]
        made = self.world.at(self.edition.starts_on, 9)
        for label, used, revoked in (("Itto", self.now, None), ("إيطو", made, made + timedelta(days=1))):
            row = SalesLink(organizer_id=file.organizer_id, application_id=file.id, label=label)
            row.key, row.made_by_id, row.created_at = self._name(32), person.id, made
            row.last_used_at, row.revoked_at = used, revoked and min(revoked, self.now)
            db.session.add(row)
        db.session.flush()

    def _sales(self) -> None:
        """Of the sales declared, some were told as a band by phone, some on paper, some estimated."""
        rows = list(
            db.session.scalars(
                sa.select(SalesReport)
                .where(SalesReport.edition_id == self.edition.id)
                .order_by(SalesReport.id)
            )
        )
        for number, row in enumerate(rows):
            way = number % 10
            if way in (1, 4, 7):
                band = next(each for each in reversed(BANDS) if each.low <= max(row.amount, 100))
                row.method, row.low, row.high, row.amount = "phone", band.low, band.high, band.middle
            elif way == 2:  # noqa: PLR2004 - a few of each
                row.method = "paper"
            elif way == 9:  # noqa: PLR2004
                row.method = "estimated"
        db.session.flush()
