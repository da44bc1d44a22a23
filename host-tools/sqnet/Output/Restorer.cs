using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Building;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Puts back what files were, unless it is told that all went well.</summary>
internal sealed class Restorer(bool isNeeded) : IDisposable
{
    private readonly Dictionary<string, string?> copies = [];

    /// <summary>Keeps a file that will be replaced, or that there is none.</summary>
    public void Keep(string path)
    {
        if (!isNeeded)
        {
            return;
        }

        string target = RealPath.Of(path);
        copies[target] = null;
        if (File.Exists(target))
        {
            string copy = Path.Combine(Path.GetDirectoryName(target)!, $".sqnet-{Guid.NewGuid():N}.tmp");
            File.Copy(target, copy);
            copies[target] = copy;
        }
    }

    /// <summary>All files are as they should be.</summary>
    public void Forget()
    {
        foreach (string copy in copies.Values.OfType<string>())
        {
            File.Delete(copy);
        }

        copies.Clear();
    }

    /// <summary>Puts back what was kept.</summary>
    public void Dispose()
    {
        foreach ((string target, string? copy) in copies)
        {
            if (copy is not null)
            {
                File.Move(copy, target, overwrite: true);
            }
            else if (File.Exists(target))
            {
                File.Delete(target);
            }
        }
    }
}
