namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Kinds of failure of a download.</summary>
public enum DownloadFailure
{
    /// <summary>The server cannot be reached, answers with an error, stalls or breaks off: it may work later.</summary>
    Unreachable,

    /// <summary>What the server sends is another file than the one that was pinned.</summary>
    WrongContent,

    /// <summary>The file cannot be written here.</summary>
    Storage,
}
