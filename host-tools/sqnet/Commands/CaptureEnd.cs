namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What has ended a capture.</summary>
internal enum CaptureEnd
{
    /// <summary>There are as many photos as were wanted.</summary>
    Enough,

    /// <summary>There are no more frames.</summary>
    NoMoreFrames,

    /// <summary>The user.</summary>
    Interrupted,

    /// <summary>For too long all frames of a node looked like the last photo.</summary>
    NothingNew,

    /// <summary>The node sends no more frames.</summary>
    NodeIsSilent,
}
