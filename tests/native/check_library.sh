#!/bin/sh
# Usage: check_library.sh LIBRARY OBJDUMP
# The desktop library needs nothing that the oldest systems it is for do not have, and exports its own functions only.
set -eu
library=$1
objdump=$2
newest=2.34 # of glibc: Debian 12, Ubuntu 22.04, RHEL 9
status=0

facts=$("$objdump" -p "$library")
for needed in $(echo "$facts" | awk '$1 == "NEEDED" { print $2 } /DLL Name:/ { print $3 }'); do
    case $needed in
    libc.so.6 | ld-linux-x86-64.so.2 | ld-linux-aarch64.so.1 | KERNEL32.dll | msvcrt.dll) ;;
    *)
        echo "needs $needed"
        status=1
        ;;
    esac
done

version=$(echo "$facts" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -V | tail -1)
if [ -n "$version" ]; then
    echo "glibc $version"
    [ "$(printf '%s\n' "$version" "$newest" | sort -V | tail -1)" = "$newest" ] || {
        echo "newer than glibc $newest"
        status=1
    }
fi

exports=$(echo "$facts" | sed -n '/\[Ordinal\/Name Pointer\] Table/,/^$/s/.*\] *\([A-Za-z_]\)/\1/p' | tail -n +2)
[ -n "$exports" ] || exports=$("$objdump" -T "$library" | awk '/ g / && !/\*UND\*/ { print $NF }')
echo "$exports" | grep -q '^sqnet_host_open$' || {
    echo "sqnet_host_open is not exported"
    status=1
}
if echo "$exports" | grep -v '^sqnet_host_'; then
    echo "exported, and not of the interface"
    status=1
fi
exit $status
