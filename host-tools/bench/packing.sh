#!/bin/sh
# Packed weights beside general compressors, on the same bytes: packing.sh SQNET_DLL OUT NAME=RAW_BLOB ...
# Sizes, and the processor time of decoding, as a process from file to nowhere, in alternating rounds: the median of
# ROUNDS (7), each of CALLS (10) calls, over that of packed weights.
set -eu
sqnet=$1
out=$2
shift 2
root=$(cd "$(dirname "$0")/../.." && pwd)
rounds=${ROUNDS:-7}
calls=${CALLS:-10}
core=$root/nanoframework-native/core
decode=$out/decode
cc -O2 -o "$out/cpu_time" "$root/host-tools/bench/cpu_time.c"
cc -O2 -I"$core" -o "$decode" "$root/host-tools/bench/decode.c" "$core"/*.c

number() {
    od -An -tu4 -j"$2" -N4 "$1" | tr -d ' '
}

size() {
    wc -c <"$1"
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

row() {
    file=$1
    packed=$2
    name=$3
    seconds=$4
    echo "$name $(size "$file") $(size "$packed") $(median <"$seconds") $(median <"$out/times-packed")" | awk '{
        printf "  %-14s %9d bytes %6.2f bits/weight %8.2f ms %6.2fx\n", $1, $3, 8 * $3 / $2, $4, $4 / $5 }'
}

compare() {
    name=${1%%=*}
    raw=${1#*=}
    weights=$out/$name.weights
    blob=$out/$name-packed.sqnt
    stream=$out/$name.stream
    dotnet "$sqnet" pack "$raw" -o "$blob" >/dev/null
    tail -c +$(($(number "$raw" 96) + 1)) "$raw" | head -c "$(number "$raw" 100)" >"$weights"
    tail -c +$(($(number "$blob" 96) + 1)) "$blob" | head -c "$(number "$blob" 100)" >"$stream"
    xz -9e -k -f -T1 --format=xz "$weights"
    zstd -q -19 -f "$weights" -o "$weights.zst"
    brotli -q 11 -w 24 -f "$weights" -o "$weights.br"
    "$decode" "$blob" | cmp - "$weights"
    rm -f "$out"/times-*
    round=0
    while [ $round -lt "$rounds" ]; do
        "$out/cpu_time" "$calls" "$decode" "$blob" >>"$out/times-packed"
        "$out/cpu_time" "$calls" xz -dc -T1 "$weights.xz" >>"$out/times-xz"
        "$out/cpu_time" "$calls" zstd -q -dc "$weights.zst" >>"$out/times-zstd"
        "$out/cpu_time" "$calls" brotli -dc "$weights.br" >>"$out/times-brotli"
        round=$((round + 1))
    done
    echo "$name: $(size "$weights") weights; size, decoding of all of them, times packed weights"
    row "$weights" "$stream" packed "$out/times-packed"
    row "$weights" "$weights.xz" "xz-9e" "$out/times-xz"
    row "$weights" "$weights.zst" "zstd-19" "$out/times-zstd"
    row "$weights" "$weights.br" "brotli-11" "$out/times-brotli"
}

for pair in "$@"; do
    compare "$pair"
done
