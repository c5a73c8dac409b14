"""What belongs to no feature: the edge of every request, home, health, error pages, assets.

Start with `edge` (a request is a transaction), then `pages` (rendering and forms).
"""
