using System;
using System.Collections.Generic;
using System.Linq;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Plays the images of a folder and its sub-folders in ordinal order of their paths.</summary>
public sealed class FolderCamera : ICamera
{
    private readonly ImageFolder folder;
    private readonly HashSet<string> played = [];
    private readonly Dictionary<string, SkippedFile> skipped = [];
    private readonly ImageOptions options;
    private readonly bool loop;
    private readonly Action<string> warn;
    private int next;
    private int readInPass;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="options">How its images are read.</param>
    /// <param name="loop">Whether to start again at the end.</param>
    /// <param name="warn">Is told which files cannot be read.</param>
    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    public FolderCamera(string folder, ImageOptions options, bool loop, Action<string> warn)
    {
        this.folder = ImageFile.Find(folder);
        this.options = options;
        this.loop = loop;
        this.warn = warn;
    }

    /// <inheritdoc/>
    public string FrameName { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public int Restarts => 0;

    /// <summary>Files that could not be read; one that is tried again in a loop counts once.</summary>
    public int Unreadable => skipped.Count;

    /// <summary>The images that were played, and what was skipped.</summary>
    public ImageFolder Folder => folder.Without(skipped.Values) with
    {
        Files = [.. folder.Files.Where(played.Contains)],
    };

    /// <summary>Does nothing: no frame is older than its turn.</summary>
    public void Refresh()
    {
    }

    /// <inheritdoc/>
    public Frame? Capture()
    {
        while (StartPass())
        {
            string file = folder.Files[next++];
            Frame? frame = TryRead(file);
            if (frame != null)
            {
                readInPass++;
                played.Add(file);
                FrameName = ImageFolder.Name(folder.Path, file);
                return frame;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Release(Frame frame)
    {
    }

    /// <summary>Goes back to the first file if it is time to.</summary>
    /// <returns>Whether there is a next file.</returns>
    private bool StartPass()
    {
        if (next < folder.Files.Count)
        {
            return true;
        }

        if (readInPass == 0)
        {
            throw new ImageFileException(folder.Path, $"none of its {folder.Files.Count} images can be read.");
        }

        if (!loop)
        {
            return false;
        }

        next = 0;
        readInPass = 0;
        return true;
    }

    private Frame? TryRead(string file)
    {
        try
        {
            RgbImage image = ImageFile.Read(file, options);
            return new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888);
        }
        catch (ImageFileException e) when (!options.IsStrict)
        {
            if (skipped.TryAdd(file, SkippedFile.Of(e)))
            {
                warn($"{file} is skipped: {e.Problem}");
            }

            return null;
        }
    }
}
