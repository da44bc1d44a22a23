#!/bin/sh
# The main job: pack the card model, run the camera node on its sample frames against a real broker, and show what an
# independent subscriber received beside the true labels. Everything started here is stopped here.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cards=$root/models/cards
work=$(mktemp -d)
pids=

stop() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

free_port() {
    port=$((20000 + $$ % 20000))
    while grep -qi ":$(printf %04X "$port") " /proc/net/tcp; do
        port=$((port + 1))
    done
    echo "$port"
}

await() {
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "error: gave up waiting for: $*" >&2; exit 1; }
        sleep 0.1
    done
}

echo "1. Quantize and pack models/cards/cards.onnx"
mkdir -p "$root/artifacts"
blob=$root/artifacts/cards.sqnt
"$root/sqnet" build "$cards/cards.onnx" -o "$blob" --calibration "$cards/calibration" --labels "$cards/labels.txt"
"$root/sqnet" verify "$blob"

echo
echo "2. Start mosquitto and an independent subscriber"
port=$(free_port)
printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$port" >"$work/mosquitto.conf"
PATH=$PATH:/usr/sbin mosquitto -c "$work/mosquitto.conf" >"$work/mosquitto.log" 2>&1 &
pids=$!
await mosquitto_pub -h 127.0.0.1 -p "$port" -t probe -m up
mosquitto_sub -h 127.0.0.1 -p "$port" -q 1 -v -t 'sqnet/demo/#' >"$work/received" &
pids="$pids $!"
# The subscriber is there when it receives a retained probe.
mosquitto_pub -h 127.0.0.1 -p "$port" -r -t sqnet/demo/probe -m up
await grep -q probe "$work/received"
echo "   mosquitto on 127.0.0.1:$port, mosquitto_sub on sqnet/demo/#"

echo
echo "3. Run the camera node on the sample frames"
"$root/sqnet" simulate --blob "$blob" --frames "$cards/samples" --broker-host 127.0.0.1 --broker-port "$port" \
    --client-id demo >"$work/node.log"
tail -n 1 "$work/node.log"
await grep -q offline "$work/received"

echo
echo "4. What the subscriber received"
awk -f "$root/host-tools/demo.awk" "$work/received"
