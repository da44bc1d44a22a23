#!/bin/sh
# Cycles of one inference on an ESP32-S3, by simulation: a table per layer, and artifacts/bench/s3.json.
# The genuine networks are taken from SQNET_SHARED (default ../shared) if it is there; the card model always is.
# Each is measured with the smallest arena and with one of RAM bytes (default 128K). Then decoding of packed weights:
# the instructions of the whole decoder, counted; and those of the motion gate's grid.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
shared=${SQNET_SHARED:-../shared}
ram=${RAM:-128K}
out=artifacts/bench
build=artifacts/xtensa-tests

missing=
for package in cmake make g++ libgtest-dev gcc-xtensa-lx106 binutils-xtensa-lx106 picolibc-xtensa-lx106-elf \
    qemu-user; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "installing:$missing" >&2
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

mkdir -p "$out"
cmake -S tests/xtensa -B "$build" >/dev/null
cmake --build "$build" -j "$(nproc)" >/dev/null

# What decoding a blob's weights costs once they are packed: a line of the table that is printed at the end.
decoding() {
    ./sqnet pack "$out/$1.sqnt" -o "$out/$1-packed.sqnt" >/dev/null
    # shellcheck disable=SC2046
    set -- "$1" $(qemu-xtensa -cpu lx106 "$build/decode_run" <"$out/$1-packed.sqnt")
    [ "$(echo $2 $3 $4)" = "$(qemu-xtensa -cpu lx106 "$build/decode_run" <"$out/$1.sqnt" | xargs)" ] ||
        { echo "error: $1 is decoded to other weights" >&2; exit 1; }
    tests/xtensa/qemu/count_blocks.sh "$build/decode_run" "$out/$1-packed.sqnt" |
        awk -v name="$1" -v weights=$((0x$2)) '{
            printf "%-12s %12d %14d %18.1f %14.0f\n", name, weights, $1, $1 / weights, $1 / 240000 }'
}

# A blob is built once; the name tells the plan.
blob() {
    name=$1
    shift
    [ -f "$out/$name.sqnt" ] || ./sqnet build "$@" -o "$out/$name.sqnt" >"$out/$name.log"
    set -- --engine "$(tests/xtensa/qemu/count.sh "$build/core_run_no_kernels" "$out/$name.sqnt")" "$out/$name.sqnt"
    arguments="$arguments $*"
    # The same network with more RAM, if that changes anything.
    ./sqnet plan "$out/$name.sqnt" --ram "$ram" --board esp32-s3-octal-psram -o "$out/$name-$ram.sqnt" \
        >"$out/$name-$ram.log" || return 0
    cmp -s "$out/$name.sqnt" "$out/$name-$ram.sqnt" && return 0
    set -- --engine "$(tests/xtensa/qemu/count.sh "$build/core_run_no_kernels" "$out/$name-$ram.sqnt")" \
        "$out/$name-$ram.sqnt"
    arguments="$arguments $*"
}

arguments=
if [ -d "$shared/models" ]; then
    for model in v11:squeezenet1_1_torchvision_opset13.onnx v10:squeezenet_v1.0_deep_compression.net; do
        blob "${model%%:*}" "$shared/models/${model#*:}" --calibration "$shared/images/calibration" \
            --labels "$shared/models/imagenet_classes.tsv"
    done
else
    echo "skipped: the genuine networks, which are not in $shared" >&2
fi
blob cards models/cards/cards.onnx --calibration models/cards/calibration --labels models/cards/labels.txt
# shellcheck disable=SC2086
"$build/s3_bench" --json "$out/s3.json" $arguments

# Plain instructions: an ESP32-S3 spends a cycle or more on each, but loops without branches and needs fewer of them.
echo
printf '%-12s %12s %14s %18s %14s\n' "decoding" weights instructions "each weight" "ms at 240 MHz"
for name in v10 v11 cards; do
    [ ! -f "$out/$name.sqnt" ] || decoding "$name"
done | tee "$out/decoding.txt"

echo
echo "the motion gate's grid of a frame of 320x240:" \
    "$(tests/xtensa/qemu/count.sh "$build/luma_run" /dev/null) instructions"
