using System;
using System.IO;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Plays a folder's images in ordinal order of their names.</summary>
public sealed class FolderCamera : ICamera
{
    private readonly ImageFolder folder;
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
    /// <exception cref="SimulatorException">There is no such folder, or no image in it.</exception>
    public FolderCamera(string folder, ImageOptions options, bool loop, Action<string> warn)
    {
        this.folder = Find(folder);
        this.options = options;
        this.loop = loop;
        this.warn = warn;
        if (this.folder.Note is string note)
        {
            warn(note);
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
            string file = folder.Files[next++];
            Frame? frame = TryRead(file);
            if (frame != null)
            {
                readInPass++;
                FrameName = Path.GetFileName(file);
                return frame;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Release(Frame frame)
    {
    }

    private static ImageFolder Find(string folder)
    {
        try
        {
            return ImageFile.Find(folder, SearchOption.TopDirectoryOnly);
        }
        catch (ImageFileException e)
        {
            throw new SimulatorException(SimulatorFault.Input, e.Message, e) { File = e.File };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorException(
                SimulatorFault.Input, $"{folder}: cannot be read: {e.Message.TrimEnd('.')}.", e)
            {
                File = folder,
            };
        }
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
            throw new SimulatorException(
                SimulatorFault.Input, $"{folder.Path}: none of its {folder.Files.Count} images can be read.")
            {
                File = folder.Path,
            };
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
        catch (ImageFileException e)
        {
            Unreadable++;
            warn($"{Path.GetFileName(file)} is skipped: {e.Problem}");
            return null;
        }
    }
}
