"""What a visitor does at a stand beyond looking: ask, meet, vote. All with the browser's passport alone."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, request, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import current_language
from eventhub.permissions import open_to_all
from eventhub.visitors import phrases, queries
from eventhub.visitors.forms.stands import AskForm, BadgeCodeForm, MeetForm
from eventhub.visitors.operations import meetings, passports, questions, votes
from eventhub.visitors.stands import Exhibit, Stand, exhibits_of
from eventhub.visitors.views.passport_cookie import give, held_passport, new_passport, want_badge
from eventhub.visitors.views.stands import OWN_POST, stand_of
from eventhub.web.pages import go, page


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for name, view in (("ask", ask_stand), ("meet", ask_meeting), ("vote", vote)):
        blueprint.add_url_rule(f"/s/<code>/{name}", view_func=view, methods=["GET", "POST"])


def _passport() -> str:
    return held_passport() or new_passport()


def _held_stand(code: str) -> Stand:
    """A stand somebody holds, or 404: nobody answers at another."""
    stand = stand_of(code)
    if stand.cooperative_id is None:
        abort(404)
    return stand


def exhibit_at(stand: Stand) -> Exhibit:
    """The exhibit behind a stand's page, or 404."""
    own = (each for each in exhibits_of(stand.edition_id) if each.cooperative_id == stand.cooperative_id)
    return next(own, None) or abort(404)


@open_to_all(OWN_POST)
@limited_by_address
def ask_stand(code: str) -> Any:
    """Ask the stand something; the answers to one's own questions."""
    stand, passport = _held_stand(code), _passport()
    form = AskForm()

    def ask() -> Any:
        text = " ".join((form.text.data or "").split())
        return questions.ask(stand, passport, text, current_language(), clock.now())

    if form.is_submitted() and form.attempt(ask):
        flash(_("Your question was sent. The answer will stand here and in your passport."), "ok")
        response = go(url_for("visitors.ask_stand", code=stand.code, **stand.chosen))
    else:
        asked = queries.questions_of_passport(stand.edition_id, held_passport(), stand.cooperative_id)
        response = page("visitors/ask.html", form, stand=stand, asked=asked, over=phrases.OVER)
    give(response, passport)
    return response


@open_to_all(OWN_POST)
@limited_by_address
def ask_meeting(code: str) -> Any:
    """A buyer asks for a meeting: name and number go to this stand only."""
    stand, passport, now = _held_stand(code), _passport(), clock.now()
    exhibit = exhibit_at(stand)
    form = MeetForm()
    form.offer(exhibit, now)
    words = _("I agree that %(stand)s keeps my name and number to answer this request.", stand=exhibit.name)
    form.consent.label.text = words
    if not form.is_submitted():
        form.begin_at(now.astimezone(exhibit.zone))

    def ask() -> Any:
        values = {**form.data, "at": form.moment(exhibit), "words": words}
        return meetings.ask(exhibit, passport, values, current_language(), now)

    if form.is_submitted() and form.attempt(ask):
        flash(_("Your request was sent. Follow it here."), "ok")
        response = go(url_for("visitors.show_passport", edition=exhibit.edition) + "#meetings")
    else:
        is_over = exhibit.is_over_on(clock.today(exhibit.zone))
        response = page("visitors/meet.html", form, stand=stand, is_over=is_over, over=phrases.OVER)
    give(response, passport)
    return response


def _all_here(stand: Stand) -> str:
    """Everybody a vote for this stand is for."""
    return _(", ").join(str(each.name) for each in stand.holders) or str(stand.exhibitor)


@open_to_all(OWN_POST)
@limited_by_address
def vote(code: str) -> Any:
    """Vote for this stand as the favourite, with one's badge: known to this phone, or typed."""
    stand, passport = _held_stand(code), _passport()
    edition = db.session.get_one(Edition, stand.edition_id)
    own = queries.badge_of_passport(edition.id, held_passport())
    form = BadgeCodeForm(formdata=None) if own and not request.form.get("code") else BadgeCodeForm()

    def cast() -> Any:
        badge = own if own and not form.code.data else passports.badge_at(edition, form.code.data or "")
        network = votes.network_digest(
            current_app.config["SECRET_KEY"], edition.id, request.remote_addr or ""
        )
        return votes.cast(stand, edition, badge, passport, network, clock.now())

    done = None
    if request.method == "POST":
        if own and not request.form.get("code"):
            form.code.data, form.code.validators = "", ()
        done = form.attempt(cast)
    if done:
        flash(
            _("Your vote is for %(stand)s. You may change it until the fair ends.", stand=_all_here(stand)),
            "ok",
        )
        seen_again = "visitors.vote" if own else "visitors.show_stand"  # who has voted is not asked again
        response = go(url_for(seen_again, code=stand.code, **stand.chosen))
    else:
        response = page(
            "visitors/vote.html",
            form,
            stand=stand,
            own=own,
            given=queries.vote_of_badge(own),
            over=phrases.OVER,
            too_early=phrases.TOO_EARLY,
        )
        if own is None:
            want_badge(edition.slug, url_for("visitors.vote", code=stand.code, **stand.chosen), clock.now())
    give(response, passport)
    return response
