using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Shared.Broker;

/// <summary>A real mosquitto on a free port of this computer.</summary>
internal sealed class MosquittoBroker : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-broker-");
    private readonly string program;
    private readonly string extraSettings;
    private Process? process;

    private MosquittoBroker(string program, string extraSettings)
    {
        this.program = program;
        this.extraSettings = extraSettings;
        Port = FreePort();
        Start();
    }

    public int Port { get; }

    /// <summary>What stands for the broker's own folder in extra settings.</summary>
    public const string Folder = "FOLDER";

    /// <summary>Starts a broker; a test is inconclusive if there is none on this computer.</summary>
    public static MosquittoBroker Open(string extraSettings = "allow_anonymous true")
    {
        return new MosquittoBroker(Find("mosquitto"), extraSettings);
    }

    /// <summary>Path of one of mosquitto's programs.</summary>
    public static string Find(string name)
    {
        string path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty) + ":/usr/sbin:/usr/local/sbin";
        foreach (string directory in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string file = Path.Combine(directory, name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Inconclusive($"{name} is not installed: apt-get install mosquitto mosquitto-clients");
        return string.Empty;
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it, on the same port as before.</summary>
    public void Start()
    {
        string configuration = Path.Combine(folder.FullName, "mosquitto.conf");
        string extra = extraSettings.Replace(Folder, folder.FullName);
        File.WriteAllText(configuration, $"listener {Port} 127.0.0.1\npersistence false\n{extra}\n");
        process = Process.Start(new ProcessStartInfo(program, ["-c", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        Wait.Until(() => Answers() || process.HasExited, "the broker starts");
        Assert.IsFalse(process.HasExited, "The broker has ended.");
    }

    /// <summary>Asks it to end: with persistence on it keeps what it has confirmed.</summary>
    public void End()
    {
        Signal("-TERM");
        process!.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Stops its clock: connections stand, and nobody answers.</summary>
    public void Freeze()
    {
        Signal("-STOP");
    }

    /// <summary>Lets it go on.</summary>
    public void Thaw()
    {
        Signal("-CONT");
    }

    /// <summary>Kills it, and with it what it remembers.</summary>
    public void Stop()
    {
        if (process != null)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            process = null;
        }
    }

    public void Dispose()
    {
        Stop();
        folder.Delete(true);
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", [name, $"{process!.Id}"]);
        kill.WaitForExit();
    }

    private bool Answers()
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            Thread.Sleep(20);
            return false;
        }
    }
}
