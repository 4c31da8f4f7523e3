"""Search that forgives: capitals, accents, hyphens and a slip or two in a longer word do not matter."""

import re
import unicodedata

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne


def matches(search: str, text: str) -> bool:
    """Whether every word of `search` stands in `text`, as the start of a word or with few slips.

    >>> matches("harow rd", "Seen on Harrow Road"), matches("harow road", "Seen on Harrow Road")
    (False, True)
    """
    wanted = words(search)
    if not wanted:
        return True
    there = words(text)
    joined = " ".join(there)
    return all(f" {word}" in f" {joined}" or _nearly(word, there) for word in wanted)


def _nearly(word: str, there: tuple[str, ...]) -> bool:
    slips = 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 8 else 2
    return bool(slips) and extractOne(word, there, scorer=OSA.distance, score_cutoff=slips) is not None


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without capitals, accents and apostrophes.

    >>> words("St Luke’s, Café-Bar")
    ('st', 'lukes', 'cafe', 'bar')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", re.sub(r"['’]", "", plain)))
