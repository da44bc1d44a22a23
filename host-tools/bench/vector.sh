#!/bin/sh
# The vector engine against the native engine's AVX2 kernels and against the reference: turn by turn, one thread each,
# medians. Fails if it takes more than 4 times as long as those. "without AVX2" is the run-time with
# DOTNET_EnableAVX2=0, so that vectors have 128 bits.
# Usage: vector.sh SQNET NAME=BLOB...
set -eu
sqnet=$1
shift
runs=${RUNS:-101}
most=4
slow=

# Prints the median of the vector engine, that of the other one, and the ratio.
measure() {
    dotnet "$sqnet" bench "$@" --backend vector --json | tr -d ' \n' |
        sed 's/.*"against":{"median_ms":\([0-9.]*\).*/\1 &/; s/ {"median_ms":\([0-9.]*\).*"ratio":\([0-9.]*\).*/ \1 \2/'
}

row() {
    [ "$2" != "native AVX2" ] || awk -v ratio="$5" -v most="$most" 'BEGIN { exit ratio > most }' ||
        slow="$slow [$1: $5]"
    printf '| %s | %s | %s ms | %s ms | %s |\n' "$1" "$2" "$4" "$3" "$5"
}

echo "| model | against | vector engine | the other | ratio |"
echo "|---|---|---|---|---|"
for pair in "$@"; do
    name=${pair%%=*}
    blob=${pair#*=}
    # shellcheck disable=SC2046
    row "$name" "native AVX2" $(measure "$blob" --against c/avx2 --runs "$runs")
    # shellcheck disable=SC2046
    row "$name, without AVX2" "native AVX2" \
        $(DOTNET_EnableAVX2=0 measure "$blob" --against c/avx2 --runs "$runs")
    # shellcheck disable=SC2046
    row "$name" "reference" $(measure "$blob" --against csharp --runs 5)
done
[ -z "$slow" ] || {
    echo "error: the vector engine takes more than $most times as long as native AVX2:$slow" >&2
    exit 1
}
