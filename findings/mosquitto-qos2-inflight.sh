#!/usr/bin/env bash
# mosquitto 2.0.11 (Debian 12), MQTT 3.1.1, QoS 2: messages beyond the twentieth in flight are confirmed and lost.
#
# Behaviour: a client publishes 60 messages with QoS 2, one behind the other, and then answers each PUBREC with PUBREL.
#   Each of the 60 gets its PUBREC and its PUBCOMP. A subscriber with QoS 2 that is connected all the time receives the
#   first 20. With 20 in flight at a time all 60 arrive; with QoS 1 all 60 arrive.
# Expected: PUBCOMP says that the broker has taken the message (MQTT 3.1.1 section 4.3.3); 3.1.1 has no Receive Maximum
#   by which a client could know of a limit. A broker that takes no more can leave them unread, or end the connection.
# Why it matters: "exactly once" becomes "not at all" without a trace on either side, and a node that empties its queue
#   after an outage does just this. The product has at most 16 classifications in flight
#   (firmware/CameraNode/Messages/OfflineQueue.cs).
set -eu
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq "mosquitto=2.0.11*" "mosquitto-clients=2.0.11*" "libmosquitto1=2.0.11*" libcjson1 libdlt2 \
    libev4 libwebsockets17 libuv1 libcap2 >/dev/null 2>&1
for package in *.deb; do
    dpkg -x "$package" .
done
PATH=$work/usr/sbin:$work/usr/bin:$PATH
LD_LIBRARY_PATH=$(dirname "$(find "$work" -name 'libmosquitto.so.1')")
export LD_LIBRARY_PATH
port=$((20000 + RANDOM % 20000))
printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$port" >broker.conf
mosquitto -c broker.conf >broker.log 2>&1 &
server=$!
cat >publish.py <<'P'
import socket, struct, sys

port, qos, window, count = map(int, sys.argv[1:])

def text(value):
    return struct.pack('>H', len(value)) + value.encode()

def packet(kind, body):
    return bytes([kind, len(body)]) + body

peer = socket.create_connection(('127.0.0.1', port))
peer.settimeout(5)
stream = peer.makefile('rb')
peer.sendall(packet(0x10, text('MQTT') + bytes([4, 2, 0, 60]) + text('sender')))
assert stream.read(4) == b'\x20\x02\x00\x00'
received, completed = 0, 0

def answer():
    kind, _, high, low = stream.read(4)
    return kind, bytes([high, low])

for first in range(1, count + 1, window):
    ids = range(first, min(first + window, count + 1))
    for number in ids:
        body = text('plant/label') + struct.pack('>H', number) + b'label %d' % number
        peer.sendall(packet(0x30 | qos << 1, body))
    answers = [answer() for _ in ids]
    received += len(answers)
    if qos == 2:
        assert all(kind == 0x50 for kind, _ in answers)
        for _, number in answers:
            peer.sendall(packet(0x62, number))
        completed += sum(answer()[0] == 0x70 for _ in ids)
peer.sendall(b'\xe0\x00')
print(f'{received} {"PUBREC" if qos == 2 else "PUBACK"}' + (f', {completed} PUBCOMP' if qos == 2 else ''), end='')
P
attempt() {
    timeout 8 mosquitto_sub -h 127.0.0.1 -p "$port" -i reader -V 311 -q 2 -t plant/label >got.txt &
    reader=$!
    sleep 1
    answers=$(python3 publish.py "$port" "$1" "$2" 60)
    sleep 2
    kill $reader 2>/dev/null || :
    wait $reader 2>/dev/null || :
    echo "60 with QoS $1, $2 at a time: $answers, $(wc -l <got.txt) received," \
        "the last is \"$(tail -n 1 got.txt)\""
}
sleep 1
{
    mosquitto -h | head -1
    attempt 2 60
    attempt 2 20
    attempt 1 60
} >seen.txt
cat seen.txt
diff - seen.txt <<'P' || { echo "this has changed" >&2; exit 1; }
mosquitto version 2.0.11
60 with QoS 2, 60 at a time: 60 PUBREC, 60 PUBCOMP, 20 received, the last is "label 20"
60 with QoS 2, 20 at a time: 60 PUBREC, 60 PUBCOMP, 60 received, the last is "label 60"
60 with QoS 1, 60 at a time: 60 PUBACK, 60 received, the last is "label 60"
P
echo "as stated"
