"""Finding a street by what somebody typed."""

import re
from dataclasses import dataclass, replace
from functools import cache

from handel.platform.gazetteer.source import rows

_SHORTEST_WITH_TYPO = 4
"""A word of three letters or fewer is one letter away from too many others."""

_EXACT, _BEGINS, _WORDS, _TYPO = range(4)


@dataclass(frozen=True, slots=True)
class Street:
    """A street of the borough: its middle (WGS 84 degrees) and the 2014 wards it runs through."""

    name: str
    lat: float
    lon: float
    wards: tuple[str, ...]


def street(name: str) -> Street:
    """The street of exactly this name, whatever its case and punctuation.

    Raises:
        KeyError: there is none in the borough.

    >>> street("st jamess square").name
    "St James's Square"
    """
    return _by_key()[_key(name)]


def find_streets(query: str, limit: int = 20) -> list[Street]:
    """Streets that match, best first: the whole name, its beginning, its words, its words but for one typo.

    Every word typed must begin a word of the name, each a different one and in any order. Case and
    punctuation do not matter, Saint is St, and in one word of four letters or more one may be wrong,
    missing, added or swapped with its neighbour.

    >>> [found.name for found in find_streets("harow road")]
    ['Harrow Road']
    """
    asked = _key(query)
    if not asked:
        return []
    ranked = []
    for key, found in _by_key().items():
        rank = _rank(asked, key)
        if rank is not None:
            ranked.append((rank, len(key), key, found))
    ranked.sort(key=lambda each: each[:3])
    return [found for *_, found in ranked[:limit]]


@cache
def _by_key() -> dict[str, Street]:
    streets: dict[str, Street] = {}
    # The spelling that most segments have gives name and middle; others ("Saint Martin's Lane"
    # beside "St. Martin's Lane") only add their wards.
    for row in sorted(rows("odbl/street_names.csv"), key=lambda row: -int(row["segments"])):
        key = _key(row["name"])
        held = streets.setdefault(key, Street(row["name"], float(row["lat"]), float(row["lon"]), ()))
        wards = {*held.wards, *row["wards"].split("|")} - {""}
        streets[key] = replace(held, wards=tuple(sorted(wards)))
    return streets


def _key(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’.]", "", name.casefold())).split()
    return " ".join("st" if word == "saint" else word for word in words)


def _rank(asked: str, key: str) -> int | None:
    if key == asked:
        return _EXACT
    if key.startswith(asked):
        return _BEGINS
    asked_words, words = asked.split(), key.split()
    if _matches(asked_words, words, typos=0):
        return _WORDS
    return _TYPO if _matches(asked_words, words, typos=1) else None


def _matches(asked: list[str], words: list[str], *, typos: int) -> bool:
    """Whether each word asked for can be given a word of the name of its own."""
    if not asked:
        return True
    first, rest = asked[0], asked[1:]
    for index, word in enumerate(words):
        others = words[:index] + words[index + 1 :]
        if word.startswith(first) and _matches(rest, others, typos=typos):
            return True
        if typos and _begins_but_for_one(first, word) and _matches(rest, others, typos=0):
            return True
    return False


def _begins_but_for_one(asked: str, word: str) -> bool:
    """Whether `asked` is a beginning of `word` with one letter wrong, missing, added or swapped."""
    if len(asked) < _SHORTEST_WITH_TYPO:
        return False
    same = next((at for at, pair in enumerate(zip(asked, word, strict=False)) if pair[0] != pair[1]), None)
    if same is None:  # One is a beginning of the other; a letter too many at the end is the only typo left.
        return len(asked) <= len(word) + 1
    after = asked[same + 1 :]
    return (
        word[same + 1 :].startswith(after)  # wrong
        or word[same:].startswith(after)  # added
        or word[same + 1 :].startswith(asked[same:])  # missing
        or (word[same : same + 2] == asked[same : same + 2][::-1] and word[same + 2 :].startswith(asked[same + 2 :]))
    )
