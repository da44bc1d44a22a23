#!/bin/sh
# make bench: packed weights against general compressors; the vector engine against the native one and the reference;
# then one image on one thread, this engine against ONNX Runtime int8, in alternating rounds.
# Usage: bench.sh [BLOB]; SQNET_SHARED is the folder of published models, ROUNDS their number (5).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
shared=${SQNET_SHARED:-$root/../shared}
out=$root/artifacts/bench
rounds=${ROUNDS:-5}
mkdir -p "$out"

dotnet build "$root/host-tools/sqnet" -c Release -v q -nologo -clp:ErrorsOnly >"$out/build.log" 2>&1 || {
    cat "$out/build.log" >&2
    exit 1
}
sqnet=$root/host-tools/sqnet/bin/Release/net10.0/sqnet.dll

# The card model always, the genuine ones where they are; a blob is built once.
raw_blob() {
    name=$1
    shift
    [ -f "$out/$name.sqnt" ] || dotnet "$sqnet" build "$@" -o "$out/$name.sqnt" >"$out/$name.log"
}
cards=$root/models/cards
raw_blob cards "$cards/cards.onnx" --calibration "$cards/calibration" --labels "$cards/labels.txt"
blob=${1:-}
set -- "cards=$out/cards.sqnt"
if [ -d "$shared/models" ]; then
    for model in v10:squeezenet_v1.0_deep_compression.net v11:squeezenet1_1_torchvision_opset13.onnx; do
        raw_blob "${model%%:*}" "$shared/models/${model#*:}" --calibration "$shared/images/calibration" \
            --labels "$shared/models/imagenet_classes.tsv"
        set -- "$@" "${model%%:*}=$out/${model%%:*}.sqnt"
    done
else
    echo "packed weights of the genuine networks are left out: no $shared/models (set SQNET_SHARED)"
fi
"$root/host-tools/bench/packing.sh" "$sqnet" "$out" "$@" | tee "$out/packing.txt"
# Not into tee, which would hide that it failed.
"$root/host-tools/bench/vector.sh" "$sqnet" "$@" >"$out/vector.txt" || {
    cat "$out/vector.txt"
    exit 1
}
cat "$out/vector.txt"

if [ -z "$blob" ]; then
    blob=$out/squeezenet1_1.sqnt
    model=$shared/models/squeezenet1_1_torchvision_opset13.onnx
    images=$shared/images
    [ -f "$model" ] || {
        echo "error: no $model; set SQNET_SHARED, or name a blob: host-tools/bench.sh BLOB" >&2
        exit 2
    }
    # The weights' values do not matter here, so neither does a thorough calibration.
    [ -f "$blob" ] || dotnet "$sqnet" build "$model" -o "$blob" --calibration "$images" >"$out/blob.log"
fi

if ! command -v node >/dev/null; then
    echo "the race is skipped: node is missing (apt-get install nodejs npm); this engine alone:"
    for isa in portable avx2 vnni; do
        dotnet "$sqnet" bench "$blob" --isa "$isa" || true
    done
    exit 0
fi

peer=$shared/peers/squeezenet1_1_int8_qlinear.onnx
if [ ! -f "$peer" ]; then
    echo "ONNX Runtime is left out: no $peer (set SQNET_SHARED)"
    peer=
elif ! [ -d "$out/node_modules/onnxruntime-node" ]; then
    if ! command -v npm >/dev/null \
        || ! (cd "$out" && npm install --prefix . onnxruntime-node --ignore-scripts >npm.log 2>&1); then
        echo "ONNX Runtime is left out: npm is missing or could not install onnxruntime-node (see $out/npm.log)"
        peer=
    fi
fi
evaluation=$shared/images/evaluation
[ -d "$evaluation" ] || evaluation=
NODE_PATH=$out/node_modules node "$root/host-tools/bench/race.js" "$rounds" "$blob" "$sqnet" "$out/results.json" \
    "$evaluation" ${peer:+"$peer"}
echo "written: artifacts/bench/results.json"
