#!/usr/bin/env bash
# MQTTnet 5.2.0.1603 (NuGet, .NET 10): a client that publishes never notices a broker that has gone silent.
#
# Behaviour: the client pings only when it has sent nothing for a keepalive period. A broker that is silent from CONNACK
#   on (a dead process behind a live TCP connection, a frozen machine) is noticed by an idle client after two periods or
#   so, and not at all by one that keeps publishing with QoS 0 more often than that: it stays "connected".
# Expected: MQTT 3.1.1 section 3.1.2.10 lets a client ping at any time, and clients such as libmosquitto look at what
#   they have last received as well; a keepalive of 2 s would end both connections within some 4 s.
# Why it matters: a camera that publishes labels with QoS 0 every half second would go on into the void for ever, with
#   its queue empty and its status "online". The product's adapter pings by itself once a period
#   (firmware/stand-ins/Mqtt/Connection.cs).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >probe.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="MQTTnet" Version="5.2.0.1603" /></ItemGroup>
</Project>
P
cat >probe.cs <<'P'
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;

// Answers CONNECT with CONNACK, then reads and never says a word.
TcpListener broker = new(IPAddress.Loopback, 0);
broker.Start();
_ = Task.Run(async () =>
{
    while (true)
    {
        TcpClient peer = await broker.AcceptTcpClientAsync();
        _ = Task.Run(async () =>
        {
            NetworkStream stream = peer.GetStream();
            byte[] buffer = new byte[4096];
            if (await stream.ReadAsync(buffer) == 0) { return; }
            await stream.WriteAsync(new byte[] { 0x20, 2, 0, 0 });
            while (await stream.ReadAsync(buffer) > 0) { }
        });
    }
});

async Task<string> Watch(bool publishes)
{
    IMqttClient client = new MqttClientFactory().CreateMqttClient();
    TaskCompletionSource ended = new();
    client.DisconnectedAsync += _ => { ended.TrySetResult(); return Task.CompletedTask; };
    await client.ConnectAsync(new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", ((IPEndPoint)broker.LocalEndpoint).Port)
        .WithProtocolVersion(MqttProtocolVersion.V311)
        .WithTimeout(TimeSpan.FromSeconds(2))
        .WithKeepAlivePeriod(TimeSpan.FromSeconds(2)).Build());
    Stopwatch clock = Stopwatch.StartNew();
    while (clock.Elapsed < TimeSpan.FromSeconds(20) && !ended.Task.IsCompleted)
    {
        if (publishes)
        {
            await client.PublishStringAsync("a/b", "x");
        }

        await Task.WhenAny(ended.Task, Task.Delay(500));
    }

    return ended.Task.IsCompleted ? "noticed" : "still connected after 20 s";
}

Console.WriteLine($"idle, keepalive 2 s: {await Watch(false)}");
Console.WriteLine($"QoS 0 every 0.5 s, keepalive 2 s: {await Watch(true)}");
P
sed -i 's#<OutputType>#<ImplicitUsings>enable</ImplicitUsings><OutputType>#' probe.csproj
dotnet run 2>&1 | tee seen
cat >wanted <<'P'
idle, keepalive 2 s: noticed
QoS 0 every 0.5 s, keepalive 2 s: still connected after 20 s
P
diff wanted seen && echo "as found"
