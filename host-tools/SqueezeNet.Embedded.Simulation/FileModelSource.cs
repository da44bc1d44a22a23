using System;
using System.IO;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>A model in a file.</summary>
internal sealed class FileModelSource : IModelSource
{
    private readonly string path;
    private readonly Backend backend;

    public FileModelSource(string path, Backend backend)
    {
        this.path = path;
        this.backend = backend;
    }

    public Network Open(DecodingProgress progress)
    {
        byte[] blob;
        try
        {
            blob = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "this is a folder"
                : e is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : e.Message.TrimEnd('.');
            throw new SimulatorException(SimulatorFault.Input, $"{path}: {reason}.", e) { File = path };
        }

        return Network.Open(blob, new NetworkOptions { Backend = backend, Progress = progress });
    }
}
