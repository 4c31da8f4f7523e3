"""What the documents' fonts can show of what people typed."""

import unicodedata

# Blocks that the fonts within the typst package hold in full: Latin, Greek, Cyrillic, Hebrew and Arabic letters,
# punctuation, currencies, arrows and mathematical signs.
SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x4FF),
    (0x5D0, 0x5EA),
    (0x621, 0x63A),
    (0x640, 0x64A),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2190, 0x22FF),
)


def showable(text: str) -> str:
    """The text as a document can show it, with "\\n" for every line break.

    A character that no font of the documents holds is written as its code point, so that a reader knows that
    something stood there; what is invisible (controls, changes of direction) is left out. PDF/UA allows no
    character without a glyph, and changes of direction could make a text read otherwise than it was typed.

    >>> showable("Zoë\\u202e 汉")
    'Zoë [U+6C49]'
    """
    lines = unicodedata.normalize("NFC", text.replace("\t", " ")).splitlines()
    return "\n".join("".join(_shown(character) for character in line) for line in lines)


def _shown(character: str) -> str:
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        return ""
    code = ord(character)
    if unicodedata.category(character) != "Cn" and any(first <= code <= last for first, last in SHOWN):
        return character
    return f"[U+{code:04X}]"
