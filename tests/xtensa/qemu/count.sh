#!/bin/sh
# Instructions that a program of core_run.c executes between counted_begin and counted_end: count.sh PROGRAM BLOB
# A division, which the LX106 has no instruction for, counts as 9 (13 cycles at 1.5 an instruction: what a divider of
# the Xtensa LX7 needs at most).
set -eu
address() {
    xtensa-lx106-elf-nm "$1" | awk -v name="$2" '$3 == name { print $1 }'
}
begin=$(address "$1" counted_begin)
end=$(address "$1" counted_end)
# First and last instruction addresses of the division functions; the ones of the program sort as text.
divisions=$(xtensa-lx106-elf-nm -S "$1" | awk '$4 ~ /^(__udivsi3|__umodsi3|__divsi3|divide)$/ { print $1 "+" $2 }')
ranges=
for range in $divisions; do
    ranges="$ranges ${range%+*}-$(printf '%08x' $((0x${range%+*} + 0x${range#*+})))"
done
qemu-xtensa -cpu lx106 -singlestep -d exec,nochain -D /dev/stderr "$1" <"$2" 2>&1 >/dev/null |
    awk -F/ -v begin="$begin" -v end="$end" -v ranges="$ranges" '
        function dividing(pc, i) {
            for (i = 1; i <= n; i++)
                if (pc >= from[i] && pc < to[i])
                    return 1
            return 0
        }
        BEGIN {
            n = split(ranges, range, " ")
            for (i = 1; i <= n; i++) {
                split(range[i], ends, "-")
                from[i] = "x" ends[1]
                to[i] = "x" ends[2]
            }
        }
        $2 == end { exit }
        on {
            if (!dividing("x" $2)) {
                count++
                inside = 0
            } else if (!inside) {
                count += 9
                inside = 1
            }
        }
        $2 == begin { on = 1 }
        END { print count }'
