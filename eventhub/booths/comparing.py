"""PURE: two plans side by side: who gained a stand, who lost one, who moved."""

from collections.abc import Mapping, Sequence

from msgspec import Struct


class Found(Struct, frozen=True):
    """A plan to compare: stands by file, the files that took part, and its levels."""

    places: Mapping[str, tuple[str, ...]]
    files: frozenset[str]
    levels: Sequence[tuple[str, float]] = ()


class Difference(Struct, frozen=True):
    """From one plan to another; each file with where it was and where it is ('' for nowhere)."""

    gained: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]
    levels: tuple[tuple[str, float | None, float | None], ...]


def difference(before: Found, after: Found) -> Difference:
    """What changed from one plan to the other, among the files that take part in both; by name of stand."""
    common = before.files & after.files
    gained, lost, moved = [], [], []
    for file in common:
        was, now = _words(before.places.get(file)), _words(after.places.get(file))
        if now and not was:
            gained.append((file, now))
        elif was and not now:
            lost.append((file, was))
        elif was != now:
            moved.append((file, was, now))
    first, second = dict(before.levels), dict(after.levels)
    names = dict.fromkeys([*first, *second])
    return Difference(
        tuple(sorted(gained, key=lambda each: each[1])),
        tuple(sorted(lost, key=lambda each: each[1])),
        tuple(sorted(moved, key=lambda each: each[2])),
        tuple((name, first.get(name), second.get(name)) for name in names),
    )


def _words(booths: Sequence[str] | None) -> str:
    return " + ".join(sorted(booths or ()))
