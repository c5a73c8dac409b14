"""Fairs: series and their editions, partners, programme, the public site.

Start with `models` (Series, Edition). What happens on the floor is in `eventhub.booths`, who comes in
`eventhub.visitors`.
"""
