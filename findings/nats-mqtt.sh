#!/usr/bin/env bash
# nats-server 2.9.10 (Debian 12) as an MQTT 3.1.1 broker, mosquitto's clients 2.0.11: what MQTT allows and NATS ends.
#
# Behaviour: (1) a client id may have a dot; (2) a publish to a topic with a dot closes the connection, and a will on
#   such a topic closes it before the CONNACK, though the id and the credentials are right; the same with a space;
#   (3) a publish with QoS 2 closes it; (4) a subscription to a shared topic ($share/group/topic) is granted with QoS 1
#   and gets nothing, while a plain one beside it gets all. The server's log alone says why.
# Expected: MQTT 3.1.1 allows dots and spaces in topics. A broker that cannot carry a topic or QoS 2 can end the
#   connection, but a refusal of CONNECT has return codes, and a subscription that is not served has 0x80 in SUBACK.
# Why it matters: NATS makes subjects of topics, and there a dot is what '/' is in MQTT. A node puts its id into the
#   topic of its will, so a camera named "hall.left" never gets a CONNACK, and its owner looks for the fault at the
#   password. The product warns of dots and spaces in ids and prefixes, goes on with QoS 1 where QoS 2 ends
#   connections, and takes no part in shared subscriptions (docs/brokers.md).
set -eu
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq "nats-server=2.9.10*" "mosquitto-clients=2.0.11*" libmosquitto1 libcjson1 >/dev/null 2>&1
for package in *.deb; do
    dpkg -x "$package" .
done
export LD_LIBRARY_PATH=$(dirname "$(find . -name 'libmosquitto.so.1' | head -1)")
LD_LIBRARY_PATH=$work/$LD_LIBRARY_PATH
PATH=$work/usr/bin:$work/usr/sbin:$PATH
port=$((20000 + RANDOM % 20000))
cat >server.conf <<P
server_name: one
host: 127.0.0.1
port: $((port + 1))
jetstream { store_dir: "$work/store" }
mqtt { host: 127.0.0.1, port: $port }
P
nats-server -c server.conf >server.log 2>&1 &
server=$!
for _ in $(seq 50); do
    mosquitto_pub -h 127.0.0.1 -p "$port" -i ready -t ready -m 1 -q 1 >/dev/null 2>&1 && break
    sleep 0.2
done

# The packets of one publish; what follows the first failure is no matter.
attempt() {
    timeout 5 mosquitto_pub -h 127.0.0.1 -p "$port" -d "$@" 2>&1 |
        grep -oE 'CONNACK|PUBACK|PUBREC|PUBCOMP|DISCONNECT|Error: .*' | paste -sd' ' || :
}

{
    nats-server --version
    mosquitto_pub --help 2>&1 | grep -oE 'running on libmosquitto [0-9]+[.][0-9]+[.][0-9]+' | head -1 || :
    echo "id hall:          $(attempt -i hall -t plant/label -m cat -q 1)"
    echo "id hall.left:     $(attempt -i hall.left -t plant/label -m cat -q 1)"
    echo "id, session kept: $(attempt -i hall.left -c -t plant/label -m cat -q 1)"
    echo "will plant.1:     $(attempt -i hall -t plant/label -m cat -q 1 \
        --will-topic plant.1/status --will-payload gone)"
    echo "topic plant.1:    $(attempt -i hall -t plant.1/label -m cat -q 1)"
    echo "QoS 2:            $(attempt -i hall -t plant/label -m cat -q 2)"
    timeout 4 mosquitto_sub -h 127.0.0.1 -p "$port" -i member -d -q 1 -t '$share/group/plant/label' >shared.txt 2>&1 &
    member=$!
    timeout 4 mosquitto_sub -h 127.0.0.1 -p "$port" -i plain -q 1 -t plant/label >plain.txt 2>&1 &
    plain=$!
    sleep 1
    for i in 1 2 3; do
        mosquitto_pub -h 127.0.0.1 -p "$port" -i hall -t plant/label -m "cat $i" -q 1
    done
    wait $member $plain || :
    echo "shared: granted   $(grep -oE 'QoS: [0-9]+|\): [0-9]+' shared.txt | head -1 | tr -dc '0-9')," \
        "received $(grep -c '^cat' shared.txt || :); plain: received $(grep -c '^cat' plain.txt || :)"
} >seen.txt
cat seen.txt
diff - seen.txt <<P || { echo "this has changed" >&2; exit 1; }
nats-server: v2.9.10
running on libmosquitto 2.0.11
id hall:          CONNACK PUBACK DISCONNECT
id hall.left:     CONNACK PUBACK DISCONNECT
id, session kept: CONNACK PUBACK DISCONNECT
will plant.1:     Error: The connection was lost.
topic plant.1:    Error: The connection was lost. CONNACK
QoS 2:            Error: The connection was lost. CONNACK
shared: granted   1, received 0; plain: received 3
P
echo "as stated"
