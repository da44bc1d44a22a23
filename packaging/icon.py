#!/usr/bin/env python3
"""Draws icon.png: a chip whose die is squeezed from a wide image to one class. No libraries."""
import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
GROUND, BODY, PIN = (24, 54, 92), (240, 244, 248), (150, 176, 204)
BARS = [(34, 66), (50, 46), (66, 28), (82, 46), (94, 12)]
COLOURS = [(43, 120, 228), (43, 120, 228), (240, 140, 40), (43, 120, 228), (34, 160, 90)]


def rounded(x, y, centre, half, radius):
    """Whether a point is in a rounded square."""
    dx = max(abs(x - centre) - half + radius, 0)
    dy = max(abs(y - centre) - half + radius, 0)
    return math.hypot(dx, dy) <= radius


def pin(x, y):
    """Whether a point is in one of the 16 pins."""
    for a, b in ((x, y), (y, x)):
        if 10 <= b <= 118 and any(abs(a - p) <= 4 for p in (37, 55, 73, 91)):
            return True
    return False


def colour(x, y):
    """The colour of a point; None outside."""
    if not rounded(x, y, 64, 64, 20):
        return None
    if rounded(x, y, 64, 43, 8):
        for (left, height), bar in zip(BARS, COLOURS):
            if left <= x + 4 <= left + 9 and abs(y - 64) <= height / 2:
                return bar
        return BODY
    return PIN if pin(x, y) else GROUND


def pixel(column, row):
    """RGBA, from several points."""
    steps = [(i + 0.5) / SAMPLES for i in range(SAMPLES)]
    found = [c for c in (colour(column + dx, row + dy) for dy in steps for dx in steps) if c]
    if not found:
        return bytes(4)
    mean = [round(sum(c[i] for c in found) / len(found)) for i in range(3)]
    return bytes([*mean, round(255 * len(found) / SAMPLES ** 2)])


def chunk(name, data):
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


rows = b"".join(b"\0" + b"".join(pixel(c, r) for c in range(SIZE)) for r in range(SIZE))
pathlib.Path(__file__).with_name("icon.png").write_bytes(
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
