using System;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Runs the firmware's node on this computer: the same code with frames from files or a pipe.</summary>
public static class Simulator
{
    /// <summary>Runs a node until its frames end, enough are done, or it is cancelled.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="report">Is told what happens, on the caller's thread.</param>
    /// <param name="cancel">Stops the node gracefully.</param>
    /// <exception cref="SimulatorException">It cannot go on: broker, model, frames or options.</exception>
    public static SimulationResult Run(
        SimulatorOptions options, Action<SimulatorEvent> report, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        SimulatorObserver observer = new(report);
        ICamera camera = MakeCamera(options, observer, cancel);
        NodeParts parts = new(
            new WifiLink(options.Settings),
            new FileModelSource(options.BlobPath, options.Backend),
            camera,
            new MqttMessageClient())
        {
            Observer = observer,
            SettingsSource = options.SettingsSource,
        };
        Node node = MakeNode(options, parts);
        using (cancel.Register(node.RequestStop))
        {
            Run(node, options);
        }

        return new SimulationResult(node, Unreadable(camera), (camera as FolderCamera)?.Folder);
    }

    private static void Run(Node node, SimulatorOptions options)
    {
        try
        {
            node.Run();
        }
        catch (OfflineException e)
        {
            string help = options.Settings.Tls == TlsMode.None
                ? $" Start a broker there (mosquitto -p {options.Settings.BrokerPort}), or name another one."
                : string.Empty;
            throw new SimulatorException(e.Message + help, e);
        }
        catch (ModelException e)
        {
            throw new SimulatorException($"The model {options.BlobPath} cannot be used: {e.Message}", e);
        }
    }

    private static Node MakeNode(SimulatorOptions options, NodeParts parts)
    {
        try
        {
            return new Node(options.Settings, parts);
        }
        catch (ArgumentException e)
        {
            throw new SimulatorException(e.Message, e);
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
            throw new SimulatorException("Give either a folder of images or raw frames.");
        }

        return new RawCamera(
            options.RawFrames, options.RawWidth, options.RawHeight, options.RawFormat, observer.Warned, cancel);
    }

    private static int Unreadable(ICamera camera)
    {
        return camera is FolderCamera folder ? folder.Unreadable : ((RawCamera)camera).Unreadable;
    }
}
