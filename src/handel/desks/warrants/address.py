"""Where an address is, and how it is found again."""

import re
from dataclasses import dataclass

from handel.platform.gazetteer import Street, find_streets, street, ward_at
from handel.rules import Refused

NEEDED_FOR = "PACE 1984 s.15(2)(b)"


@dataclass(frozen=True)
class Place:
    """A ward and a point in it (degrees, WGS 84)."""

    ward: str
    latitude: float
    longitude: float


def key(address: str) -> str:
    """The address without case and punctuation, by which the same premises are known again.

    >>> key("Flat 2, 14 St. John's Road")
    'flat 2 14 st johns road'
    """
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’.]", "", address.casefold())).split())


def keys_like(asked: str) -> list[str]:
    """The keys that a search may have meant: what was typed, and the streets that it nearly names.

    >>> "14 harrow road" in keys_like("14 Harow Road")
    True
    """
    words = key(asked).split()
    numbers = [word for word in words if any(letter.isdigit() for letter in word)]
    name = " ".join(word for word in words if word not in numbers)
    streets = (key(found.name) for found in find_streets(name, limit=5)) if name else ()
    return list(dict.fromkeys([" ".join(words), *(" ".join([*numbers, street]) for street in streets)]))


def street_in(address: str) -> Street | None:
    """The borough's street that the address names, if it does.

    >>> street_in("Flat 2, 14 Harrow Road, London W2").name
    'Harrow Road'
    """
    for part in address.split(","):
        words = part.split()
        for start in range(len(words)):
            try:
                return street(" ".join(words[start:]))
            except KeyError:
                continue
    return None


def locate(address: str, *, ward: str, latitude: float | None, longitude: float | None) -> Place:
    """The place of an address; what was left empty is filled from its street.

    Raises `Refused` when the street is not of this borough, or runs through several wards and its middle through
    none, and nothing else says where the premises are.
    """
    if latitude is None or longitude is None:
        found = street_in(address)
        if found is None:
            raise Refused(
                "No street of the borough is named in this address.",
                NEEDED_FOR,
                "Write the street as on the map, or give latitude and longitude.",
                field="address",
            )
        latitude, longitude = found.lat, found.lon
        if not ward and len(found.wards) == 1:
            ward = found.wards[0]
    ward = ward or ward_at(lon=longitude, lat=latitude) or ""
    if not ward:
        raise Refused("The place is not in a ward of the borough.", NEEDED_FOR, "Choose the ward.", field="ward")
    return Place(ward, latitude, longitude)
