"""The colours of an office in a mail: the hues of the programme, as the hexadecimal that mail programs read."""

from math import cos, radians, sin

import msgspec


class Colours(msgspec.Struct, frozen=True):
    """deep: for bands, buttons and labels on paper; bright: for the same words in the dark; tint: for quiet rules."""

    deep: str
    bright: str
    tint: str


def colours(hue: int) -> Colours:
    """The colours of a hue, given in degrees of oklch as everywhere."""
    return Colours(
        deep=hexadecimal(0.38, 0.1, hue), bright=hexadecimal(0.82, 0.09, hue), tint=hexadecimal(0.9, 0.03, hue)
    )


def hexadecimal(lightness: float, chroma: float, hue: float) -> str:
    """An oklch colour in sRGB, cut to what a screen can show (the matrices are those of CSS Color 4, section 18)."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _curve(min(1.0, max(0.0, light)))):02x}" for light in linear)


def _curve(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
