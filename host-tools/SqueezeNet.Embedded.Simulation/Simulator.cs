using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Runs the firmware's node on this computer: the same code with frames from files or a pipe.</summary>
public static class Simulator
{
    private const int ProbeMilliseconds = 1000;

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
        do
        {
            Node node = MakeNode(options, settings, camera, observer);
            nodes.Add(node);
            using (cancel.Register(node.RequestStop))
            {
                Run(node, options, settings);
            }
        }
        while (!cancel.IsCancellationRequested && (nodes[^1].HaveSettingsChanged || settings.HaveComeBack));

        return new SimulationResult(nodes, Unreadable(camera), (camera as FolderCamera)?.Folder);
    }

    private static void Run(Node node, SimulatorOptions options, StoredSettings settings)
    {
        try
        {
            node.Run();
        }
        catch (OfflineException) when (settings.GiveUpTrial())
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
        try
        {
            using TcpClient probe = new();
            probe.ConnectAsync(settings.BrokerHost, settings.BrokerPort).Wait(ProbeMilliseconds);
            return false;
        }
        catch (AggregateException e)
        {
            return e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    /// <summary>Settings may have come in the meantime: a node is made of those in force now.</summary>
    private static Node MakeNode(
        SimulatorOptions options, StoredSettings settings, ICamera camera, INodeObserver observer)
    {
        settings.Load(observer.Warned);
        NodeParts parts = new(
            new WifiLink(settings.InForce),
            new FileModelSource(options.BlobPath, options.Backend),
            camera,
            new MqttMessageClient())
        {
            Clock = new RestartedClock(),
            Observer = observer,
            Encoder = new SkiaEncoder(),
            SettingsSource = settings.Source,
            Store = settings.Store,
        };
        try
        {
            return new Node(settings.InForce, parts);
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
