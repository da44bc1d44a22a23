using System.Collections.Generic;
using System.IO;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>What is simulated. Give either FramesDirectory, or RawFrames with its size and format.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Path of the model.</summary>
    public string BlobPath { get; set; } = string.Empty;

    /// <summary>What executes the model.</summary>
    public Backend Backend { get; set; } = Backend.Automatic;

    /// <summary>
    /// Folder of images, played with its sub-folders in ordinal order of their paths; null for RawFrames.
    /// </summary>
    public string? FramesDirectory { get; set; }

    /// <summary>How the images of the folder are read.</summary>
    public ImageOptions Images { get; set; } = new();

    /// <summary>Whether the folder starts again at its end.</summary>
    public bool Loop { get; set; }

    /// <summary>Frames without anything between, for example standard input; null for FramesDirectory.</summary>
    public Stream? RawFrames { get; set; }

    /// <summary>Width of raw frames.</summary>
    public int RawWidth { get; set; }

    /// <summary>Height of raw frames.</summary>
    public int RawHeight { get; set; }

    /// <summary>Format of raw frames.</summary>
    public PixelFormat RawFormat { get; set; } = PixelFormat.Rgb888;

    /// <summary>The node's settings. Unlike a device's node, this one gives up after 10 s without a broker.</summary>
    public NodeSettings Settings { get; set; } = new()
    {
        GiveUpMilliseconds = 10000,
    };

    /// <summary>
    /// Folder that stands for the device's flash: settings that come over MQTT are kept in it, and go before
    /// <see cref="Settings"/>. Null if none are taken.
    /// </summary>
    public string? StoreFolder { get; set; }

    /// <summary>When the trigger is pressed, in milliseconds since the device's start, rising.</summary>
    public IReadOnlyList<long> Presses { get; set; } = [];

    /// <summary>Whether the time of sleeps passes at once.</summary>
    public bool SkipsSleeps { get; set; }

    /// <summary>Where the settings come from, for the status.</summary>
    public string SettingsSource { get; set; } = LoadedSettings.BuiltIn;
}
