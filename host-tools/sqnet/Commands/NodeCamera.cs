using System;
using System.Diagnostics;
using System.Threading;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A node's camera, seen through its snapshots.</summary>
internal sealed class NodeCamera : ICamera, IDisposable
{
    private readonly NodeViewer viewer;
    private readonly TimeSpan patience;
    private readonly CancellationToken cancellation;
    private readonly Stopwatch silence = Stopwatch.StartNew();
    private bool hasSeen;

    /// <summary>Looks through a node.</summary>
    /// <param name="viewer">Asks it.</param>
    /// <param name="patience">How long it may be silent once it has answered.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public NodeCamera(NodeViewer viewer, TimeSpan patience, CancellationToken cancellation)
    {
        this.viewer = viewer;
        this.patience = patience;
        this.cancellation = cancellation;
    }

    /// <inheritdoc/>
    public string FrameName { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public int Restarts => 0;

    /// <summary>Snapshots that could not be made or read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The JPEG of the last frame; null if the node turns its frames, and so does this camera.</summary>
    public byte[]? Jpeg { get; private set; }

    /// <summary>Does nothing: no frame is older than its turn.</summary>
    public void Refresh()
    {
    }

    /// <inheritdoc/>
    public Frame? Capture()
    {
        while (!cancellation.IsCancellationRequested)
        {
            NodeSnapshot? snapshot = Next();
            if (snapshot?.Image is not null)
            {
                hasSeen = true;
                silence.Restart();
                Jpeg = snapshot.Meta.Rotate == 0 ? snapshot.Jpeg : null;
                FrameName = snapshot.Meta.Frame ?? string.Empty;
                RgbImage image = snapshot.Image.Turn(snapshot.Meta.Rotate);
                return new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888);
            }

            Unreadable += snapshot is null ? 0 : 1;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Release(Frame frame)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        viewer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The next one; null if it has not come, though there were some before, or nobody wants it.</summary>
    private NodeSnapshot? Next()
    {
        try
        {
            NodeSnapshot snapshot = viewer.NextAsync(cancellation).GetAwaiter().GetResult();
            if (snapshot.Meta.Problem is not null)
            {
                Terminal.Warn($"no snapshot of frame {snapshot.Meta.Seq}: {snapshot.Meta.Problem}");
            }

            return snapshot;
        }
        catch (CommandException e) when (hasSeen && silence.Elapsed < patience)
        {
            Terminal.Warn(e.Message);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
