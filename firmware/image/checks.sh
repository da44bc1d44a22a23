# shellcheck shell=bash disable=SC2154
# What must hold before a firmware goes onto a board. Sourced by image.sh, which sets here, name, variant and flash.

root=$(cd "$here/../.." && pwd)

print_settings() {
    cat "$here/sdkconfig.common" "$here/sdkconfig.$variant" "$here/sdkconfig.$flash"
}

need_file() {
    [ -f "$1" ] || fail "there is no '$1': $2."
}

check_fresh() {
    [ -d "$1" ] || fail "there is no folder '$1'."
    [ ! -e "$1/sdkconfig" ] || fail "'$1/sdkconfig' is of an earlier build and would win over our lines: delete it."
}

# Names each line that does not hold; an option that the file lacks is off.
check_settings() {
    need_file "$1" "give the sdkconfig of a build with --sdkconfig"
    local -A lines=() options=()
    local line missing=0
    while IFS= read -r line; do
        [[ $line == *CONFIG_* ]] || continue
        lines[$line]=1
        [[ $line != CONFIG_*=* ]] || options[${line%%=*}]=1
    done <"$1"
    while IFS= read -r line; do
        [[ $line =~ ^(# )?(CONFIG_[A-Z0-9_]+)(=| is not set) ]] || continue
        [ -z "${lines[$line]:-}" ] || continue
        [[ $line == CONFIG_* || -n ${options[${BASH_REMATCH[2]}]:-} ]] || continue
        printf 'image.sh: %s: does not hold: %s\n' "$1" "$line" >&2
        missing=$((missing + 1))
    done < <(print_settings)
    [ "$missing" -eq 0 ] || fail "$missing lines of $name do not hold: configure again, without an old sdkconfig."
}

# A partition's row in the table for this flash, as "offset size".
partition() {
    local table=$root/firmware/partitions/esp32s3_$flash.csv row
    row=$(grep -E "^$1," "$table") || fail "'$table' has no partition '$1'."
    echo "$row" | awk -F, '{ print $4, $5 }'
}

bytes_of() {
    wc -c <"$1" | tr -d ' '
}

# nanoCLR against its partition; says what is left.
check_size() {
    local size room
    size=$(bytes_of "$1")
    read -r _ room < <(partition factory)
    room=$((room))
    [ "$size" -le "$room" ] || fail "'$1' has $size bytes, its partition $room: build with CMAKE_BUILD_TYPE=MinSizeRel."
    echo "nanoCLR takes $size of $room bytes, $(((room - size) * 100 / room)) % are left"
}

# Bytes of a file in hexadecimal: FILE OFFSET COUNT.
hex() {
    od -An -v -tx1 -j "$2" -N "$3" "$1" | tr -d ' \n'
}

# A number as COUNT bytes in hexadecimal, lowest byte first, in `bytes`.
little_endian() {
    local value=$(($1)) byte i
    bytes=''
    for ((i = 0; i < $2; i++)); do
        printf -v byte '%02x' $((value >> (8 * i) & 255))
        bytes+=$byte
    done
}

# The header of an image for the chip: magic, clock and size of the flash, chip. The mode in it is DIO by design: the
# second bootloader turns on QIO.
check_header() {
    local header size
    header=$(hex "$1" 0 14)
    case $flash in 8mb) size=3 ;; 16mb) size=4 ;; esac
    [ "${header:0:2}" = e9 ] || fail "'$1' is no image for an ESP32-S3: build it again."
    [ "${header:24:4}" = 0900 ] || fail "'$1' is for another chip: build for ESP32_S3."
    [ "${header:6:2}" = "${size}f" ] || fail "'$1' is for another flash than $flash at 80 MHz: check its sdkconfig."
}

# Each partition of our table is in the binary one, where it belongs.
check_table() {
    local binary entry partition offset size
    binary=$(hex "$1" 0 3072)
    while IFS=, read -r partition _ _ offset size; do
        little_endian "$offset" 4
        entry=$bytes
        little_endian "$size" 4
        entry+=$bytes$(printf '%s' "$partition" | od -An -v -tx1 | tr -d ' \n')00
        [[ $binary == *"$entry"* ]] ||
            fail "'$1' lacks '$partition' at $((offset)): make it from firmware/partitions/esp32s3_$flash.csv."
    done < <(grep -v '^#' "$root/firmware/partitions/esp32s3_$flash.csv" | tr -d ' ')
}

# The native assembly: its name, checksum and four numbers of its version, from the table in the sources.
read_assembly() {
    local text
    text=$(grep -A5 'NativeAssemblyData' "$root/nanoframework-native/interop/sqnet_native.cpp")
    assembly=$(grep -oE '"[^"]+"' <<<"$text" | tr -d '"')
    checksum=$(grep -oE '0x[0-9A-F]{8}' <<<"$text")
    version=$(grep -E '^ *\{ .* \}$' <<<"$text" | tr -d '{} ' | tr ',' '.')
}

# The CLR's record: checksum, an address, the version. Without it the firmware would refuse our library.
check_assembly() {
    local number record
    little_endian "$checksum" 4
    record=$bytes'[0-9a-f]{8}'
    for number in ${version//./ }; do
        little_endian "$number" 2
        record+=$bytes
    done
    hex "$1" 0 "$(bytes_of "$1")" | grep -qE "^([0-9a-f]{2})*$record" ||
        fail "'$1' lacks $assembly $version with checksum $checksum: build it from these sources."
}
