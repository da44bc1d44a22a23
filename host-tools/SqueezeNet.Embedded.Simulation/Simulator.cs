using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Runs the firmware's node on this computer: the same code with frames from files or a pipe.</summary>
public static class Simulator
{
    private const int ProbeMilliseconds = 1000;

    private static readonly JsonSerializerOptions indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs a node until its frames end, enough are done, or it is cancelled.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="report">Is told what happens, on the caller's thread.</param>
    /// <param name="cancel">Stops the node gracefully.</param>
    /// <exception cref="SimulatorException">It cannot go on: broker, model, raw frames or options.</exception>
    /// <exception cref="ImageFileException">No such folder of frames, or no image in it can be read.</exception>
    public static SimulationResult Run(
        SimulatorOptions options, Action<SimulatorEvent> report, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        SimulatorObserver observer = new(report);
        ICamera camera = MakeCamera(options, observer, cancel);
        StoredSettings settings = new(options);
        List<Node> nodes = [];
        List<SleepMemory?> before = [];
        do
        {
            // Settings may have come in the meantime: a device is made with those in force now.
            settings.Load(observer.Warned);
            using SimulatedDevice device = new(options, settings.InForce, observer);
            Warn(options, settings, device, observer);
            before.Add(device.Before);
            try
            {
                nodes.Add(RunDevice(() => MakeNode(options, settings, device, camera, observer), device, cancel, node =>
                    Run(node, options, settings)));
            }
            catch (SimulatorException e) when (device.Node is Node failed)
            {
                nodes.Add(failed);
                e.Result = new SimulationResult(nodes, before, Unreadable(camera), (camera as FolderCamera)?.Folder);
                throw;
            }
        }
        while (!cancel.IsCancellationRequested && (nodes[^1].IsRestartWanted || settings.HaveComeBack));

        return new SimulationResult(nodes, before, Unreadable(camera), (camera as FolderCamera)?.Folder);
    }

    /// <summary>What is told by the status only, or not at all, on a device.</summary>
    private static void Warn(
        SimulatorOptions options, StoredSettings settings, SimulatedDevice device, SimulatorObserver observer)
    {
        if (device.Board.Problem.Length > 0)
        {
            observer.Warned(device.Board.Problem);
        }

        foreach (string idle in IdleSettings.Of(options, settings.InForce))
        {
            observer.Warned(idle);
        }
    }

    /// <summary>What the node would tell Home Assistant of itself, as indented JSON; needs no broker.</summary>
    /// <param name="options">The node.</param>
    /// <param name="problem">Gets what is wrong with the classes that are watched, empty if nothing.</param>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public static string Discovery(SimulatorOptions options, out string problem)
    {
        ArgumentNullException.ThrowIfNull(options);
        NodeSettings settings = options.Settings.Copy();
        settings.RemoteSettings = settings.RemoteSettings || options.StoreFolder is not null;
        settings.Complete();
        using Network model = new FileModelSource(options.BlobPath, options.Backend).Open(_ => { });
        HomeSource source = new(settings, model, tellsMemory: false);
        problem = source.PresenceProblem();
        HomeDocument document = new(source);
        return JsonNode.Parse(document.Write([]))!.ToJsonString(indented);
    }

    /// <summary>Runs one node after the other, with sleeps between them.</summary>
    /// <returns>The last one; its counters hold for all.</returns>
    private static Node RunDevice(
        Func<Node> make, SimulatedDevice device, CancellationToken cancel, Action<Node> run)
    {
        while (true)
        {
            Node node = make();
            device.Node = node;
            using (cancel.Register(node.RequestStop))
            {
                run(node);
            }

            if (node.SleepMilliseconds == 0 || cancel.IsCancellationRequested)
            {
                return node;
            }

            device.Sleep.Sleep(node, cancel);
            if (cancel.IsCancellationRequested)
            {
                return node;
            }
        }
    }

    private static void Run(Node node, SimulatorOptions options, StoredSettings settings)
    {
        try
        {
            node.Run();
        }
        catch (OfflineException e) when (settings.GiveUpTrial(e.Message))
        {
            // The settings before them are tried next, as on a device.
        }
        catch (OfflineException e)
        {
            string help = NobodyListens(settings.InForce)
                ? $" Start a broker there (mosquitto -p {settings.InForce.BrokerPort}), or name another one with "
                    + "--broker-host and --broker-port."
                : string.Empty;
            throw new SimulatorException(SimulatorFault.Broker, e.Message + help, e);
        }
        catch (ModelException) when (node.HaveSettingsChanged)
        {
            // Settings on trial do not outlive a wake that a model ends: likewise.
        }
        catch (ModelException e)
        {
            throw new SimulatorException(SimulatorFault.Input, $"{options.BlobPath}: {e.Message}", e)
            {
                File = options.BlobPath,
            };
        }
    }

    /// <summary>Only then is it a broker that is missing: others refuse a password, or want TLS.</summary>
    private static bool NobodyListens(NodeSettings settings)
    {
        return BrokerAddress.All(settings).All(IsClosed);
    }

    private static bool IsClosed(BrokerAddress broker)
    {
        try
        {
            using TcpClient probe = new();
            probe.ConnectAsync(broker.Host, broker.Port).Wait(ProbeMilliseconds);
            return false;
        }
        catch (AggregateException e)
        {
            return e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    private static Node MakeNode(
        SimulatorOptions options,
        StoredSettings settings,
        SimulatedDevice device,
        ICamera camera,
        SimulatorObserver observer)
    {
        bool isNamed = settings.InForce.ClientId.Length > 0;
        NodeParts parts = new(
            new WifiLink(settings.InForce),
            new FileModelSource(options.BlobPath, options.Backend),
            camera,
            new MqttMessageClient())
        {
            Clock = device.Clock,
            Pins = device.Board,
            SleepFile = device.Sleep.File,
            Remembered = device.Sleep.Load(settings.InForce),
            Wake = device.Sleep.Wake,
            Observer = observer,
            Encoder = new SkiaEncoder(),
            SettingsSource = settings.Source,
            SettingsProblem = settings.Problem,
            Store = settings.Store,
        };
        try
        {
            Node node = new(settings.InForce, parts);
            if (!isNamed)
            {
                observer.Named(settings.InForce);
            }

            return node;
        }
        catch (ArgumentException e)
        {
            throw new SimulatorException(SimulatorFault.Options, e.Message, e);
        }
    }

    private static ICamera MakeCamera(SimulatorOptions options, INodeObserver observer, CancellationToken cancel)
    {
        if (options.FramesDirectory != null && options.RawFrames == null)
        {
            return new FolderCamera(options.FramesDirectory, options.Images, options.Loop, observer.Warned);
        }

        if (options.RawFrames == null || options.FramesDirectory != null)
        {
            throw new SimulatorException(SimulatorFault.Options, "Give either a folder of images or raw frames.");
        }

        return new RawCamera(
            options.RawFrames, options.RawWidth, options.RawHeight, options.RawFormat, observer.Warned, cancel);
    }

    private static int Unreadable(ICamera camera)
    {
        return camera is FolderCamera folder ? folder.Unreadable : ((RawCamera)camera).Unreadable;
    }
}
