#!/usr/bin/env python3
"""Procedural camera pictures of the deck.

    python3 render.py --stream samples --count 63 --size 160x120 --out samples

A picture is a function of (stream, index): the same call gives the same
picture. The streams are seeded apart, so that no picture is in two of them.
"""
import argparse
import os
import zlib

import cv2
import numpy as np

import deck

LABELS = deck.LABELS
STREAMS = ("train", "heldout", "samples", "calibration")
SCENE_W, SCENE_H = 320, 240      # size at which a scene is drawn
SIDE = 96                        # side of the network's input
CARD = 256                       # side of a card's texture

cv2.setNumThreads(1)
_textures = {}


def class_of(stream, index):
    """The class of a picture. Training shows "nothing" four times as often."""
    if stream == "train":
        return max(0, index % 24 - 3)
    return index % len(LABELS)


def texture(label, ink=None, bordered=True):
    key = (label, ink, bordered)
    if key not in _textures:
        _textures[key] = deck.draw_card(label, CARD, ink=ink, bordered=bordered).astype(np.float32)
    return _textures[key]


def colour(r, low=0, high=255):
    return r.uniform(low, high, 3)


# ---- backgrounds ----

def cloud(r, cells, channels=3):
    """Smooth noise in 0..1 with about `cells` cells across."""
    h = max(2, int(cells * .75))
    small = r.random((h, max(2, int(cells)), channels)).astype(np.float32)
    mode = cv2.INTER_CUBIC if r.random() < .7 else cv2.INTER_NEAREST
    return cv2.resize(small, (SCENE_W, SCENE_H), interpolation=mode).reshape(SCENE_H, SCENE_W, channels)


def background(r):
    kind = r.integers(6)
    ys = np.linspace(0, 1, SCENE_H, dtype=np.float32)[:, None, None]
    xs = np.linspace(0, 1, SCENE_W, dtype=np.float32)[None, :, None]
    a, b = colour(r).astype(np.float32), colour(r).astype(np.float32)
    if r.random() < .4:     # rooms are mostly unsaturated
        a = a.mean() + (a - a.mean()) * .2
        b = b.mean() + (b - b.mean()) * .2
    if kind == 0:
        t = xs * r.uniform(-1, 1) + ys * r.uniform(-1, 1) + r.uniform(-.2, .8)
        img = a + (b - a) * np.clip(t, 0, 1)
    elif kind == 1:
        img = a + (b - a) * cloud(r, r.integers(2, 9), 1) + (cloud(r, r.integers(8, 60)) - .5) * r.uniform(0, 90)
    elif kind == 2:
        img = cloud(r, r.integers(3, 40)) * 255
    elif kind == 3:         # stripes or a check
        angle, f = r.uniform(0, np.pi), r.uniform(2, 22) * 2 * np.pi
        wave = np.sin(f * (xs * np.cos(angle) + .75 * ys * np.sin(angle)) + r.uniform(0, 6))
        if r.random() < .4:
            wave = wave * np.sin(f * (-xs * np.sin(angle) + .75 * ys * np.cos(angle)))
        img = a + (b - a) * np.clip(.5 + wave * r.uniform(.5, 4), 0, 1)
    else:
        img = np.zeros((SCENE_H, SCENE_W, 3), np.float32) + a
        img = img + (cloud(r, r.integers(2, 30)) - .5) * r.uniform(0, 60)
    img = np.ascontiguousarray(np.clip(np.broadcast_to(img, (SCENE_H, SCENE_W, 3)), 0, 255), np.float32)
    if kind >= 4 or r.random() < .35:
        clutter(r, img, r.integers(2, 14))
    if r.random() < .5:     # out of focus behind the card
        img = cv2.GaussianBlur(img, (0, 0), r.uniform(1, 7))
    return img


def clutter(r, img, count):
    for _ in range(count):
        c = colour(r).tolist()
        x, y = r.uniform(-20, SCENE_W + 20), r.uniform(-20, SCENE_H + 20)
        w, h, angle = r.uniform(8, 130), r.uniform(8, 130), r.uniform(0, 180)
        kind = r.integers(6)
        if kind <= 1:
            p = cv2.boxPoints(((x, y), (w, h), angle))
            cv2.fillPoly(img, [np.int32(p)], c, cv2.LINE_AA)
        elif kind == 2:
            cv2.ellipse(img, ((x, y), (w, h), angle), c, -1 if r.random() < .6 else int(r.integers(2, 14)), cv2.LINE_AA)
        elif kind == 3:
            p = np.int32([[r.uniform(0, SCENE_W), r.uniform(0, SCENE_H)] for _ in range(2)])
            cv2.line(img, p[0].tolist(), p[1].tolist(), c, int(r.integers(1, 16)), cv2.LINE_AA)
        elif kind == 4:
            n = r.integers(3, 9)
            p = np.stack([x + r.uniform(-60, 60, n), y + r.uniform(-60, 60, n)], 1)
            cv2.fillPoly(img, [np.int32(p)], c, cv2.LINE_AA)
        else:
            scribble(r, img, x, y, r.uniform(10, 60), c)


def scribble(r, img, x, y, size, c):
    n = r.integers(5, 16)
    p = np.cumsum(r.normal(0, .45, (n, 2)), 0)
    p = (p - p.mean(0)) * size + (x, y)
    cv2.polylines(img, [np.int32(p)], False, c, int(r.integers(1, 8)), cv2.LINE_AA)


# ---- cards in space ----

def pose(r, size, roll):
    """Corners (4x2) about 0,0 of a card of about `size` pixels in space."""
    limit = 45 * r.random() ** .7
    turn = r.uniform(0, 2 * np.pi)
    yaw, pitch = np.radians(limit * np.cos(turn)), np.radians(limit * np.sin(turn))
    roll = np.radians(roll)
    p = np.array([[-.5, -.5, 0], [.5, -.5, 0], [.5, .5, 0], [-.5, .5, 0]])
    rz = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    rx = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    ry = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    q = p @ (ry @ rx @ rz).T
    depth = r.uniform(1.3, 4)
    return q[:, :2] * (depth / (depth + q[:, 2:])) * size


def homography(corners):
    src = np.float32([[0, 0], [CARD, 0], [CARD, CARD], [0, CARD]])
    return cv2.getPerspectiveTransform(src, np.float32(corners))


def glyph_box(corners):
    """The quadrilateral in the frame around the middle 66 % of the card."""
    a, b = .17 * CARD, .83 * CARD
    return cv2.perspectiveTransform(np.float32([[[a, a], [b, a], [b, b], [a, b]]]), homography(corners))[0]


def paste(r, img, tex, corners):
    """Lay a card over the picture, with a drop shadow at times."""
    m = homography(corners)
    side = np.sqrt(cv2.contourArea(np.float32(corners)))
    soft = .5 * CARD / max(side, 1)          # against aliasing when the card is small
    if soft > .8:
        tex = cv2.GaussianBlur(tex, (0, 0), soft * .7)
    warped = cv2.warpPerspective(tex, m, (SCENE_W, SCENE_H), flags=cv2.INTER_LINEAR)
    alpha = warped[..., 3:] / 255
    if r.random() < .5:
        dx, dy = r.uniform(-.12, .12, 2) * side
        s = cv2.warpAffine(alpha, np.float32([[1, 0, dx], [0, 1, dy]]), (SCENE_W, SCENE_H))
        s = cv2.GaussianBlur(s, (0, 0), max(1., side * r.uniform(.01, .06)))
        img *= 1 - s[..., None] * r.uniform(.2, .7)
    card = warped[..., :3]
    if r.random() < .35:                     # sheen across a glossy card
        t = np.float32(np.linspace(0, 1, SCENE_W)[None] * r.uniform(-1, 1)
                       + np.linspace(0, 1, SCENE_H)[:, None] * r.uniform(-1, 1)) - r.uniform(-.5, .5)
        g = np.exp(-(t / r.uniform(.05, .3)) ** 2)[..., None] * r.uniform(0, .45)
        card = card + (255 - card) * g
    img *= 1 - alpha
    img += card * alpha


SKIN = np.float32([[255, 219, 190], [236, 188, 150], [205, 150, 110], [150, 100, 70], [95, 60, 42], [60, 40, 30]])


def fingers(r, img, corners, depth=.13):
    """One or two fingers that hold a card at its lower half; they stay on the rim."""
    c = SKIN[r.integers(len(SKIN))] * r.uniform(.8, 1.1)
    m = homography(corners)
    for _ in range(r.integers(1, 3)):
        w = r.uniform(.10, .17)
        d = r.uniform(.02, depth) - w / 2
        t = r.uniform(.15, .85)
        edge = r.integers(3)
        far = .8
        if edge == 0:
            a, b = (t, 1 - d), (t + r.uniform(-.3, .3), 1 + far)
        elif edge == 1:
            a, b = (d, .4 + t / 2), (-far, .6 + t)
        else:
            a, b = (1 - d, .4 + t / 2), (1 + far, .6 + t)
        q = cv2.perspectiveTransform(np.float32([[a, b, (a[0] + w, a[1]), (a[0], a[1] + w)]]) * CARD, m)[0]
        width = int(max(2, (np.linalg.norm(q[2] - q[0]) + np.linalg.norm(q[3] - q[0])) / 2))
        if np.abs(q).max() > 4000 or width > 150:
            continue
        cv2.line(img, np.int32(q[0]).tolist(), np.int32(q[1]).tolist(), (c * .75).tolist(), width + 2, cv2.LINE_AA)
        cv2.line(img, np.int32(q[0]).tolist(), np.int32(q[1]).tolist(), c.tolist(), width, cv2.LINE_AA)


def in_square(points, slack=0.0):
    x0, x1 = (SCENE_W - SCENE_H) / 2, (SCENE_W + SCENE_H) / 2
    e = slack * SCENE_H
    return (points[:, 0].min() >= x0 - e and points[:, 0].max() <= x1 + e
            and points[:, 1].min() >= -e and points[:, 1].max() <= SCENE_H + e)


def visible_part(corners):
    """The part of a card's area inside the centred square of the frame."""
    x0, x1 = (SCENE_W - SCENE_H) / 2, (SCENE_W + SCENE_H) / 2
    square = np.float32([[x0, 0], [x1, 0], [x1, SCENE_H], [x0, SCENE_H]])
    area, _ = cv2.intersectConvexConvex(np.float32(corners), square)
    return area / max(1., cv2.contourArea(np.float32(corners)))


def place(r, size, roll):
    """A pose whose glyph lies inside the centred square."""
    for attempt in range(60):
        c = pose(r, size, roll)
        reach = max(0., (SCENE_H - size) / 2) + .08 * SCENE_H
        c = c + (SCENE_W / 2, SCENE_H / 2) + r.uniform(-reach, reach, 2) * (1 - attempt / 60)
        if in_square(glyph_box(c), .005):
            return c
    return pose(r, size * .8, 0) + (SCENE_W / 2, SCENE_H / 2)


def ink_of(r, label):
    """Mostly the deck's ink; at times a grey print."""
    if r.random() < .10:
        g = int(r.integers(0, 3)) * 30 + 20
        return (g, g, g)
    return None


def other_sheet(r):
    """A card-like sheet that is no card of the deck."""
    inks = sorted(set(deck.INK.values()))
    tex = texture("nothing", inks[r.integers(len(inks))], bool(r.random() < .6)).copy()
    kind = r.integers(4)
    c = colour(r, 0, 200).tolist() + [255.]
    if kind == 1:           # lines of writing
        y, step = 60, int(r.integers(14, 30))
        while y < 200:
            cv2.line(tex, (50, y), (int(r.uniform(120, 206)), y), c, int(r.integers(2, step // 2)), cv2.LINE_AA)
            y += step
    elif kind == 2:         # a scrawl
        over = tex.copy()
        for _ in range(r.integers(2, 6)):
            scribble(r, over, r.uniform(80, 176), r.uniform(80, 176), r.uniform(15, 35), c)
        tex[28:228, 28:228] = over[28:228, 28:228]
    elif kind == 3:         # the back of a card
        tex[..., :3] = colour(r)
        if r.random() < .5:
            for i in range(-256, 256, int(r.integers(12, 40))):
                cv2.line(tex, (i, 0), (i + 256, 256), c, int(r.integers(2, 8)), cv2.LINE_AA)
        tex[..., 3] = texture("nothing")[..., 3]
    return tex


def scene(r, label):
    """The sharp scene, and the size in pixels that blur is measured by."""
    img = background(r)
    size = SCENE_H * r.uniform(.36, 1.0)
    if label != "nothing":
        corners = place(r, size, np.clip(r.normal(0, 9), -21, 21))
        paste(r, img, texture(label, ink_of(r, label)), corners)
        if r.random() < .45:
            fingers(r, img, corners)
        return img, np.sqrt(cv2.contourArea(np.float32(corners)))
    kind = r.random()
    if kind < .38:
        pass                                    # only the background
    elif kind < .50:                            # more clutter, a hand
        clutter(r, img, r.integers(3, 20))
        if r.random() < .5:
            fingers(r, img, place(r, size, 0), .6)
    elif kind < .72:                            # a sheet that is none of ours
        corners = place(r, size, r.uniform(-40, 40))
        paste(r, img, other_sheet(r), corners)
        if r.random() < .5:
            fingers(r, img, corners)
    else:                                       # a card mostly out of view
        label = LABELS[r.integers(1, len(LABELS))]
        size = SCENE_H * r.uniform(.45, 1.2)
        for _ in range(100):
            corners = pose(r, size, r.uniform(-21, 21))
            corners = corners + (r.uniform(0, SCENE_W), r.uniform(0, SCENE_H)) + r.choice([-.4, .4], 2) * size
            if .03 < visible_part(corners) < .30:
                paste(r, img, texture(label, ink_of(r, label)), corners)
                break
    return img, SCENE_H * .6


# ---- light and camera ----

def light(r, img):
    ys = np.linspace(-1, 1, SCENE_H, dtype=np.float32)[:, None]
    xs = np.linspace(-1, 1, SCENE_W, dtype=np.float32)[None]
    gain = 1 + xs * r.uniform(-.4, .4) + ys * r.uniform(-.4, .4)
    if r.random() < .25:                        # the edge of a shadow
        a = r.uniform(0, 2 * np.pi)
        t = (xs * np.cos(a) + ys * np.sin(a) - r.uniform(-.7, .7)) * r.uniform(2, 40)
        gain = gain * (1 - r.uniform(.2, .6) / (1 + np.exp(-np.clip(t, -30, 30))))
    cast = 1 + r.normal(0, .09, 3)
    exposure = np.exp(r.uniform(np.log(.3), np.log(1.25)))
    img = img * gain[..., None].astype(np.float32) * np.float32(cast * exposure)
    grey = img.mean(2, keepdims=True)
    img = grey + (img - grey) * r.uniform(.45, 1.25)
    img = img + r.uniform(0, 28)                # stray light lifts the black
    if r.random() < .5:
        img = 255 * (np.clip(img, 0, 255) / 255) ** r.uniform(.7, 1.35)
    return np.float32(img)


def blur(r, img, size):
    if r.random() < .6:
        s = size * .028 * r.random() ** 1.5
        if s > .3:
            img = cv2.GaussianBlur(img, (0, 0), s)
    if r.random() < .35:
        n = int(size * r.uniform(.01, .085))
        if n >= 2:
            k = np.zeros((2 * n + 1, 2 * n + 1), np.float32)
            a = r.uniform(0, np.pi)
            d = np.array([np.cos(a), np.sin(a)]) * n / 2
            cv2.line(k, np.int32(np.round((n - d) * 16)).tolist(), np.int32(np.round((n + d) * 16)).tolist(),
                     1, 1, cv2.LINE_AA, 4)
            img = cv2.filter2D(img, -1, k / k.sum(), borderType=cv2.BORDER_REPLICATE)
    return img


def generator(stream, index):
    return np.random.Generator(np.random.PCG64([zlib.crc32(stream.encode()), STREAMS.index(stream), index]))


def render(stream, index, size=None):
    """The frame (RGB, uint8) and its class. Without `size` a camera's common sizes are mixed."""
    r = generator(stream, index)
    cls = class_of(stream, index)
    img, measure = scene(r, LABELS[cls])
    img = blur(r, light(r, img), measure)
    own = (160, 120) if r.random() < .75 else (320, 240)
    w, h = size or own
    if (w, h) != (SCENE_W, SCENE_H):
        img = cv2.resize(img, (w, h), interpolation=cv2.INTER_AREA if w < SCENE_W else cv2.INTER_LINEAR)
    sigma = 11 * r.random() ** 1.6 + .5
    noise = r.standard_normal((h, w, 3), np.float32) * sigma
    if r.random() < .3:
        noise = cv2.GaussianBlur(noise, (0, 0), .7) * 1.8
    img = np.clip(np.round(img + noise), 0, 255).astype(np.uint8)
    if r.random() < .5:
        q = int(r.integers(45, 95))
        img = cv2.imdecode(cv2.imencode(".jpg", img[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, q])[1], 1)[..., ::-1]
    return np.ascontiguousarray(img), cls


def network_input(frame):
    """What the device feeds the network: the centred square, area averaged."""
    h, w = frame.shape[:2]
    s = min(h, w)
    y, x = (h - s) // 2, (w - s) // 2
    return cv2.resize(frame[y:y + s, x:x + s], (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def write_jpeg(name, frame, limit):
    for q in range(90, 20, -5):
        data = cv2.imencode(".jpg", frame[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, q])[1].tobytes()
        if len(data) <= limit:
            break
    with open(name, "wb") as f:
        f.write(data)


def main():
    ap = argparse.ArgumentParser(description="Write renderings of the deck as JPEG files.")
    ap.add_argument("--stream", choices=STREAMS, required=True)
    ap.add_argument("--count", type=int, required=True)
    ap.add_argument("--start", type=int, default=0, help="first index")
    ap.add_argument("--size", default="160x120", help="frame size, WIDTHxHEIGHT")
    ap.add_argument("--out", required=True, help="directory to write to")
    ap.add_argument("--limit", type=int, default=6000, help="largest file, in bytes")
    ap.add_argument("--sheet", help="write one PNG contact sheet of network inputs here as well")
    a = ap.parse_args()
    size = tuple(int(v) for v in a.size.lower().split("x"))
    os.makedirs(a.out, exist_ok=True)
    seen, tiles = {}, []
    for i in range(a.start, a.start + a.count):
        frame, cls = render(a.stream, i, size)
        n = seen[cls] = seen.get(cls, -1) + 1
        write_jpeg(os.path.join(a.out, "%02d_%s_%d.jpg" % (cls, LABELS[cls], n)), frame, a.limit)
        tiles.append(network_input(frame))
    if a.sheet:
        tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % 14)
        rows = [np.concatenate(tiles[i:i + 14], 1) for i in range(0, len(tiles), 14)]
        cv2.imwrite(a.sheet, np.concatenate(rows)[..., ::-1])


if __name__ == "__main__":
    main()
