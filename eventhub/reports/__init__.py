"""What comes out: live counts, the closing report of a fair, exports. Reads every feature, owns little.

Start with `figures` (the numbers of an edition, each with how it was got).
"""
