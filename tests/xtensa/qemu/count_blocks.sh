#!/bin/sh
# Instructions that a program of guest.h executes between counted_begin and counted_end: count_blocks.sh PROGRAM BLOB
# As count.sh, but by blocks of straight code, which is quick enough for 10^8 of them; a division has no price of its
# own.
set -eu
address() {
    xtensa-lx106-elf-nm "$1" | awk -v name="$2" '$3 == name { print $1 }'
}
blocks=$(mktemp)
trap 'rm -f "$blocks"' EXIT
# The first run lists the instructions of every block, the second follows the blocks.
qemu-xtensa -cpu lx106 -d in_asm -D /dev/stderr "$1" <"$2" 2>&1 >/dev/null | awk '
    /^IN:/ { first = "" }
    /^0x/ {
        if (first == "") {
            split($1, place, ":")
            first = substr("00000000" substr(place[1], 3), length(place[1]) - 1)
        }
        count[first]++
    }
    END { for (first in count) print first, count[first] }' >"$blocks"
qemu-xtensa -cpu lx106 -d exec,nochain -D /dev/stderr "$1" <"$2" 2>&1 >/dev/null |
    awk -F/ -v begin="$(address "$1" counted_begin)" -v end="$(address "$1" counted_end)" -v blocks="$blocks" '
        BEGIN {
            while ((getline line <blocks) > 0) {
                split(line, field, " ")
                count["x" field[1]] = field[2]
            }
        }
        $2 == end { exit }
        on {
            if (!(("x" $2) in count)) {
                print "unknown block " $2 >"/dev/stderr"
                failed = 1
                exit
            }
            total += count["x" $2]
        }
        $2 == begin { on = 1 }
        END {
            if (failed || !total)
                exit 1
            print total
        }'
