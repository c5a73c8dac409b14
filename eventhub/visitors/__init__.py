"""Visitors: registration, badges, gates and their scanners, visits to stands, contacts, votes.

Start with `codes` (what a badge carries), then `models`; the answer of a gate is in `admission` (pure).
"""
