#!/bin/sh
# The kernels for internal RAM: the same bytes as those for flash, all in the section that ESP-IDF puts there.
# check_iram.sh OUTPUT FLASH_OBJECTS IRAM_OBJECTS
set -eu
output=$1 flash=$2 iram=$3
mkdir -p "$output"
total=0
for kernel in add conv head pool rows; do
    xtensa-lx106-elf-objcopy -O binary -j .text "$flash/$kernel.o" "$output/$kernel.flash"
    xtensa-lx106-elf-objcopy -O binary -j .iram1.sqnet "$iram/$kernel.o" "$output/$kernel.iram"
    cmp "$output/$kernel.flash" "$output/$kernel.iram"
    size=$(wc -c <"$output/$kernel.iram")
    [ "$size" -gt 0 ]
    left=$(xtensa-lx106-elf-size -A "$iram/$kernel.o" | awk '$1 == ".text" { print $2 }')
    [ "$left" -eq 0 ] || { echo "$kernel.S leaves $left bytes in flash"; exit 1; }
    total=$((total + size))
done
echo "the kernels take $total bytes"
[ "$total" -le 7200 ] || { echo "docs/esp32s3.md says 7,194"; exit 1; }
