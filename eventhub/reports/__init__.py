"""What comes out: live figures of a fair, its closing report, exports. Reads every feature, owns little.

Start with `figures` (the numbers of an edition, each with how it was got), then `queries.facts_of`.
"""
