using System.Collections.Generic;
using System.IO;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>A simulated device's flash that ends with the simulation.</summary>
internal sealed class MemoryFiles : ISettingsFiles
{
    private readonly Dictionary<string, string> files = [];

    public bool Exists(string name) => files.ContainsKey(name);

    public string Read(string name) =>
        files.TryGetValue(name, out string? text) ? text : throw new FileNotFoundException("no such file", name);

    public void Write(string name, string text) => files[name] = text;

    public void Move(string name, string newName)
    {
        files.Add(newName, Read(name));
        files.Remove(name);
    }

    public void Delete(string name) => files.Remove(name);
}
