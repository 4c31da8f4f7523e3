"""Photographs: what is taken in, and the copy that people are shown."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from handel.rules import Refused

FORMATS = ("JPEG", "PNG")
MAXIMUM_PIXELS = 60_000_000
"""More than any camera of the force takes; a small file that unfolds to more is meant to fill the memory."""
SHOWN_EDGE = 1600
"""Pixels of the longer edge of the copy that is shown."""


def check(content: bytes) -> None:
    """Raises `Refused` for what is not a whole JPEG or PNG, or holds too many pixels."""
    with _opened(content) as image:
        try:
            image.load()
        except (OSError, SyntaxError, ValueError):
            raise _not_a_photograph() from None


def shown(content: bytes) -> bytes:
    """A JPEG of the same picture, upright, at most `SHOWN_EDGE` long, and nothing but its pixels.

    Place, time, owner and device that a camera writes in its files stay in the original alone.
    """
    with _opened(content) as image:
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SHOWN_EDGE, SHOWN_EDGE))
        # Pixels are put on a new picture: what else was read from the file stays with the old one.
        bare = Image.new("RGB", upright.size, "white")
        seen = upright.convert("RGBA")
        bare.paste(seen, mask=seen)
        copy = io.BytesIO()
        bare.save(copy, "JPEG", quality=85)
        return copy.getvalue()


def _opened(content: bytes) -> Image.Image:
    """The image, its size known and nothing of it unfolded yet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is the lower one
            image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise _not_a_photograph() from None
    if image.width * image.height > MAXIMUM_PIXELS:
        raise _too_many_pixels()
    return image


def _not_a_photograph() -> Refused:
    return Refused(
        "This is not a photograph in JPEG or PNG.", "Force policy on files", "Choose a .jpg or .png file.", field="file"
    )


def _too_many_pixels() -> Refused:
    return Refused(
        f"The photograph has more than {MAXIMUM_PIXELS // 1_000_000} million pixels.",
        "Force policy on files",
        "Send a smaller copy.",
        field="file",
    )
