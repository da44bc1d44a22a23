using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>A broker of any kind, on loopback, on a free port, in a folder of its own.</summary>
internal abstract class TestServer : IDisposable
{
    /// <summary>Makes test-brokers set it: then a broker that is missing is a failure.</summary>
    private const string Demand = "SQNET_TEST_BROKERS";

    private static readonly TimeSpan startLimit = TimeSpan.FromMinutes(5);

    private readonly List<Process> processes = [];

    protected TestServer()
    {
        Port = MosquittoBroker.FreePort();
        Folder = Directory.CreateTempSubdirectory("sqnet-server-").FullName;
    }

    /// <summary>Whether all brokers are wanted, not only those of each build.</summary>
    public static bool AllAreWanted => Environment.GetEnvironmentVariable(Demand) == "1";

    /// <summary>Where clients of MQTT go.</summary>
    public int Port { get; }

    /// <summary>User and password, null for none.</summary>
    public virtual string? User => null;

    /// <summary>Whether it takes messages of QoS 2.</summary>
    public virtual bool TakesExactlyOnce => true;

    /// <summary>Topic in which it delivers what goes to sqnet/a.b/label; null if it refuses that.</summary>
    public virtual string? TopicOfDot => "sqnet/a.b/label";

    /// <summary>Whether it takes a space in a topic.</summary>
    public virtual bool TakesSpaces => true;

    /// <summary>Whether it gives retained messages to subscriptions with wildcards.</summary>
    public virtual bool RetainsForWildcards => true;

    protected string Folder { get; }

    /// <summary>Makes one by its name; the test is inconclusive if it is not wanted in this build.</summary>
    public static TestServer Open(string name)
    {
        if (name is "rabbitmq" or "nats" && !AllAreWanted)
        {
            Assert.Inconclusive($"{name} is tested by: make test-brokers");
        }

        TestServer made = name switch
        {
            "mosquitto" => new MosquittoServer(),
            "MQTTnet" => new MqttNetServer(),
            "rabbitmq" => new RabbitServer(),
            _ => new NatsServer(),
        };
        made.Start();
        return made;
    }

    /// <summary>Starts it, on the same port as before, and waits until it answers.</summary>
    public abstract void Start();

    /// <summary>Kills it.</summary>
    public virtual void Stop()
    {
        foreach (Process process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        processes.Clear();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(Folder, true);
    }

    /// <summary>Starts a program that ends with this server.</summary>
    protected Process Run(string program, string[] arguments, Dictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        };
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        processes.Add(process);
        return process;
    }

    /// <summary>Waits until somebody listens on a port.</summary>
    protected void AwaitPort(int port)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!Listens(port))
        {
            Assert.IsLessThan(startLimit, Stopwatch.GetElapsedTime(begin), $"{GetType().Name} does not start.");
            Thread.Sleep(50);
        }
    }

    private static bool Listens(int port)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
