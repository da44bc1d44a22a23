using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The files that a command reads and writes, known before it does anything.</summary>
internal sealed class FilePlan
{
    private readonly NamedPath[] inputs;

    private FilePlan(NamedPath[] all)
    {
        Outputs = [.. all.Where(path => path.Role is PathRole.Output or PathRole.OutputFolder)];
        inputs = [.. all.Except(Outputs)];
    }

    /// <summary>What is written.</summary>
    public IReadOnlyList<NamedPath> Outputs { get; }

    /// <summary>The file that the command is about, if it is about one: a blob or a model.</summary>
    public string? Subject => inputs.FirstOrDefault(path => path.Role is PathRole.Input or PathRole.Model)?.Path;

    /// <summary>How long an output may become: weights of four bytes become one, a blob stays one.</summary>
    public long ExpectedBytes
    {
        get
        {
            NamedPath? first = inputs.FirstOrDefault(path => path.Role is PathRole.Input or PathRole.Model);
            long bytes = first is not null && File.Exists(first.Path) ? new FileInfo(first.Path).Length : 0;
            return first?.Role == PathRole.Model ? bytes / 4 : bytes;
        }
    }

    /// <summary>Reads the paths of a command line.</summary>
    public static FilePlan Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<NamedPath> arguments = command.Arguments.SelectMany(argument =>
            Paths(argument.Name, PathRoles.Of(argument), Value(argument.ValueType, parsed, argument)));
        IEnumerable<NamedPath> options = command.Options.SelectMany(option =>
            Paths(option.Name, PathRoles.Of(option), Value(option.ValueType, parsed, option)));
        return new FilePlan([.. arguments, .. options]);
    }

    /// <summary>Fails if a file is given for a folder or a folder for a file, or if an output costs an input.</summary>
    /// <exception cref="CommandException">It is so.</exception>
    public void Check()
    {
        NamedPath[] files = [.. Outputs.Where(path => path.Role == PathRole.Output)];
        foreach (NamedPath output in files)
        {
            RequireNoInput(output);
            NamedPath? twin = files.FirstOrDefault(other => other != output && SameFile.Is(other.Path, output.Path));
            if (twin is not null)
            {
                throw new CommandException(
                    ExitCode.Usage, $"{output.Name} and {twin.Name} name the same file, {output.Path}.", output.Path);
            }
        }

        Array.ForEach(inputs, RequireKind);
    }

    private static IEnumerable<NamedPath> Paths(string name, PathRole? role, IEnumerable<string?> values)
    {
        return role is null or PathRole.Text or PathRole.Cache
            ? []
            : values.Where(value => !string.IsNullOrEmpty(value))
                .Select(value => new NamedPath(name, role.Value, value!));
    }

    private static IEnumerable<string?> Value(Type type, ParseResult parsed, Symbol symbol)
    {
        return (symbol, type == typeof(string[])) switch
        {
            (Argument<string[]> many, true) => parsed.GetValue(many) ?? Enumerable.Empty<string?>(),
            (Option<string[]> many, true) => parsed.GetValue(many) ?? Enumerable.Empty<string?>(),
            (Argument<string?> one, false) => [parsed.GetValue(one)],
            (Option<string?> one, false) => [parsed.GetValue(one)],
            _ => [],
        };
    }

    /// <summary>Says that a folder is no file, in the words that all commands use.</summary>
    private static void RequireKind(NamedPath path)
    {
        bool takesFolder = path.Role == PathRole.Images;
        if (takesFolder && File.Exists(path.Path))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{path.Path}: this is a file; {path.Name} takes the folder of the images.",
                path.Path);
        }

        // Words may be the names of folders, too; images are told of one by one.
        bool takesFile = path.Role is PathRole.Input or PathRole.Model;
        if (takesFile && Directory.Exists(path.Path))
        {
            throw new CommandException(
                ExitCode.BadInput, $"{path.Path}: this is a folder; {path.Name} takes a file.", path.Path);
        }
    }

    private void RequireNoInput(NamedPath output)
    {
        foreach (NamedPath input in inputs)
        {
            if (Files(input).FirstOrDefault(file => SameFile.Is(file, output.Path)) is string file)
            {
                string what = file != input.Path
                    ? $"{output.Name} {output.Path} is a file that is read with {input.Name} {input.Path}"
                    : input.Path == output.Path
                    ? $"{output.Name} and {input.Name} name the same file, {output.Path}"
                    : $"{output.Name} {output.Path} and {input.Name} {input.Path} are the same file";
                throw new CommandException(
                    ExitCode.Usage,
                    $"{what}. It would be lost, so nothing is done; give {output.Name} another name.",
                    output.Path);
            }
        }
    }

    private static IEnumerable<string> Files(NamedPath input)
    {
        return input.Role switch
        {
            PathRole.Images => ImagesOf(input.Path),
            PathRole.Model => [input.Path, .. CompanionFiles.Of(input.Path)],
            _ => [input.Path],
        };
    }

    /// <summary>A folder that cannot be read is no place for an input; the command says so.</summary>
    private static IReadOnlyList<string> ImagesOf(string folder)
    {
        try
        {
            return ImageFile.Find(folder).Files;
        }
        catch (Exception e) when (e is ImageFileException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
