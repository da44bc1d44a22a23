using System;
using System.Collections.Generic;
using System.IO;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Plays a folder's images in ordinal order of their names.</summary>
public sealed class FolderCamera : ICamera
{
    private static readonly string[] extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pnm"];

    private readonly string folder;
    private readonly bool loop;
    private readonly Action<string> warn;
    private readonly List<string> files = [];
    private int next;
    private int readInPass;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="loop">Whether to start again at the end.</param>
    /// <param name="warn">Is told which files cannot be read.</param>
    /// <exception cref="SimulatorException">There is no such folder, or no image in it.</exception>
    public FolderCamera(string folder, bool loop, Action<string> warn)
    {
        this.folder = folder;
        this.loop = loop;
        this.warn = warn;
        int others = List();
        if (files.Count == 0)
        {
            throw new SimulatorException($"There is no image in {folder}; put .jpg, .png, .bmp or .ppm files there.");
        }

        files.Sort(string.CompareOrdinal);
        if (others > 0)
        {
            warn($"{others} file(s) in {folder} are not images by name and are left out.");
        }
    }

    /// <inheritdoc/>
    public string FrameName { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public int Restarts => 0;

    /// <summary>Files that could not be read; one that is tried again counts again.</summary>
    public int Unreadable { get; private set; }

    /// <inheritdoc/>
    public Frame? Capture()
    {
        while (StartPass())
        {
            string name = files[next++];
            Frame? frame = TryRead(name);
            if (frame != null)
            {
                readInPass++;
                FrameName = name;
                return frame;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Release(Frame frame)
    {
    }

    private int List()
    {
        int others = 0;
        try
        {
            foreach (string path in Directory.GetFiles(folder))
            {
                string extension = Path.GetExtension(path).ToLowerInvariant();
                if (Array.IndexOf(extensions, extension) >= 0)
                {
                    files.Add(Path.GetFileName(path));
                }
                else
                {
                    others++;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorException($"The folder {folder} cannot be read: {e.Message}", e);
        }

        return others;
    }

    /// <summary>Goes back to the first file if it is time to.</summary>
    /// <returns>Whether there is a next file.</returns>
    private bool StartPass()
    {
        if (next < files.Count)
        {
            return true;
        }

        if (readInPass == 0)
        {
            throw new SimulatorException($"None of the {files.Count} image(s) in {folder} can be read.");
        }

        if (!loop)
        {
            return false;
        }

        next = 0;
        readInPass = 0;
        return true;
    }

    private Frame? TryRead(string name)
    {
        try
        {
            RgbImage image = ImageFile.Read(Path.Combine(folder, name));
            return new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888);
        }
        catch (ImageFileException e)
        {
            return Skip(name, e.Problem);
        }
        catch (ImageException e)
        {
            return Skip(name, e.Message);
        }
    }

    private Frame? Skip(string name, string problem)
    {
        Unreadable++;
        warn($"{name} is skipped: {problem}");
        return null;
    }
}
