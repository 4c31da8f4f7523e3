"""What a sanitised text carries over from the original: names, numbers, and runs of words.

It marks, and decides nothing: whether a marked word leads back to the reporter is for a person to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RUN = 5
"""Words in a row, the same in both texts, that count as the reporter's own wording."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Words that begin sentences and name nobody. Marking one capital too many costs a look, one too few a source.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about after all also an and another any are as at be because been before but by can do each either every
        for from had has have he her here his how if in into is it its many may more most no not of on one or other our
        out over several she should so some such than that the their them then there these they this those though
        through to two until up was we were what when where which while who will with without you""",
    )
)


@dataclass(frozen=True)
class Span:
    """A stretch of the sanitised text that also stands in the original, and why it is marked."""

    start: int
    end: int
    why: str


def spans(original: str, sanitised: str) -> list[Span]:
    """The stretches of `sanitised` to look at, in order, none over another.

    A run of five words or more; a word with a digit in it; a word with a capital that the original has in any case.

    >>> spans("danny lives in flat 9", "At Danny's? By Danny.")
    [Span(start=15, end=20, why='name')]
    """
    said = [word.group().casefold() for word in _WORD.finditer(original)]
    words = list(_WORD.finditer(sanitised))
    found: list[Span] = []
    at = 0
    for first, last in _runs(said, [word.group().casefold() for word in words]):
        found += _single(words[at:first], set(said))
        found.append(Span(words[first].start(), words[last].end(), "wording"))
        at = last + 1
    return found + list(_single(words[at:], set(said)))


def pieces(original: str, sanitised: str) -> list[tuple[str, str]]:
    """The sanitised text cut at its marks: each piece with why it is marked, or with nothing.

    >>> pieces("flat 9", "At flat 9.")
    [('At flat ', ''), ('9', 'number'), ('.', '')]
    """
    cut, at = [], 0
    for span in spans(original, sanitised):
        cut.append((sanitised[at : span.start], ""))
        cut.append((sanitised[span.start : span.end], span.why))
        at = span.end
    cut.append((sanitised[at:], ""))
    return [piece for piece in cut if piece[0]]


def _runs(said: list[str], words: list[str]) -> Iterator[tuple[int, int]]:
    """First and last index in `words` of each longest run of `RUN` words or more that `said` holds."""
    held = {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    at = 0
    while at + RUN <= len(words):
        end = at
        while tuple(words[end : end + RUN]) in held:
            end += 1
        if end > at:
            yield at, end + RUN - 2
            at = end + RUN - 1
        else:
            at += 1


def _single(words: list[re.Match[str]], said: set[str]) -> Iterator[Span]:
    for word in words:
        shown = word.group()
        if shown.casefold() not in said:
            continue
        if any(letter.isdigit() for letter in shown):
            yield Span(word.start(), word.end(), "number")
        elif shown[0].isupper() and shown.casefold() not in _SMALL_WORDS:
            yield Span(word.start(), word.end(), "name")
