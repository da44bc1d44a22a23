using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>
/// The bytes of a file so far, beside the place of the finished file, and the server's mark of the version that they
/// belong to. Both outlive the process.
/// </summary>
internal sealed class PartFile(string target)
{
    private const int MaxMark = 512;

    private readonly string mark = target + ".part.version";

    /// <summary>Where the bytes are.</summary>
    public string Path { get; } = target + ".part";

    /// <summary>How many there are.</summary>
    public long Bytes => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>Asks for the bytes that are missing, if the file is still the same.</summary>
    public void Ask(HttpRequestMessage request)
    {
        if (Bytes == 0)
        {
            return;
        }

        request.Headers.Range = new RangeHeaderValue(Bytes, null);
        if (File.Exists(mark)
            && RangeConditionHeaderValue.TryParse(File.ReadAllText(mark), out RangeConditionHeaderValue? condition))
        {
            request.Headers.IfRange = condition;
        }
    }

    /// <summary>Remembers which version of the file a response has. A weak mark is none.</summary>
    public void Remember(HttpResponseMessage response)
    {
        string? version = response.Headers.ETag is { IsWeak: false } tag
            ? tag.ToString()
            : response.Content.Headers.LastModified?.ToString("R");
        if (version is null || version.Length > MaxMark)
        {
            File.Delete(mark);
        }
        else
        {
            File.WriteAllText(mark, version);
        }
    }

    /// <summary>Opens the file to add to it. A second process is kept out.</summary>
    public FileStream Append() => new(Path, FileMode.Append, FileAccess.Write, FileShare.None);

    /// <summary>Makes the file the finished one.</summary>
    public void Finish()
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(mark);
    }

    /// <summary>Forgets what there is.</summary>
    public void Delete()
    {
        File.Delete(Path);
        File.Delete(mark);
    }
}
