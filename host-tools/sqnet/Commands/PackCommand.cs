using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet pack: the same model with its weights and labels packed, or decoded.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        Command command = new(
            "pack",
            "Packs a blob's weights and labels without loss (SPEC 4.2, 5.6), or decodes them: "
            + "less flash and more RAM, the same scores.");
        ExamplesHelp.Add(
            command,
            """
            sqnet pack v11.sqnt -o v11-packed.sqnt
            sqnet pack v11-packed.sqnt -o v11.sqnt --raw
            """);
        Func<ParseResult, PackOptions> read = PackOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, _) => Run(read(parsed), files));
        return command;
    }

    public static int Run(PackOptions options, OutputFiles files)
    {
        byte[] bytes = Arguments.ReadBlob(options.Blob);
        byte[] result = Arguments.OpenBlob(
            options.Blob, blob => options.Raw ? BlobPacker.Decode(blob) : BlobPacker.Pack(blob));
        files.Write(options.Output, result);
        files.Land();
        PackOutput.Write(options, Blob.Open(bytes), Blob.Open(result));
        return ExitCode.Success;
    }
}
