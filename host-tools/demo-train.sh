#!/bin/sh
# Trains on five renderings of each card, as a user would on photos of their own, and judges the blob by renderings
# that it was not trained on. The folders are made of the file names NN_label_n.jpg, in a temporary place.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cards=$root/models/cards
made=$root/artifacts/demo-train
work=$(mktemp -d)

stop() {
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

# file FOLDER FILE...: puts images into a folder for each class.
file() {
    target=$1
    shift
    for image in "$@"; do
        name=$(basename "$image" .jpg)
        label=${name#??_}
        mkdir -p "$target/${label%_*}"
        # Both parts of the renderings have the same names.
        cp "$image" "$target/${label%_*}/$(basename "$(dirname "$image")")_$name.jpg"
    done
}

count() {
    find "$1" -name '*.jpg' | wc -l
}

echo "1. A folder for each class"
file "$work/photos" "$cards"/calibration/*.jpg "$cards"/samples/*_0.jpg
file "$work/others" "$cards"/samples/*_[12].jpg
echo "   $(count "$work/photos") images to train on, $(count "$work/others") others," \
    "$(ls "$work/photos" | wc -l) classes"

echo
echo "2. Train; left and right differ on arrows, so views are not mirrored"
rm -rf "$made"
mkdir -p "$made"
"$root/sqnet" train "$work/photos" --from "$cards/cards.onnx" -o "$made/mine.onnx" -o "$made/mine.sqnt" \
    --report "$made/mine.html" --no-flips --no-cache

echo
echo "3. The blob and its fp32 model on the images that it was not trained on"
"$root/sqnet" verify "$made/mine.sqnt"
"$root/sqnet" eval "$made/mine.sqnt" --images "$work/others" --against "$made/mine.onnx"

echo
echo "The report: artifacts/demo-train/mine.html"
