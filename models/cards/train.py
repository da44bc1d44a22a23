#!/usr/bin/env python3
"""Train the card network, evaluate it and write it as ONNX.

    python3 train.py --cache CACHE                 render, train, evaluate, export
    python3 train.py --cache CACHE --resume        go on after the last whole epoch
    python3 train.py --cache CACHE --export-only   evaluate and export the last checkpoint

CACHE is a directory for the renderings (about 1 GB) and the checkpoint.
"""
import argparse
import json
import math
import multiprocessing
import os
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import render

LABELS = render.LABELS
SIDE = render.SIDE
MEAN = STD = 127.5
VERSION = 1     # of the renderings; a change makes a new cache


class Fire(nn.Module):
    def __init__(self, inputs, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeeze, 1)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):
        x = F.relu(self.squeeze(x))
        return torch.cat([F.relu(self.expand1x1(x)), F.relu(self.expand3x3(x))], 1)


class CardNet(nn.Module):
    """SqueezeNet v1.1 in small: 96x96 -> 47 -> 23 -> 11 -> 5 -> 21 logits.

    Every window fits its input exactly, so the rounding mode of the pools does not matter."""

    def __init__(self, classes=len(LABELS)):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, 3, stride=2), nn.ReLU(), nn.MaxPool2d(3, 2),
            Fire(32, 16, 32), Fire(64, 16, 32), nn.MaxPool2d(3, 2),
            Fire(64, 32, 64), Fire(128, 32, 64), nn.MaxPool2d(3, 2),
            Fire(128, 32, 96), Fire(192, 32, 96))
        self.classifier = nn.Conv2d(192, classes, 1)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, nonlinearity="relu")
                nn.init.zeros_(m.bias)
        # The logits pass a ReLU: no class may start on its flat side.
        nn.init.normal_(self.classifier.weight, 0, .02)
        nn.init.constant_(self.classifier.bias, .5)

    def forward(self, x):
        x = F.relu(self.classifier(self.features(x)))
        return torch.flatten(F.adaptive_avg_pool2d(x, 1), 1)


def one(job):
    stream, index = job
    frame, cls = render.render(stream, index)
    return index, render.network_input(frame), cls


def renderings(cache, stream, count, workers):
    """The network inputs (uint8, N x 96 x 96 x 3) and classes of a stream, rendered once."""
    base = os.path.join(cache, "%s-%d-v%d" % (stream, count, VERSION))
    if not os.path.exists(base + "-y.npy"):
        start = time.time()
        x = np.lib.format.open_memmap(base + "-x.npy", "w+", np.uint8, (count, SIDE, SIDE, 3))
        y = np.zeros(count, np.int64)
        with multiprocessing.Pool(workers) as pool:
            for i, picture, cls in pool.imap_unordered(one, ((stream, i) for i in range(count)), 32):
                x[i], y[i] = picture, cls
        x.flush()
        np.save(base + "-y.npy", y)
        print("rendered %d of %s in %.0f s" % (count, stream, time.time() - start), flush=True)
    return np.load(base + "-x.npy", mmap_mode="r"), np.load(base + "-y.npy")


def tensor(pictures):
    """N x 96 x 96 x 3 bytes to a normalised tensor (channels_last in memory)."""
    return ((torch.from_numpy(np.array(pictures)).float() - MEAN) / STD).permute(0, 3, 1, 2)


def shifted(r, pictures, reach=4):
    out = np.empty_like(pictures)
    padded = np.pad(pictures, ((0, 0), (reach, reach), (reach, reach), (0, 0)), "edge")
    for i, (dy, dx) in enumerate(r.integers(0, 2 * reach + 1, (len(pictures), 2))):
        out[i] = padded[i, dy:dy + SIDE, dx:dx + SIDE]
    return out


def augmented(r, pictures):
    x = tensor(shifted(r, pictures))
    n = len(pictures)
    gain = torch.from_numpy(np.exp(r.normal(0, .12, (n, 3, 1, 1))).astype(np.float32))
    return ((x + 1) * gain - 1).clamp_(-1, 1)


def one_cycle(t, warm=.1):
    """The learning rate's course: from a tenth up to 1, then down to nothing by a cosine."""
    if t < warm:
        return .1 + .9 * t / warm
    return .5 + .5 * math.cos(math.pi * (t - warm) / (1 - warm))


def evaluate(net, x, y, batch=256):
    net.eval()
    matrix = np.zeros((len(LABELS), len(LABELS)), np.int64)
    with torch.no_grad():
        for i in range(0, len(y), batch):
            p = net(tensor(x[i:i + batch])).argmax(1).numpy()
            np.add.at(matrix, (y[i:i + batch], p), 1)
    return matrix


def report(matrix):
    """The confusion matrix as text: a row is the truth, a column the answer."""
    n, good = matrix.sum(), np.trace(matrix)
    lines = ["accuracy %.2f %% (%d of %d)" % (100 * good / n, good, n), "",
             "%-12s" % "truth" + "".join("%5s" % i for i in range(len(LABELS))) + "  recall  precision"]
    for i, name in enumerate(LABELS):
        lines.append("%2d %-9s" % (i, name[:9]) + "".join("%5s" % (v or ".") for v in matrix[i])
                     + "  %5.1f%%  %5.1f%%" % (100 * matrix[i, i] / max(1, matrix[i].sum()),
                                              100 * matrix[i, i] / max(1, matrix[:, i].sum())))
    return "\n".join(lines) + "\n"


def field(number, data):
    """A protobuf field of wire type 2; what is shorter than 128 bytes has a length of one byte."""
    assert len(data) < 128
    return bytes([number << 3 | 2, len(data)]) + data


def add_metadata(name, key, value):
    """Appends an entry to an ONNX file's metadata_props (field 14): protobuf merges what is concatenated."""
    with open(name, "ab") as f:
        f.write(field(14, field(1, key.encode()) + field(2, value.encode())))


def export(net, name):
    net = net.eval().to(memory_format=torch.contiguous_format)
    torch.onnx.export(net, torch.zeros(1, 3, SIDE, SIDE), name, opset_version=13, input_names=["input"],
                      output_names=["logits"], do_constant_folding=True, export_params=True)
    # sqnet reads here how the pictures were normalised.
    add_metadata(name, "sqnet.mean", ",".join([str(MEAN)] * 3))
    add_metadata(name, "sqnet.std", ",".join([str(STD)] * 3))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser(description="Train the card network.")
    ap.add_argument("--cache", required=True, help="directory for renderings and the checkpoint")
    ap.add_argument("--out", default=here, help="directory for cards.onnx and confusion-fp32.txt")
    ap.add_argument("--train", type=int, default=32000, help="renderings to train on")
    ap.add_argument("--heldout", type=int, default=4200, help="renderings to evaluate on")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--batch", type=int, default=64)
    ap.add_argument("--lr", type=float, default=2e-3)
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--resume", action="store_true")
    ap.add_argument("--export-only", action="store_true")
    a = ap.parse_args()
    os.makedirs(a.cache, exist_ok=True)
    torch.manual_seed(a.seed)
    checkpoint = os.path.join(a.cache, "checkpoint.pt")
    net = CardNet().to(memory_format=torch.channels_last)
    print("%d parameters" % sum(p.numel() for p in net.parameters()), flush=True)
    hx, hy = renderings(a.cache, "heldout", a.heldout, a.workers)
    done, spent = 0, 0.0
    if not a.export_only:
        x, y = renderings(a.cache, "train", a.train, a.workers)
        steps = len(y) // a.batch
        decay = [p for p in net.parameters() if p.dim() > 1]
        plain = [p for p in net.parameters() if p.dim() == 1]
        opt = torch.optim.AdamW([{"params": decay, "weight_decay": .02}, {"params": plain, "weight_decay": 0.}],
                                lr=a.lr)
    if a.resume or a.export_only:
        state = torch.load(checkpoint)
        net.load_state_dict(state["net"])
        done, spent = state["epoch"], state["spent"]
        if not a.export_only:
            opt.load_state_dict(state["opt"])
        print("resumed after epoch %d" % done, flush=True)
    for epoch in range(done, 0 if a.export_only else a.epochs):
        net.train()
        start = time.time()
        r = np.random.default_rng([a.seed, epoch])
        order = r.permutation(len(y))
        total = good = 0.0
        for s in range(steps):
            pick = np.sort(order[s * a.batch:(s + 1) * a.batch])
            answer = torch.from_numpy(y[pick])
            logits = net(augmented(r, x[pick]))
            loss = F.cross_entropy(logits, answer, label_smoothing=.03)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.)
            for group in opt.param_groups:
                group["lr"] = a.lr * one_cycle((epoch * steps + s) / (steps * a.epochs))
            opt.step()
            total += loss.item()
            good += (logits.argmax(1) == answer).float().mean().item()
            if s % 100 == 99:
                print("  epoch %d step %d/%d loss %.3f train %.2f%% %.0f s" % (
                    epoch + 1, s + 1, steps, total / (s + 1), 100 * good / (s + 1), time.time() - start), flush=True)
        spent += time.time() - start
        torch.save({"net": net.state_dict(), "opt": opt.state_dict(), "epoch": epoch + 1,
                    "spent": spent}, checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)
        m = evaluate(net, hx, hy)
        print("epoch %d loss %.4f train %.2f%% heldout %.2f%% %.0f s" % (
            epoch + 1, total / steps, 100 * good / steps, 100 * np.trace(m) / m.sum(), time.time() - start), flush=True)
    matrix = evaluate(net, hx, hy)
    text = report(matrix)
    print(text)
    with open(os.path.join(a.out, "confusion-fp32.txt"), "w") as f:
        f.write(text)
    export(net, os.path.join(a.out, "cards.onnx"))
    size = os.path.getsize(os.path.join(a.out, "cards.onnx"))
    print(json.dumps({"training_seconds": round(spent), "onnx_bytes": size}))


if __name__ == "__main__":
    main()
