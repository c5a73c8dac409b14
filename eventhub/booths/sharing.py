"""PURE: who screens which file: so many screeners a file, everybody about as many, nobody their own.

Files with the fewest possible screeners choose first, and always the least loaded, in turn; that keeps loads
within one of each other where conflicts leave the choice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

Seat = tuple[int, int]
"""(file, screener)."""


def share(
    files: Sequence[int],
    screeners: Sequence[int],
    per_file: int,
    *,
    torn: Collection[Seat] = (),
    kept: Iterable[Seat] = (),
) -> list[Seat]:
    """New seats so that every file has `per_file` screeners, or all it can have.

    `torn` are the (file, screener) with a conflict, `kept` those that sit already: they stay, and count.
    """
    seated: dict[int, set[int]] = {file: set() for file in files}
    loads: dict[int, int] = dict.fromkeys(screeners, 0)
    for file, who in kept:
        if who in loads:
            loads[who] += 1
        if file in seated:
            seated[file].add(who)
    possible = {file: [who for who in screeners if (file, who) not in torn] for file in files}
    new: list[Seat] = []
    for file in sorted(files, key=lambda each: len(possible[each])):
        for _place in range(per_file - len(seated[file])):
            free = [who for who in possible[file] if who not in seated[file]]
            if not free:
                break
            who = min(free, key=lambda each: (loads[each], screeners.index(each)))
            seated[file].add(who)
            loads[who] += 1
            new.append((file, who))
    return new


def lacking(
    files: Iterable[int], screeners: Sequence[int], per_file: int, torn: Collection[Seat]
) -> Mapping[int, int]:
    """How many screeners each file lacks, however they are shared."""
    can = {file: sum((file, who) not in torn for who in screeners) for file in files}
    return {file: per_file - count for file, count in can.items() if count < per_file}
