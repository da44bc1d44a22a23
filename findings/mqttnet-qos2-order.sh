#!/usr/bin/env bash
# MQTTnet 5.2.0.1603 (NuGet, .NET 10) with mosquitto 2.0.11 (Debian 12), MQTT 3.1.1: messages of QoS 2 arrive in another
# order than they were handed over.
#
# Behaviour: of 100 messages published one after the other without waiting for each other's confirmation, a subscriber
#   gets QoS 1 in order and QoS 2 out of order. Its source answers each PUBREC from a task of its own, so PUBRELs can
#   overtake each other, and their order is the order in which a broker passes QoS 2 messages on.
# Expected: MQTT 3.1.1 section 4.6 (MQTT-4.6.0-4): PUBREL packets in the order in which the PUBRECs came.
# Why it matters: labels of a camera with QoS 2 would show an older state as the newest. The product's adapter sends one
#   message of QoS 2 at a time (firmware/stand-ins/Mqtt/Connection.cs).
set -eu
command -v mosquitto mosquitto_sub >/dev/null || apt-get install -y -qq mosquitto mosquitto-clients >/dev/null
work=$(mktemp -d)
broker=
trap 'kill $broker 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
port=$((20000 + $$ % 20000))
printf 'listener %s 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\n' "$port" >broker.conf
mosquitto -c broker.conf >broker.log 2>&1 &
broker=$!
cat >probe.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="MQTTnet" Version="5.2.0.1603" /></ItemGroup>
</Project>
P
cat >probe.cs <<'P'
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

IMqttClient client = new MqttClientFactory().CreateMqttClient();
await client.ConnectAsync(new MqttClientOptionsBuilder()
    .WithTcpServer("127.0.0.1", int.Parse(args[0]))
    .WithProtocolVersion(MqttProtocolVersion.V311).Build());
for (int run = 0; run < 5; run++)
{
    List<Task> confirmations = [];
    for (int i = 0; i < 100; i++)
    {
        confirmations.Add(client.PublishStringAsync("t", $"{i}", (MqttQualityOfServiceLevel)int.Parse(args[1])));
    }

    await Task.WhenAll(confirmations);
}

await client.DisconnectAsync();
P
dotnet build -v q -nologo -clp:ErrorsOnly -o out >/dev/null
for qos in 1 2; do
    timeout 60 mosquitto_sub -h 127.0.0.1 -p "$port" -V mqttv311 -t t -q 2 -C 500 >received &
    subscriber=$!
    sleep 1
    dotnet out/probe.dll "$port" "$qos"
    wait "$subscriber"
    sort -n received | uniq -c | awk '$1 == 5' | wc -l >each
    # A run of 100 in order descends once at its end.
    awk -v qos="$qos" -v each="$(cat each)" 'NR > 1 && $1 < last { n++ } { last = $1 }
        END {
            order = n > 4 ? "out of order" : "in order"
            print "QoS " qos ": " NR " received, " each " of 100 five times, " order
        }' received
done | tee seen
cat >wanted <<'P'
QoS 1: 500 received, 100 of 100 five times, in order
QoS 2: 500 received, 100 of 100 five times, out of order
P
diff wanted seen && echo "as found"
