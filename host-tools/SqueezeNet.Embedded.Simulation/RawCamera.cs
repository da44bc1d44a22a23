using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Reads frames of one size from a stream that has nothing between them.</summary>
public sealed class RawCamera : ICamera
{
    private readonly Stream stream;
    private readonly int width;
    private readonly int height;
    private readonly PixelFormat format;
    private readonly Action<string> warn;
    private readonly CancellationToken stop;
    private int frames;

    /// <summary>Starts reading.</summary>
    /// <exception cref="SimulatorException">The size or the format is impossible.</exception>
    public RawCamera(
        Stream stream, int width, int height, PixelFormat format, Action<string> warn, CancellationToken stop)
    {
        if (width < 1 || width > Frame.MaxSide || height < 1 || height > Frame.MaxSide)
        {
            throw new SimulatorException(
                SimulatorFault.Options,
                $"Raw frames of {width} x {height} are impossible; both sides must be 1..{Frame.MaxSide}.");
        }

        if (Frame.BytesPerPixel(format) == 0)
        {
            throw new SimulatorException(SimulatorFault.Options, $"Pixel format {(int)format} is unknown.");
        }

        this.stream = stream;
        this.width = width;
        this.height = height;
        this.format = format;
        this.warn = warn;
        this.stop = stop;
    }

    /// <inheritdoc/>
    public string FrameName
    {
        get { return string.Empty; }
    }

    /// <inheritdoc/>
    public int Restarts
    {
        get { return 0; }
    }

    /// <summary>Incomplete frames at the end, 0 or 1.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Does nothing: no frame is older than its turn.</summary>
    public void Refresh()
    {
    }

    /// <inheritdoc/>
    public Frame? Capture()
    {
        byte[] pixels = new byte[width * height * Frame.BytesPerPixel(format)];

        // A pipe's read cannot be cancelled: leave it behind on its own thread.
        Task<int> reading = Task.Factory.StartNew(() => Fill(pixels), TaskCreationOptions.LongRunning);
        int length;
        try
        {
            reading.Wait(stop);
            length = reading.Result;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (AggregateException e)
        {
            throw new SimulatorException(
                SimulatorFault.Input, $"Raw frames cannot be read: {e.InnerException?.Message.TrimEnd('.')}.", e);
        }

        if (length == pixels.Length)
        {
            frames++;
            return new Frame(pixels, width, height, format);
        }

        if (length == 0 && frames == 0)
        {
            throw new SimulatorException(
                SimulatorFault.Input, "The stream of raw frames is empty; see what its sender says.");
        }

        if (length > 0)
        {
            Unreadable++;
            warn($"The last frame has {length} of {pixels.Length} bytes and is left out;"
                + $" are the frames really {width} x {height} in this format?");
        }

        return null;
    }

    /// <inheritdoc/>
    public void Release(Frame frame)
    {
    }

    private int Fill(byte[] pixels)
    {
        int length = 0;
        int read;
        do
        {
            read = stream.Read(pixels, length, pixels.Length - length);
            length += read;
        }
        while (read > 0 && length < pixels.Length);
        return length;
    }
}
