"""Pages of gates: the day live, gates and devices for organizers; the scanner itself for a paired phone."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.permissions import open_to_all, requires
from eventhub.visitors import operations, phrases, queries
from eventhub.visitors.forms import DeviceForm, GateForm
from eventhub.visitors.models import Device, Gate
from eventhub.visitors.permissions import Permission
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/gates"
QUARTERS_AN_HOUR = 4
LOW_BATTERY = 20
"""In per cent: an hour of scanning is left."""
SILENT_FOR = timedelta(minutes=10)
"""Scanners speak each minute while somebody looks at them."""


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, see_gates, ["GET"]),
        (f"{HOME}/on/<day>", see_day, ["GET"]),
        (f"{HOME}/new", create_gate, ["GET", "POST"]),
        (f"{HOME}/<gate>/edit", edit_gate, ["GET", "POST"]),
        (f"{HOME}/devices/new", invite_device, ["GET", "POST"]),
        (f"{HOME}/devices/<device>", show_pairing, ["GET"]),
        (f"{HOME}/devices/<device>/revoke", revoke_device, ["POST"]),
        ("/gate", scanner, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.SEE_GATES, of="edition")
def see_gates(edition: Edition) -> Any:
    """Today, live; before and after the fair its first or last day."""
    today = clock.today(edition.zone)
    return _day_page(edition, min(max(today, edition.starts_on), edition.ends_on))


@requires(Permission.SEE_GATES, of="edition")
def see_day(edition: Edition, day: str) -> Any:
    """One day of the fair."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        abort(404)
    if not edition.starts_on <= chosen <= edition.ends_on:
        abort(404)
    return _day_page(edition, chosen)


def _day_page(edition: Edition, day: date) -> Any:
    is_today = day == clock.today(edition.zone)
    ticks, people, inside = curves(edition, day, is_today=is_today)
    figures = queries.figures_of_day(edition.id, day)
    devices = queries.devices_of(edition.id)
    return page(
        "visitors/gates.html",
        edition=edition,
        day=day,
        is_today=is_today,
        days=[edition.starts_on + timedelta(days=number) for number in range(edition.day_count)],
        figures=figures,
        crowd=queries.crowd_now(edition.id, figures.inside) if is_today else None,
        ticks=ticks,
        people=people,
        inside=inside,
        busiest=queries.gates_of_day(edition.id, day),
        gates=queries.gates_of(edition.id),
        devices=devices,
        paired_names={each.name for each in devices if _may_scan(each)},
        worries=[each for each in devices if needs_somebody(each)] if is_today else [],
        rules=phrases.RULES,
        categories=phrases.CATEGORIES,
        now=clock.now(),
        lately=clock.now() - SILENT_FOR,
        low=LOW_BATTERY,
    )


def _may_scan(device: Device) -> bool:
    """Whether a device is paired and still may scan: who has paired it again needs no second time."""
    return device.token_hash is not None and device.revoked_at is None and device.expires_at > clock.now()


def needs_somebody(device: Device) -> bool:
    """Whether a scanner will soon be silent, or is and keeps scans to itself."""
    now = clock.now()
    if device.revoked_at is not None or device.last_seen_at is None or device.expires_at <= now:
        return False
    is_low = device.battery is not None and device.battery <= LOW_BATTERY and not device.is_charging
    return is_low or bool(device.waiting and now - device.last_seen_at > SILENT_FOR)


def curves(edition: Edition, day: date, *, is_today: bool) -> tuple[list[str], list[int], list[int]]:
    """By quarter of an hour of the opening hours: labels (on the hour), people come, people inside.

    Today's curves stop at this moment.
    """
    rows = {row.quarter: row for row in queries.quarters_of_day(edition.id, day)}
    first, now = datetime(day.year, day.month, day.day, tzinfo=edition.zone), clock.now()
    hours = [row.astimezone(edition.zone).hour for row in rows]
    begin = min([edition.opens_at_hour, *hours])
    end = max([edition.closes_at_hour, *(hour + 1 for hour in hours)])
    ticks, people, inside, now_inside = [], [], [], 0
    for step in range(begin * QUARTERS_AN_HOUR, end * QUARTERS_AN_HOUR):
        hour, quarter = divmod(step, QUARTERS_AN_HOUR)
        moment = first.replace(hour=hour, minute=quarter * 15)
        ticks.append(f"{hour}:00" if quarter == 0 and (hour - begin) % 2 == 0 else "")
        if is_today and moment > now:
            continue
        row = rows.get(moment.astimezone(now.tzinfo))
        now_inside += (row.entered - row.left) if row else 0
        people.append(int(row.people) if row else 0)
        inside.append(int(now_inside))
    return ticks, people, inside


@requires(Permission.EDIT_GATES, of="edition")
def create_gate(edition: Edition) -> Any:
    """A new way in."""
    return _gate_page(edition, GateForm(), None)


@requires(Permission.EDIT_GATES, of="edition")
def edit_gate(edition: Edition, gate: Gate) -> Any:
    """Change a gate."""
    return _gate_page(edition, GateForm(obj=gate), gate)


def _gate_page(edition: Edition, form: GateForm, gate: Gate | None) -> Any:
    if form.is_submitted():
        save = operations.save_gate
        done = form.attempt(lambda: save(current_user, edition, form.values, clock.now(), gate))
        if done:
            flash(_("The gate was kept."), "ok")
            return go(url_for("visitors.see_gates", edition=edition.slug))
    return page("visitors/gate.html", form, edition=edition, gate=gate, hints=phrases.RULE_HINTS)


@requires(Permission.INVITE_DEVICE, of="edition")
def invite_device(edition: Edition) -> Any:
    """A phone will scan: which gate, and its QR."""
    gates = queries.gates_of(edition.id)
    asked = {name: request.args.get(name, "")[:60] for name in ("gate", "name") if name in request.args}
    form = DeviceForm(gates, data=asked)
    if form.is_submitted():
        chosen = next((gate for gate in gates if gate.public_id == form.gate.data), None)
        done = form.attempt(
            lambda: operations.invite_device(current_user, edition, chosen, form.name.data, clock.now())
        )
        if done:
            device, code = done
            session["pairing"] = [device.public_id, code]
            return go(url_for("visitors.show_pairing", edition=edition.slug, device=device.public_id))
    return page("visitors/invite_device.html", form, edition=edition, gates=gates)


@requires(Permission.INVITE_DEVICE, of="edition")
def show_pairing(edition: Edition, device: Device) -> Any:
    """The QR to scan with the phone that will be the scanner: good once, ten minutes."""
    from eventhub.documents import qr_svg_path

    known, code = session.get("pairing", ("", ""))
    waits = known == device.public_id and device.pairing_hash is not None
    is_late = device.pairing_expires_at is None or device.pairing_expires_at < clock.now()
    address = f"{current_app.config['PUBLIC_URL']}/gate#{code}"
    side, path = qr_svg_path(address) if waits and not is_late else (0, "")
    return page(
        "visitors/pairing.html",
        edition=edition,
        device=device,
        picture={"side": side, "path": path} if side else None,
        code="-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        is_paired=device.token_hash is not None,
    )


@requires(Permission.REVOKE_DEVICE, of="edition")
def revoke_device(edition: Edition, device: Device) -> Any:
    """The phone scans no more."""
    operations.revoke_device(current_user, device, clock.now())
    flash(_("The device was revoked."), "ok")
    return go(url_for("visitors.see_gates", edition=edition.slug))


@open_to_all("an empty scanner: what it may do is its device's token")
def scanner() -> Any:
    """The scanner, an installable page; its reader is WebAssembly where the browser has none."""
    g.needs_wasm = True
    return page("visitors/scanner.html", said=_scanner_words())


def _scanner_words() -> dict[str, Any]:
    """Everything the scanner says, for it must speak without a network; {names} are filled there."""
    return {
        "outcomes": {str(name): str(word) for name, word in phrases.OUTCOMES.items()},
        "reasons": {str(name): str(word) for name, word in phrases.REASONS.items()},
        "closedUntil": str(phrases.CLOSED_UNTIL) % {"opens": "{opens}", "closes": "{closes}"},
        "left": str(phrases.LEFT),
        "in": _("Coming in"),
        "out": _("Going out"),
        "gate": _("Gate {name}"),
        "online": _("Online, nothing waits"),
        "sending": _("Online, {count} being sent"),
        "offline": _("Offline since {since}"),
        "offlineWaiting": _("Offline since {since}, {count} waiting"),
        "firstAt": _("Already in at {time}, gate {place}"),
        "firstAtTime": _("Already in at {time}"),
        "keptHere": _("Kept on this phone until there is a network"),
        "notACode": _("This is no badge code. Look again at the symbols."),
        "notKept": _("This phone could not keep the scan: its memory is full. Write the code down."),
        "categories": {name: str(word) for name, word in phrases.CATEGORIES.items() if name != "visitor"},
        "people": _("{count} people"),
        "undone": {
            "done": {"word": _("It is taken back"), "why": _("This scan counts no more.")},
            "waiting": {
                "word": _("It is taken back"),
                "why": _("There is no network: it is told as soon as there is."),
            },
            "late": {
                "word": _("Not taken back"),
                "why": _("It was too late, or the network failed: tell the organizer."),
            },
        },
        "near": _("Nearly full: {inside} inside, {people} at most"),
        "clock": _("It is {time}, but this phone shows {wrong}: set its clock."),
        "full": _("Full: {inside} inside, {people} at most"),
        "noNetwork": _("There is no network. Pairing needs one."),
    }
