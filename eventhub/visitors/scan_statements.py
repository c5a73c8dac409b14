"""The read that both databases share, and how rows of a batch look in it.

A single scan, as a gate sends them, is asked for by plain values: the database then keeps one plan for it
(planning anew cost more than running it); a batch is asked for as lists.
"""

READ = """
WITH device AS (
  SELECT d.id AS device_id, d.edition_id AS at_edition_id, d.expires_at, d.revoked_at, d.last_seen_at,
    d.waiting, g.id AS gate_id, g.public_id AS gate_public_id, g.name AS gate, g.rule, g.categories,
    g.opens_at, g.closes_at, g.stops_when_full, g.shows_name, e.timezone, e.starts_on, e.ends_on
  FROM devices d JOIN editions e ON e.id = d.edition_id LEFT JOIN gates g ON g.id = d.gate_id
  WHERE d.token_hash = {token}),
sent AS ({sent}),
badge AS (
  SELECT b.id AS badge_id, b.code, b.edition_id, r.category, r.party, b.revoked_at AS badge_revoked_at,
    b.first_in_at, b.last_in_at, b.last_place, b.last_day, b.days_in, b.is_inside, r.name_ar, r.name_latin,
    CASE WHEN (SELECT shows_name FROM device) THEN r.consent END AS consent, {version} AS version
  FROM badges b JOIN registrations r ON r.id = b.registration_id
  WHERE b.code {codes} AND EXISTS (SELECT 1 FROM device)
  {lock})
SELECT device.*, sent.scan_id, badge.*, s.outcome, s.reason, s.first_at, s.first_place
FROM device LEFT JOIN sent ON TRUE
LEFT JOIN badge ON badge.code = sent.code LEFT JOIN scans s ON s.scan_id = sent.scan_id {only}
"""
