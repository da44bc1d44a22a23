using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Shared.Broker;

/// <summary>An independent client: mosquitto_sub.</summary>
internal sealed class Subscriber : IDisposable
{
    /// <summary>A retained topic of every mosquitto: it tells that the subscription stands.</summary>
    private const string AlwaysThere = "$SYS/broker/version";

    private readonly Process process;
    private readonly List<string> lines = [];
    private bool subscribed;

    /// <summary>Subscribes to everything below a prefix.</summary>
    public Subscriber(MosquittoBroker broker, string prefix = "sqnet", params string[] further)
    {
        string program = MosquittoBroker.Find("mosquitto_sub");
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", broker.Port.ToString(), "-q", "1", "-F", "%r %t %p",
            "-t", prefix + "/#", "-t", AlwaysThere, .. further,
        ];
        process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        Wait.Until(() => subscribed, "mosquitto_sub subscribes");
    }

    /// <summary>What has arrived: "retained topic payload", retained being 0 or 1.</summary>
    public string[] Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Payloads of a topic.</summary>
    public string[] Payloads(string topic)
    {
        return [.. Lines.Where(l => l[2..].StartsWith(topic + " ")).Select(l => l[(topic.Length + 3)..])];
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Take(string? line)
    {
        lock (lines)
        {
            // A JPEG has line ends, too: what is between two of them may be anything.
            if (line == null || line.Length < 2)
            {
                return;
            }

            if (line[2..].StartsWith(AlwaysThere))
            {
                subscribed = true;
            }
            else
            {
                lines.Add(line);
            }
        }
    }
}
