"""Points of any Chinese datum to WGS-84. Nothing is converted on a guess."""

import math
import re
from dataclasses import dataclass

import eviltransform

_X_PI = math.pi * 3000.0 / 180.0
# China with a margin; a point outside was mistyped, or latitude and longitude were swapped.
_LATITUDES, _LONGITUDES = (3.0, 54.0), (73.0, 136.0)
_WORDS = {
    "WGS84": ("WGS84", "WGS-84", "WGS 84", "GPS坐标", "GPS"),
    "GCJ02": ("GCJ02", "GCJ-02", "GCJ 02", "火星坐标", "高德", "腾讯地图"),
    "BD09": ("BD09", "BD-09", "BD 09", "百度坐标", "百度"),
}


_DEGREES = r"\d{1,3}(?:\.\d+)?(?:[°度](?:\d{1,2}(?:\.\d+)?['′分](?:\d{1,2}(?:\.\d+)?(?:\"|″|''|′′|秒))?)?)?"
_ONE_FIGURE = re.compile(rf"[东北]?[经纬]?度?:?[EN]?(-?{_DEGREES})[EN]?", re.IGNORECASE)
_TWO_FIGURES = re.compile(
    rf"[(\[]?(?:经度|东经|北纬|纬度)?:?[EN]?({_DEGREES})[EN]?[,，;；、/\s]+"
    rf"(?:经度|东经|北纬|纬度)?:?[EN]?({_DEGREES})[EN]?[)\]]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    latitude: float
    longitude: float


def datum_named_in(text: str) -> set[str]:
    """The datums a title or header names: 坐标(GCJ-02) → {GCJ02}."""
    folded = text.upper()
    return {datum for datum, words in _WORDS.items() if any(word in folded for word in words)}


def read_degrees(text: str) -> float | None:
    """Decimal degrees from 118.16, E118.16, 118.16° or 118°9′36″; None for anything else."""
    match = _ONE_FIGURE.fullmatch(text.replace(" ", ""))
    return _decimal(match[1]) if match else None


def read_pair(text: str) -> tuple[float | None, float | None]:
    """Latitude and longitude from one text; no longitude of China is a possible latitude, so the order is no guess."""
    match = _TWO_FIGURES.fullmatch(text.strip())
    if match is None:
        return None, None
    one, other = _decimal(match[1]), _decimal(match[2])
    return (one, other) if is_in_china(one, other) else (other, one)


def _decimal(degrees: str) -> float:
    figures = [float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", degrees)]
    total = sum(figure / 60**place for place, figure in enumerate(figures))
    return -total if degrees.startswith("-") else total


def is_in_china(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def to_wgs84(latitude: float, longitude: float, datum: str) -> Point:
    """Convert to WGS-84, rounded to about a centimetre."""
    if datum == "BD09":
        latitude, longitude = _bd09_to_gcj02(latitude, longitude)
    if datum in ("BD09", "GCJ02"):
        latitude, longitude = eviltransform.gcj2wgs_exact(latitude, longitude)
    return Point(round(latitude, 7), round(longitude, 7))


def _bd09_to_gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    x, y = longitude - 0.0065, latitude - 0.006
    z = math.hypot(x, y) - 0.00002 * math.sin(y * _X_PI)
    theta = math.atan2(y, x) - 0.000003 * math.cos(x * _X_PI)
    return z * math.sin(theta), z * math.cos(theta)
