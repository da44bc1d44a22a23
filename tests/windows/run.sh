#!/bin/bash
# sqnet as a program for Windows, under wine: does it find its native library, and give the scores of Linux?
# usage: tests/windows/run.sh   (after make natives, and with artifacts/cards.sqnt; make test-windows does both)
# Not `sqnet build`: in wine 8.0 the CLR ends itself when a dynamic method is finalized, with or without the library.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
program=artifacts/windows/program
blob=artifacts/cards.sqnt
image=models/cards/samples/18_heart_0.jpg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export WINEPREFIX=$PWD/artifacts/windows/prefix WINEDEBUG=-all DOTNET_CLI_TELEMETRY_OPTOUT=1
passed=0
failed=0

check() {
    if [ -n "$2" ] && [ "$2" = "$3" ]; then
        passed=$((passed + 1))
        echo "ok       $1"
    else
        failed=$((failed + 1))
        printf 'FAILED   %s\n--- expected\n%s\n--- seen\n%s\n' "$1" "$2" "$3"
    fi
}

# Debian has wine64 beside the path.
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
on_windows() {
    timeout 300 "$wine" "$program/sqnet.exe" "$@" 2>"$work/errors" | tr -d '\r'
}

on_linux() {
    ./sqnet "$@" 2>/dev/null
}

scores() {
    grep -E '"(index|raw|label)"'
}

dotnet publish host-tools/sqnet -r win-x64 --self-contained --artifacts-path artifacts/windows/build -o "$program" \
    -v q -nologo || exit 1
mkdir -p "$program/runtimes/win-x64/native" "$WINEPREFIX"
cp artifacts/runtimes/win-x64/native/libsqnet.dll "$program/runtimes/win-x64/native/"

on_windows --version >/dev/null
check "verify runs all engines, the native one among them" "$(on_linux verify "$blob")" "$(on_windows verify "$blob")"
check "the scores of 'c' are those of Linux" \
    "$(on_linux run "$blob" "$image" --json --backend c | scores)" \
    "$(on_windows run "$blob" "$image" --json --backend c | scores)"
check "so are those of 'vector'" \
    "$(on_linux run "$blob" "$image" --json --backend vector | scores)" \
    "$(on_windows run "$blob" "$image" --json --backend vector | scores)"
rm "$program/runtimes/win-x64/native/libsqnet.dll"
on_windows run "$blob" "$image" --backend c >/dev/null
check "without the library 'c' is refused" 4 $?
check "and auto takes the vector engine" \
    "$(on_linux run "$blob" "$image" --json --backend vector | scores)" \
    "$(on_windows run "$blob" "$image" --json | scores)"
[ "$failed" -eq 0 ] || cat "$work/errors"
echo "windows: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
