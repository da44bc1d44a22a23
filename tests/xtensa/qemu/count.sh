#!/bin/sh
# Instructions that a program of core_run.c executes between counted_begin and counted_end: count.sh PROGRAM BLOB
set -eu
address() {
    xtensa-lx106-elf-nm "$1" | awk -v name="$2" '$3 == name { print $1 }'
}
begin=$(address "$1" counted_begin)
end=$(address "$1" counted_end)
qemu-xtensa -cpu lx106 -singlestep -d exec,nochain -D /dev/stderr "$1" <"$2" 2>&1 >/dev/null |
    awk -F/ -v begin="$begin" -v end="$end" '
        $2 == end { exit }
        on { count++ }
        $2 == begin { on = 1 }
        END { print count }'
