"""Redraws the zero of a font without its bar: the outline, and the same one scaled to the counters. Needs fonttools."""

import sys

from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.ttLib import TTFont

path = sys.argv[1]
font = TTFont(path)
glyphs = font["glyf"]
zero = glyphs["zero"]
coordinates, ends, flags = zero.getCoordinates(glyphs)
size = ends[0] + 1
outline = list(zip(coordinates[:size], flags[:size]))


def bounds(points):
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


left, bottom, right, top = bounds(coordinates[:size])
inner_left, inner_bottom, inner_right, inner_top = bounds(coordinates[size:])


def inwards(point):
    x, y = point
    return (
        round(inner_left + (x - left) * (inner_right - inner_left) / (right - left)),
        round(inner_bottom + (y - bottom) * (inner_top - inner_bottom) / (top - bottom)),
    )


# The counter turns the other way, which makes it a hole.
counter = [(inwards(point), on) for point, on in reversed(outline)]
pen = TTGlyphPointPen(None)
for contour in (outline, counter):
    pen.beginPath()
    for point, on in contour:
        pen.addPoint(point, "qcurve" if on & 1 else None)
    pen.endPath()
glyphs["zero"] = pen.glyph()
font.save(path)
