using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Tools;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet flash is asked.</summary>
/// <param name="Board">The board that is meant.</param>
/// <param name="Port">Where it hangs; null if it is not said.</param>
internal sealed record FlashOptions(Board Board, string? Port)
{
    /// <summary>How it is reached.</summary>
    public ReachRequest Reach { get; init; } = new();

    /// <summary>Folder of a firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>Blob.</summary>
    public string? Model { get; init; }

    /// <summary>The application's .bin.</summary>
    public string? Application { get; init; }

    /// <summary>node.json.</summary>
    public string? Settings { get; init; }

    /// <summary>The broker's address.</summary>
    public string? Broker { get; init; }

    /// <summary>Name of the Wi-Fi.</summary>
    public string? Wifi { get; init; }

    /// <summary>File with its password.</summary>
    public string? WifiPasswordFile { get; init; }

    /// <summary>The model's partition; null if it is not said.</summary>
    public string? Slot { get; init; }

    /// <summary>One file to write instead.</summary>
    public string? Image { get; init; }

    /// <summary>A folder to write instead.</summary>
    public string? Web { get; init; }

    /// <summary>Whether steps are printed only.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the result is JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether files are made and no board is needed.</summary>
    public bool MakesFiles => Image is not null || Web is not null;

    /// <summary>Gives a command its options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, FlashOptions> AddTo(Command command)
    {
        FlashOptionList list = new();
        list.AddTo(command);
        command.Validators.Add(list.Check);
        return list.Read;
    }
}
