"""The read that both databases share: a row for each change, with who asks, its sheet and what is known.

A single change, as a tablet with a network sends them, is asked for by plain values: the database then keeps
one plan for it; more are asked for as lists.
"""

SESSION = """(
  SELECT i.person_id, i.ended_at, i.expires_at, i.last_seen_at
  FROM sign_ins i JOIN people p ON p.id = i.person_id
  WHERE i.token_hash = {token} AND p.erased_at IS NULL)"""
PERSON = "(SELECT {person} AS person_id, NULL AS ended_at, NULL AS expires_at, NULL AS last_seen_at)"

READ = """
WITH held AS (
  SELECT s.id, s.public_id, s.created_at, s.marks, s.gates, s.comment, s.private_note, s.version, s.state,
    s.judge_id, s.contest_id, {row_version} AS row_version
  FROM sheets s WHERE s.public_id {named} {lock})
SELECT who.person_id AS asker_id, who.ended_at, who.expires_at, who.last_seen_at, sent.change_id, sent.after,
  s.id, s.public_id, s.created_at, s.row_version, s.version, s.state, s.marks, s.gates, s.comment,
  s.private_note, j.person_id, j.left_at, j.signed_off_at, c.state AS contest_state, c.judging_ends_at,
  {criteria} AS criteria, t.id AS settings_id, {gates} AS gate_ids, t.comment_rule, t.second_stage_at,
  k.sheet_id AS known_sheet, k.outcome, k.version AS known_version, k.refusal,
  a.sheet_id AS after_sheet, a.outcome AS after_outcome, a.version AS after_version,
  a.refusal AS after_refusal
FROM {who} AS who LEFT JOIN {sent} ON TRUE
LEFT JOIN held s ON s.public_id = {sheet}
LEFT JOIN judges j ON j.id = s.judge_id
LEFT JOIN contests c ON c.id = s.contest_id
LEFT JOIN jury_settings t ON t.contest_id = s.contest_id
LEFT JOIN sheet_changes k ON k.change_id = {change}
LEFT JOIN sheet_changes a ON a.change_id = {after}
"""
