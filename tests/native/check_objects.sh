#!/bin/sh
# Usage: check_objects.sh LIBRARY OBJECT_DIRECTORY NM
# Every function's frame is bounded and below 1 KB, and the library needs nothing but three functions of libc.
set -eu
library=$1
objects=$2
nm=$3
limit=1024

find "$objects" -name '*.su' | grep -q . || {
    echo "no stack usage files below $objects"
    exit 1
}
find "$objects" -name '*.su' -exec cat {} + | awk -F '\t' -v limit="$limit" '
    { if ($2 + 0 > most) { most = $2 + 0; where = $1 } }
    $3 !~ /^(static|dynamic,bounded)$/ || $2 + 0 >= limit { print "frame: " $0; bad = 1 }
    END { print NR " functions, largest frame " most " bytes: " where; exit bad }'

defined=$("$nm" --defined-only -g "$library" | awk 'NF == 3 { print $3 }' | sort -u)
undefined=$("$nm" -u "$library" | awk '$1 == "U" { print $2 }' | sort -u)
status=0
for symbol in $undefined; do
    case $symbol in
    memcpy | memset | memmove | _GLOBAL_OFFSET_TABLE_) continue ;;
    esac
    echo "$defined" | grep -qx "$symbol" || {
        echo "undefined: $symbol"
        status=1
    }
done

# No global state: nothing writable in any object.
writable=$("$nm" "$library" | awk '$2 ~ /^[DdBbCc]$/ { print $3 }')
if [ -n "$writable" ]; then
    echo "writable data: $writable"
    status=1
fi
exit $status
