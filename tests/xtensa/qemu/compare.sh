#!/bin/sh
# The C core on Xtensa under qemu against the host: compare.sh HOST_SCORES CORE_RUN DIRECTORY
# Random networks, and the blobs of SQNET_TEST_BLOBS (separated by colons).
set -eu
host=$1
guest=$2
directory=$3

check() {
    "$host" "$1" >"$directory/host.txt"
    qemu-xtensa -cpu lx106 "$guest" <"$1" >"$directory/guest.txt"
    cmp "$directory/host.txt" "$directory/guest.txt"
    echo "$(wc -l <"$directory/host.txt") equal scores: $1"
}

mkdir -p "$directory"
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
    "$host" --network $seed "$directory/network-$seed.sqnt"
    check "$directory/network-$seed.sqnt"
done
echo "${SQNET_TEST_BLOBS-}" | tr ':' '\n' | while read -r blob; do
    [ -z "$blob" ] || check "$blob"
done
