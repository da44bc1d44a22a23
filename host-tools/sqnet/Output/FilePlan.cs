using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The files that a command reads and writes, known before it does anything.</summary>
internal sealed class FilePlan
{
    private readonly NamedPath? empty;
    private readonly NamedPath[] inputs;
    private readonly bool isPacked;

    private FilePlan(NamedPath[] all, bool isPacked)
    {
        empty = all.FirstOrDefault(path => path.Path.Length == 0);
        Outputs = [.. all.Where(path => IsFile(path) || path.Role == PathRole.OutputFolder)];
        inputs = [.. all.Except(Outputs).Where(path => path.Role != PathRole.Cache)];
        this.isPacked = isPacked;
    }

    /// <summary>What is written.</summary>
    public IReadOnlyList<NamedPath> Outputs { get; }

    /// <summary>The file that the command is about, if it is about one: a blob or a model.</summary>
    public string? Subject => inputs.FirstOrDefault(path => path.Role is PathRole.Input or PathRole.Model)?.Path;

    /// <summary>
    /// About how long an output becomes, at least. A blob that is planned again stays as long as it is; of a model's
    /// weights those of four bytes become one, and none less. Of all else nothing is known: 0.
    /// </summary>
    public long ExpectedBytes(NamedPath output)
    {
        if (output.Role != PathRole.OutputBlob || isPacked || Subject is not string subject || !File.Exists(subject))
        {
            return 0;
        }

        long bytes = new FileInfo(subject).Length;
        return BlobFile.Is(subject) ? bytes : bytes / 4;
    }

    /// <summary>Reads the paths of a command line.</summary>
    public static FilePlan Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<NamedPath> arguments = command.Arguments.SelectMany(argument =>
            Paths(argument.Name, argument, Value(argument.ValueType, parsed, argument)));
        IEnumerable<NamedPath> options = command.Options.SelectMany(option =>
            Paths(option.Name, option, Value(option.ValueType, parsed, option)));
        bool isPacked = command.Options.OfType<Option<bool>>()
            .Any(option => option.Name == "--packed" && parsed.GetValue(option));
        return new FilePlan([.. arguments, .. options], isPacked);
    }

    /// <summary>
    /// Fails if a path is empty, if a file is given for a folder or a folder for a file, or if an output costs an
    /// input.
    /// </summary>
    /// <exception cref="CommandException">It is so.</exception>
    public void Check()
    {
        if (empty is not null)
        {
            throw new CommandException(
                ExitCode.Usage, $"{empty.Name} is an empty text, not a path. Is a variable of your shell not set?");
        }

        NamedPath? folder = Outputs.FirstOrDefault(o => IsFile(o) && Path.EndsInDirectorySeparator(o.Path));
        if (folder is not null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{folder.Path}: {folder.Name} takes a file, and this names a folder. Put a name behind it.",
                folder.Path);
        }

        RequireNoLoss([.. Outputs.Where(IsFile)]);
        Array.ForEach(inputs, RequireKind);
        IGrouping<string, NamedPath>? twice =
            Outputs.GroupBy(output => RealPath.Of(output.Path)).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            string names = string.Join(", ", twice.Select(output => output.Name).Distinct());
            throw new CommandException(
                ExitCode.Usage,
                $"{twice.First().Path} is to be written twice ({names}). Name another file, or leave one out.",
                twice.First().Path);
        }
    }

    private static bool IsFile(NamedPath path)
    {
        return path.Role is PathRole.Output or PathRole.OutputBlob;
    }

    private static IEnumerable<NamedPath> Paths(string name, Symbol symbol, IEnumerable<string?> values)
    {
        PathRole? role = PathRoles.Of(symbol);
        return role is null or PathRole.Text
            ? []
            : values.OfType<string>()
                .Where(value => !PathRoles.IsWord(symbol, value))
                .Select(value => new NamedPath(name, role.Value, value));
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
        bool takesFolder = path.Role is PathRole.Images or PathRole.Folder;
        if (takesFolder && File.Exists(path.Path))
        {
            string what = path.Role == PathRole.Images ? "the folder of the images" : "a folder";
            throw new CommandException(
                ExitCode.BadInput, $"{path.Path}: this is a file; {path.Name} takes {what}.", path.Path);
        }

        bool takesFile = path.Role is PathRole.Input or PathRole.Model or PathRole.WordOrInput;
        if (takesFile && Directory.Exists(path.Path))
        {
            throw new CommandException(
                ExitCode.BadInput, $"{path.Path}: this is a folder; {path.Name} takes a file.", path.Path);
        }
    }

    private void RequireNoLoss(NamedPath[] files)
    {
        // Folders are searched once, and links followed once.
        (NamedPath Output, string Real)[] outputs = [.. files.Select(output => (output, RealPath.Of(output.Path)))];
        ReadFile[] read = outputs.Length == 0 ? [] : [.. inputs.SelectMany(input =>
            Files(input).Select(file => new ReadFile(input, file, RealPath.Of(file))))];
        foreach ((NamedPath output, string real) in outputs)
        {
            RequireNoInput(output, real, read);
            NamedPath? twin = outputs
                .FirstOrDefault(other => other.Output != output && SameFile.IsNamed(other.Real, real)).Output;
            if (twin is not null)
            {
                throw new CommandException(
                    ExitCode.Usage, $"{output.Name} and {twin.Name} name the same file, {output.Path}.", output.Path);
            }
        }
    }

    private static void RequireNoInput(NamedPath output, string real, ReadFile[] read)
    {
        bool isSame = true;
        ReadFile? found = Array.Find(read, file => SameFile.IsNamed(file.Real, real));
        if (found is null && File.Exists(real))
        {
            isSame = false;
            found = Array.Find(read, file => SameFile.IsAlike(file.Real, real));
        }

        if (found is not null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{Loss(output, found, isSame)}. It would be lost, so nothing is done; give {output.Name} another "
                + "name.",
                output.Path);
        }
    }

    private static string Loss(NamedPath output, ReadFile file, bool isSame)
    {
        NamedPath input = file.Input;
        string written = $"{output.Name} {output.Path}";
        bool isFound = file.Path != input.Path;
        return (isFound, isSame) switch
        {
            (true, true) => $"{written} is a file that is read with {input.Name} {input.Path}",
            (true, false) => $"{written} and {file.Path}, which is read with {input.Name}, look like the same file",
            (false, false) => $"{written} and {input.Name} {input.Path} look like the same file",
            _ => input.Path == output.Path
                ? $"{output.Name} and {input.Name} name the same file, {output.Path}"
                : $"{written} and {input.Name} {input.Path} are the same file",
        };
    }

    private static IEnumerable<string> Files(NamedPath input)
    {
        return input.Role switch
        {
            PathRole.Images => ImagesOf(input.Path),
            PathRole.Model => [input.Path, .. CompanionFiles.Of(input.Path)],
            PathRole.Folder => Directory.Exists(input.Path) ? Directory.EnumerateFiles(input.Path) : [],
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

    /// <summary>A file that is read.</summary>
    /// <param name="Input">The path that it comes with: its own, its folder's or its model's.</param>
    /// <param name="Real">Its path with all links followed.</param>
    private sealed record ReadFile(NamedPath Input, string Path, string Real);
}
