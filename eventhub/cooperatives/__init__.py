"""Who exhibits and competes: one profile, its documents and its products, kept for every fair and contest.

Start with `models` (Cooperative); the directory that stays fast is in `queries`.
"""
