#!/bin/sh
# Decoding packed weights on an Xtensa: check_decode.sh HOST_SCORES PROGRAM DIRECTORY STATE_OBJECT OBJECT ...
# Code and tables of each object (decode.c in some optimization) are at most 2048 bytes, the state at most 8192. Pairs
# of a raw and a packed blob in SQNET_TEST_PACKED (RAW:PACKED:RAW:PACKED...) give the same weights and params, and
# random networks with packed params those that they were made of.
set -eu
host=$1
program=$2
directory=$3
state=$4
shift 4
status=0

limit() {
    echo "$1: $2 bytes, at most $3"
    [ "$2" -le "$3" ] || status=1
}

for object in "$@"; do
    bytes=$(xtensa-lx106-elf-size "$object" | awk 'NR == 2 { print $1 + $2 + $3 }')
    limit "code and tables of $(basename "$object" .o)" "$bytes" 2048
done
limit "state" $((0x$(xtensa-lx106-elf-nm -S "$state" | awk '$4 == "decoder_state" { print $2 }'))) 8192

mkdir -p "$directory"
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
    blob=$directory/params-$seed.sqnt
    "$host" --packed-params $seed "$blob" >"$directory/host.txt"
    qemu-xtensa -cpu lx106 "$program" <"$blob" >"$directory/guest.txt"
    if cmp "$directory/host.txt" "$directory/guest.txt"; then
        echo "equal weights and params: $blob"
    else
        status=1
    fi
done

blobs=${SQNET_TEST_PACKED-}
while [ -n "$blobs" ]; do
    raw=${blobs%%:*}
    blobs=${blobs#*:}
    packed=${blobs%%:*}
    case $blobs in *:*) blobs=${blobs#*:} ;; *) blobs= ;; esac
    expected=$(qemu-xtensa -cpu lx106 "$program" <"$raw")
    if [ "$(qemu-xtensa -cpu lx106 "$program" <"$packed")" = "$expected" ]; then
        echo "equal weights and params: $packed"
    else
        echo "other weights or params than $raw: $packed"
        status=1
    fi
done
exit $status
