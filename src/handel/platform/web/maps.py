"""What the maps of several pages share. The component `map` of `handel/components.html` draws them."""

from collections.abc import Iterable

from django.templatetags.static import static

ROOM = 0.004
"""Around what a map shows, in degrees."""


def layers(places: str) -> list[dict[str, str]]:
    """The ground of the borough, and on it the places: the address of their GeoJSON."""
    return [
        {"kind": "water", "url": static("gazetteer/ogl/green_and_water.geojson")},
        {"kind": "wards", "url": static("gazetteer/ogl/wards.geojson")},
        {"kind": "roads", "url": static("gazetteer/odbl/roads.geojson")},
        {"kind": "places", "url": places},
    ]


def bounds(points: Iterable[tuple[float, float]]) -> list[float]:
    """The box around points (longitude and latitude, degrees) with some room: west, south, east, north.

    Raises ValueError without a point.

    >>> bounds([(-0.2, 51.52), (-0.1, 51.53)])
    [-0.20400000000000001, 51.516000000000005, -0.096, 51.534]
    """
    east, north = zip(*points, strict=True)
    return [min(east) - ROOM, min(north) - ROOM, max(east) + ROOM, max(north) + ROOM]
