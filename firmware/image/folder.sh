# shellcheck shell=bash disable=SC2154
# The folder of one firmware: what goes onto a board, with its places and checksums. Sourced by image.sh
# behind checks.sh; name and options are read there.

# An entry of CMakeCache.txt: FILE NAME.
cached() {
    sed -n "s/^$2:[A-Z]*=//p" "$1"
}

sha256() {
    sha256sum "$1" | cut -d ' ' -f 1
}

collect() {
    [ -n "$output" ] || fail "collect needs --output DIR."
    local clr=$build/nanoCLR.bin table=$build/partitions_$flash.bin cache=$build/CMakeCache.txt
    local bootloader=$build/bootloader/bootloader.bin file
    for file in "$clr" "$table" "$cache" "$bootloader"; do
        need_file "$file" "give the folder of a finished build with --build"
    done

    check_settings "$sdkconfig"
    build_type=$(cached "$cache" CMAKE_BUILD_TYPE)
    [ "$build_type" = MinSizeRel ] || fail "the build is '$build_type', not MinSizeRel: configure it anew."
    in_iram=$(cached "$cache" SQNET_KERNELS_IN_IRAM)
    check_sources
    check_size "$clr"
    check_header "$bootloader"
    check_header "$clr"
    check_table "$table"
    read_assembly
    check_assembly "$clr"
    lay_down "$bootloader" "$table" "$clr"
}

check_sources() {
    local source
    [ ${#sources[@]} -gt 0 ] || fail "collect needs --source NAME=COMMIT for each of the sources."
    for source in "${sources[@]}"; do
        [[ $source =~ ^[A-Za-z0-9_.-]+=[0-9a-f]{40}$ ]] || fail "'$source' is not NAME=COMMIT with 40 hex digits."
    done
}

# All files, then the name: a folder that is there is whole.
lay_down() {
    local target=$output/$name
    [ ! -e "$target" ] || fail "'$target' is there already: remove it or take another --output."
    mkdir -p "$output"
    local part
    part=$(mktemp -d "$output/.$name.XXXXXX")
    cp "$1" "$part/bootloader.bin"
    cp "$2" "$part/partition-table.bin"
    cp "$3" "$part/nanoCLR.bin"
    (cd "$part" && write_manifest >manifest.json && sha256sum -- *.bin manifest.json >SHA256SUMS)
    chmod 755 "$part"
    mv "$part" "$target"
    echo "wrote $target"
}

# ROLE PATH OFFSET, and what follows the entry.
manifest_file() {
    printf '    { "role": "%s", "path": "%s", "offset": %d, "bytes": %d, "sha256": "%s" }%s\n' \
        "$1" "$2" "$3" "$(bytes_of "$2")" "$(sha256 "$2")" "${4:-}"
}

manifest_sources() {
    local i last=$((${#sources[@]} - 1)) comma=,
    for i in "${!sources[@]}"; do
        [ "$i" -lt "$last" ] || comma=
        printf '    "%s": "%s"%s\n' "${sources[i]%%=*}" "${sources[i]#*=}" "$comma"
    done
}

write_manifest() {
    local product reserved megabytes=${flash%mb} iram=false clr_at
    product=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
    reserved=$(sed -n 's/^CONFIG_ESP32_RESERVE_SPIRAM_IDF_ALLOCATION_BYTES=//p' "$here/kconfig.$variant")
    [ "$in_iram" != ON ] || iram=true
    read -r clr_at _ < <(partition factory)
    cat <<JSON
{
  "format": 1,
  "name": "$name",
  "version": "$product",
  "variant": "$variant",
  "chip": "esp32s3",
  "flashBytes": $((megabytes << 20)),
  "flashMode": "qio",
  "flashFrequency": "80m",
  "psramMhz": 80,
  "psramReservedBytes": $reserved,
  "buildType": "$build_type",
  "nativeAssembly": "$assembly",
  "nativeVersion": "$version",
  "nativeChecksum": "$checksum",
  "kernelsInIram": $iram,
  "sources": {
$(manifest_sources)
  },
  "files": [
$(manifest_file bootloader bootloader.bin 0 ,)
$(manifest_file partitionTable partition-table.bin 32768 ,)
$(manifest_file clr nanoCLR.bin "$clr_at")
  ]
}
JSON
}
