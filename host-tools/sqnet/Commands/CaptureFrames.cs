using System;
using System.IO;
using System.Threading;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Where captured frames come from: the cameras of sqnet simulate, or a node's.</summary>
internal sealed class CaptureFrames : IDisposable
{
    private readonly ICamera camera;
    private readonly string? folder;
    private readonly Stream? stream;

    private CaptureFrames(ICamera camera, string? folder, Stream? stream)
    {
        this.camera = camera;
        this.folder = folder;
        this.stream = stream;
    }

    /// <summary>The folder with what was taken of it; null for raw frames.</summary>
    public ImageFolder? Folder => (camera as FolderCamera)?.Folder;

    /// <summary>Frames or images that could not be read.</summary>
    public int Unreadable => camera switch
    {
        FolderCamera images => images.Unreadable,
        NodeCamera node => node.Unreadable,
        _ => ((RawCamera)camera).Unreadable,
    };

    /// <summary>Whether frames come by themselves, more than are wanted: some of them come too soon.</summary>
    public bool ComeByThemselves => camera is RawCamera;

    /// <summary>Whether each frame is asked for.</summary>
    public bool AreAskedFor => camera is NodeCamera;

    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    /// <exception cref="SimulatorException">Raw frames cannot be so large.</exception>
    /// <exception cref="CommandException">The node's broker cannot be reached.</exception>
    public static CaptureFrames Open(CaptureOptions options, CancellationToken cancellation)
    {
        if (options.Node is (NodeAccess access, string node))
        {
            NodeViewer viewer = NodeViewer.OpenAsync(access, node, cancellation).GetAwaiter().GetResult();
            return new CaptureFrames(
                new NodeCamera(viewer, options.Patience ?? TimeSpan.MaxValue, cancellation), null, null);
        }

        if (options.Raw is not RawFrameSpec raw)
        {
            return new CaptureFrames(
                new FolderCamera(options.Frames!, new ImageOptions(), loop: false, Terminal.Warn), options.Frames,
                null);
        }

        Stream stream = Console.OpenStandardInput();
        return new CaptureFrames(
            new RawCamera(stream, raw.Width, raw.Height, raw.Format, Terminal.Warn, cancellation), null, stream);
    }

    /// <summary>The next frame; null at the end.</summary>
    public CapturedFrame? Next()
    {
        if (camera.Capture() is not Frame frame)
        {
            return null;
        }

        RgbImage image = FrameImage.Of(frame);
        camera.Release(frame);
        if (camera is NodeCamera node)
        {
            return node.Jpeg is null ? new CapturedFrame(image) : new CapturedFrame(image, node.Jpeg, ".jpg");
        }

        if (folder is null)
        {
            return new CapturedFrame(image);
        }

        string file = Path.Combine(folder, camera.FrameName);
        return new CapturedFrame(image, File.ReadAllBytes(file), Path.GetExtension(file).ToLowerInvariant());
    }

    public void Dispose()
    {
        stream?.Dispose();
        (camera as NodeCamera)?.Dispose();
    }
}
