using System;
using System.IO;
using System.Threading;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Where captured frames come from: the cameras of sqnet simulate.</summary>
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
    public int Unreadable => (camera as FolderCamera)?.Unreadable ?? ((RawCamera)camera).Unreadable;

    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    /// <exception cref="SimulatorException">Raw frames cannot be so large.</exception>
    public static CaptureFrames Open(CaptureOptions options, CancellationToken cancellation)
    {
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

    /// <summary>The next frame; null at the end. Of an image of a folder also its file.</summary>
    public (RgbImage Image, string? File)? Next()
    {
        if (camera.Capture() is not Frame frame)
        {
            return null;
        }

        RgbImage image = FrameImage.Of(frame);
        string? file = folder is null ? null : Path.Combine(folder, camera.FrameName);
        camera.Release(frame);
        return (image, file);
    }

    public void Dispose()
    {
        stream?.Dispose();
    }
}
