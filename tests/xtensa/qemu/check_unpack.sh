#!/bin/sh
# Decoding packed weights on an Xtensa: check_unpack.sh PROGRAM STATE_OBJECT OBJECT ...
# Code and tables of each object (unpack.c in some optimization) are at most 2048 bytes, the state at most 8192. Pairs of a
# raw and a packed blob in SQNET_TEST_PACKED (RAW:PACKED:RAW:PACKED...) give the same weights.
set -eu
program=$1
state=$2
shift 2
status=0

limit() {
    echo "$1: $2 bytes, at most $3"
    [ "$2" -le "$3" ] || status=1
}

for object in "$@"; do
    limit "code and tables of $(basename "$object" .o)" "$(xtensa-lx106-elf-size "$object" | awk 'NR == 2 { print $1 + $2 + $3 }')" 2048
done
limit "state" $((0x$(xtensa-lx106-elf-nm -S "$state" | awk '$4 == "unpacker_state" { print $2 }'))) 8192

blobs=${SQNET_TEST_PACKED-}
while [ -n "$blobs" ]; do
    raw=${blobs%%:*}
    blobs=${blobs#*:}
    packed=${blobs%%:*}
    case $blobs in *:*) blobs=${blobs#*:} ;; *) blobs= ;; esac
    expected=$(qemu-xtensa -cpu lx106 "$program" <"$raw")
    if [ "$(qemu-xtensa -cpu lx106 "$program" <"$packed")" = "$expected" ]; then
        echo "equal weights: $packed"
    else
        echo "other weights than $raw: $packed"
        status=1
    fi
done
exit $status
