#!/usr/bin/env bash
# One firmware as a folder: prints its settings, checks what a build of nanoCLR made, and lays down what a board needs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=checks.sh
source "$here/checks.sh"
# shellcheck source=folder.sh
source "$here/folder.sh"

usage() {
    cat <<'HELP'
Usage: image.sh COMMAND NAME [OPTION...]

NAME is a variant and a size of flash: octal-8mb, octal-16mb, quad-8mb or quad-16mb. `octal` is for boards with octal
PSRAM (N8R8, N16R8), `quad` for those with quad PSRAM or none.

Commands:
  settings NAME        print the lines for ESP-IDF's sdkconfig
  kconfig NAME         print the lines for nanoFramework's user-kconfig.conf
  fresh DIR            fail if an sdkconfig of an earlier build lies in DIR: it would win over all lines
  check NAME           fail unless each line holds in the sdkconfig that the build made
      --sdkconfig FILE
  collect NAME         check a build and lay bootloader, partition table, nanoCLR and manifest.json into DIR/NAME
      --sdkconfig FILE     what the build made
      --build DIR          holds nanoCLR.bin, CMakeCache.txt, bootloader/bootloader.bin and partitions_SIZE.bin
      --source NAME=COMMIT what it was built from, for the manifest; once for each source
      --output DIR

Examples:
  image.sh settings octal-8mb >> sdkconfig.squeezenet
  image.sh fresh nf-interpreter
  image.sh check octal-8mb --sdkconfig nf-interpreter/sdkconfig
  image.sh collect octal-8mb --sdkconfig nf-interpreter/sdkconfig --build nf-interpreter/build \
      --source nf-interpreter=a3e8139a1ba778e33ca81b023099765eada6c456 --output artifacts/firmware
HELP
}

# Says why, and what helps.
fail() {
    printf 'image.sh: %s\n' "$*" >&2
    exit 1
}

# The names of firmwares; the variant stands before the dash, the size of the flash behind it.
set_name() {
    case ${1:-} in
        octal-8mb | octal-16mb | quad-8mb | quad-16mb) ;;
        '') fail "a name is missing: octal-8mb, octal-16mb, quad-8mb or quad-16mb." ;;
        *) fail "there is no firmware '$1': take octal-8mb, octal-16mb, quad-8mb or quad-16mb." ;;
    esac
    name=$1
    variant=${name%%-*}
    flash=${name##*-}
}

read_options() {
    sdkconfig='' build='' output='' sources=()
    while [ $# -gt 0 ]; do
        [ $# -gt 1 ] || fail "$1 needs a value, see image.sh --help."
        case $1 in
            --sdkconfig) sdkconfig=$2 ;;
            --build) build=$2 ;;
            --output) output=$2 ;;
            --source) sources+=("$2") ;;
            *) fail "unknown option $1, see image.sh --help." ;;
        esac
        shift 2
    done
}

main() {
    local command=${1:---help}
    case $command in
        -h | --help) usage ;;
        settings) set_name "${2:-}" && print_settings ;;
        kconfig) set_name "${2:-}" && cat "$here/kconfig.$variant" ;;
        fresh) check_fresh "${2:-}" ;;
        check)
            set_name "${2:-}"
            read_options "${@:3}"
            check_settings "$sdkconfig"
            ;;
        collect)
            set_name "${2:-}"
            read_options "${@:3}"
            collect
            ;;
        *) fail "unknown command '$command', see image.sh --help." ;;
    esac
}

main "$@"
