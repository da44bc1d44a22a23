#!/usr/bin/env python3
"""The deck of picture cards: draws every card and writes the printable deck.

    python3 deck.py --pdf deck.pdf --png deck.png

Every glyph is made here from strokes, discs and polygons; no font is used.
A card is square. Its drawing uses a unit square: x to the right, y down, the
card from 0 to 1. The order of LABELS is the order of the classes.
"""
import argparse
import math
import os
import zlib

import cv2
import numpy as np

LABELS = ["nothing"] + [str(d) for d in range(10)] + [
    "arrow-up", "arrow-right", "arrow-down", "arrow-left",
    "check", "cross", "stop", "heart", "star", "house"]

# Ink of the border and of the glyph (red, green, blue). The colour helps, but
# the shape decides: renderings also contain grey prints of every card.
INK = {
    "0": (40, 40, 46), "1": (26, 84, 190), "2": (196, 40, 40), "3": (20, 128, 66),
    "4": (128, 44, 150), "5": (206, 96, 10), "6": (0, 122, 138), "7": (150, 90, 40),
    "8": (198, 30, 120), "9": (60, 70, 150),
    "arrow-up": (26, 84, 190), "arrow-right": (196, 40, 40),
    "arrow-down": (20, 128, 66), "arrow-left": (206, 96, 10),
    "check": (20, 140, 50), "cross": (200, 30, 36), "stop": (190, 20, 30),
    "heart": (214, 28, 84), "star": (222, 150, 0), "house": (110, 66, 40)}

CORNER = 0.10       # radius of the card's corners
EDGE = 0.035        # white rim outside the coloured border
BORDER = 0.045      # width of the coloured border
SUPER = 4           # supersampling


def arc(cx, cy, rx, ry, a0, a1, n=40):
    """Points on an ellipse; angles in degrees, 0 right, 90 down."""
    t = np.radians(np.linspace(a0, a1, n))
    return np.stack([cx + rx * np.cos(t), cy + ry * np.sin(t)], 1)


def path(*parts):
    return np.concatenate([np.asarray(p, float).reshape(-1, 2) for p in parts])


def digit(d):
    """Centre lines of a digit; the glyph box is x 0.28..0.72, y 0.18..0.82."""
    if d == 0:
        return [arc(.50, .50, .19, .29, 0, 360, 80)]
    if d == 1:
        return [path([(.36, .34), (.53, .21), (.53, .79)]), path([(.37, .79), (.69, .79)])]
    if d == 2:
        return [path(arc(.50, .385, .18, .175, 190, 390), [(.33, .79), (.70, .79)])]
    if d == 3:
        return [path(arc(.48, .35, .17, .14, 205, 450), arc(.48, .64, .19, .15, 270, 510))]
    if d == 4:
        return [path([(.60, .79), (.60, .21), (.29, .62), (.72, .62)])]
    if d == 5:
        return [path([(.67, .21), (.38, .21)], arc(.48, .60, .20, .19, 228, 500))]
    if d == 6:      # a line below tells 6 from 9
        return [path([(.60, .17)], arc(.66, .56, .35, .40, 248, 180)[6:]),
                arc(.49, .56, .18, .16, 0, 360, 60), path([(.32, .84), (.67, .84)])]
    if d == 7:
        return [path([(.31, .21), (.69, .21), (.45, .79)])]
    if d == 8:
        return [arc(.50, .35, .155, .14, 0, 360, 60), arc(.50, .645, .19, .155, 0, 360, 60)]
    return [arc(.50, .33, .18, .16, 0, 360, 60),
            path(arc(.33, .33, .35, .39, 0, 68)[:-2], [(.41, .73)]), path([(.32, .85), (.67, .85)])]


ARROW = [(.50, .16), (.80, .48), (.61, .48), (.61, .84), (.39, .84), (.39, .48), (.20, .48)]


def shapes(label):
    """The glyph as a list of (kind, points, width, paper) to be painted in order.

    kind is "stroke" or "fill"; paper is true for a part in the card's white.
    """
    if label.isdigit():
        return [("stroke", p, .105 if not (label in "69" and i == len(digit(int(label))) - 1) else .06, False)
                for i, p in enumerate(digit(int(label)))]
    if label.startswith("arrow-"):
        turn = ["arrow-up", "arrow-right", "arrow-down", "arrow-left"].index(label)
        p = np.asarray(ARROW) - .5
        for _ in range(turn):
            p = np.stack([-p[:, 1], p[:, 0]], 1)
        return [("fill", p + .5, 0, False)]
    if label == "check":
        return [("stroke", path([(.24, .54), (.42, .73), (.77, .28)]), .12, False)]
    if label == "cross":
        return [("stroke", path([(.27, .27), (.73, .73)]), .12, False),
                ("stroke", path([(.73, .27), (.27, .73)]), .12, False)]
    if label == "stop":     # a filled octagon with a white bar
        return [("fill", arc(.5, .5, .36, .36, 22.5, 337.5, 8), 0, False),
                ("fill", [(.27, .42), (.73, .42), (.73, .58), (.27, .58)], 0, True)]
    if label == "heart":
        t = np.linspace(0, 2 * math.pi, 100)
        x = 16 * np.sin(t) ** 3
        y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
        return [("fill", np.stack([.5 + x * .0205, .48 + y * .0205], 1), 0, False)]
    if label == "star":
        r = np.where(np.arange(10) % 2 == 0, .38, .165)
        a = np.radians(-90 + 36 * np.arange(10))
        return [("fill", np.stack([.5 + r * np.cos(a), .53 + r * np.sin(a)], 1), 0, False)]
    if label == "house":
        return [("fill", [(.5, .16), (.84, .50), (.16, .50)], 0, False),
                ("fill", [(.25, .49), (.75, .49), (.75, .82), (.25, .82)], 0, False),
                ("fill", [(.43, .58), (.57, .58), (.57, .83), (.43, .83)], 0, True)]
    return []


def rounded(size, inset, radius):
    """Mask of a rounded square; inset and radius in units of the card."""
    m = np.zeros((size, size), np.uint8)
    a, b, r = inset * size, (1 - inset) * size, radius * size
    p = path(arc(b - r, a + r, r, r, -90, 0), arc(b - r, b - r, r, r, 0, 90),
             arc(a + r, b - r, r, r, 90, 180), arc(a + r, a + r, r, r, 180, 270))
    cv2.fillPoly(m, [np.round(p * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return m


def blend(img, mask, colour):
    a = mask[..., None].astype(np.float32) / 255
    return img * (1 - a) + np.asarray(colour, np.float32) * a


def draw_card(label, size=256, paper=(255, 255, 255), ink=None, bordered=True):
    """The card as RGBA, size x size; outside the rounded corners alpha is 0.

    "nothing" gives a blank card (with a grey border when bordered is true)."""
    n = size * SUPER
    ink = ink if ink is not None else INK.get(label, (90, 90, 90))
    img = np.zeros((n, n, 3), np.float32) + np.asarray(paper, np.float32)
    if bordered:
        img = blend(img, rounded(n, EDGE, CORNER - EDGE), ink)
        img = blend(img, rounded(n, EDGE + BORDER, max(CORNER - EDGE - BORDER, .02)), paper)
    for kind, pts, width, white in shapes(label):
        m = np.zeros((n, n), np.uint8)
        p = np.round(np.asarray(pts, float) * n * 16).astype(np.int32)
        if kind == "fill":
            cv2.fillPoly(m, [p], 255, cv2.LINE_AA, 4)
        else:
            cv2.polylines(m, [p], False, 255, int(round(width * n)), cv2.LINE_AA, 4)
        img = blend(img, m, paper if white else ink)
    rgba = np.dstack([img, rounded(n, 0, CORNER).astype(np.float32)])
    return np.clip(np.round(cv2.resize(rgba, (size, size), interpolation=cv2.INTER_AREA)), 0, 255).astype(np.uint8)


def on_white(rgba):
    a = rgba[..., 3:].astype(np.float32) / 255
    return np.round(rgba[..., :3] * a + 255 * (1 - a)).astype(np.uint8)


def contact_sheet(cell=150, columns=7):
    rows = -(-len(LABELS) // columns)
    gap = cell // 10
    sheet = np.full((rows * (cell + gap) + gap, columns * (cell + gap) + gap, 3), 214, np.uint8)
    for i, label in enumerate(LABELS):
        y, x = gap + i // columns * (cell + gap), gap + i % columns * (cell + gap)
        c = draw_card(label, cell).astype(np.float32)
        a = c[..., 3:] / 255
        if label == "nothing":      # class 0 has no card: an empty place
            a = a * 0
        s = sheet[y:y + cell, x:x + cell].astype(np.float32)
        sheet[y:y + cell, x:x + cell] = np.round(s * (1 - a) + c[..., :3] * a)
    return sheet


# ---- the printable deck: a small PDF writer, vectors only ----

MM = 72 / 25.4
CARD_MM = 88.0


def pdf_card(label, x, y):
    """Operators that draw one card with its lower left corner at x, y (mm)."""
    s = CARD_MM * MM
    out = ["q", "%.3f 0 0 %.3f %.3f %.3f cm" % (s, -s, x * MM, y * MM + s)]

    def poly(p, op):
        p = np.asarray(p, float)
        return " ".join(["%.4f %.4f %s" % (a, b, "m" if i == 0 else "l") for i, (a, b) in enumerate(p)] + [op])

    def box(inset, r):
        a, b = inset, 1 - inset
        return path(arc(b - r, a + r, r, r, -90, 0, 12), arc(b - r, b - r, r, r, 0, 90, 12),
                    arc(a + r, b - r, r, r, 90, 180, 12), arc(a + r, a + r, r, r, 180, 270, 12))

    ink = "%.3f %.3f %.3f" % tuple(c / 255 for c in INK[label])
    out += ["0.6 0.6 0.6 RG 0.002 w", poly(box(0, CORNER), "h S")]
    out += [ink + " rg", poly(box(EDGE, CORNER - EDGE), "h f")]
    out += ["1 1 1 rg", poly(box(EDGE + BORDER, .02), "h f"), "1 J 1 j"]
    for kind, pts, width, white in shapes(label):
        c = "1 1 1" if white else ink
        out.append(c + " rg " + poly(pts, "h f") if kind == "fill"
                   else c + " RG %.4f w " % width + poly(pts, "S"))
    return "\n".join(out + ["Q"])


def write_pdf(name):
    cards = LABELS[1:]
    pages = [cards[i:i + 4] for i in range(0, len(cards), 4)]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               "<< /Type /Pages /Count %d /Kids [%s] >>" % (
                   len(pages), " ".join("%d 0 R" % (3 + 2 * i) for i in range(len(pages))))]
    for i, page in enumerate(pages):
        body = "\n".join(pdf_card(c, 12 + 98 * (j % 2), 153.5 - 98 * (j // 2)) for j, c in enumerate(page))
        data = zlib.compress(body.encode(), 9)
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << >> /Contents %d 0 R >>"
                       % (210 * MM, 297 * MM, 4 + 2 * i))
        objects.append((b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data)) + data + b"\nendstream")
    blob, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for i, o in enumerate(objects):
        offsets.append(len(blob))
        blob += b"%d 0 obj\n" % (i + 1) + (o if isinstance(o, bytes) else o.encode()) + b"\nendobj\n"
    start = len(blob)
    blob += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    blob += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    blob += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(name, "wb") as f:
        f.write(blob)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser(description="Write the printable deck and its contact sheet.")
    ap.add_argument("--pdf", default=os.path.join(here, "deck.pdf"))
    ap.add_argument("--png", default=os.path.join(here, "deck.png"))
    a = ap.parse_args()
    write_pdf(a.pdf)
    cv2.imwrite(a.png, contact_sheet()[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main()
