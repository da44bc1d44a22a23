using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using Places = SqueezeNet.Embedded.Host.Evaluation.ClassesFrom;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class Arguments
{
    private const int MaxBlobBytes = 64 << 20;

    /// <summary>Adds arguments and options, in the order in which help shows them.</summary>
    public static void AddAll(this Command command, params Symbol[] symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Options.Add(option);
            }
        }
    }

    public static Argument<string> Blob()
    {
        return new Argument<string>("BLOB") { Description = "Model blob made by 'sqnet build'." }
            .As(PathRole.Input);
    }

    public static Option<bool> Json()
    {
        return new Option<bool>(Guard.JsonOption) { Description = "Print the result as JSON on standard output." };
    }

    public static Option<string> Backend()
    {
        Option<string> option = new("--backend")
        {
            Description =
                "Engine: 'c' (the native core), 'vector' (C# with vector instructions), 'csharp' (the slow reference), "
                + "or 'auto': 'c' where it is installed, else 'vector'. All give the same scores.",
            DefaultValueFactory = _ => "auto",
        };
        return option.AcceptOnlyFromAmong("auto", "c", "vector", "csharp").As(PathRole.Text);
    }

    /// <summary>Where the true classes of images are read.</summary>
    public static Option<string?> ClassesFrom()
    {
        return new Option<string?>("--classes-from")
        {
            Description = "Where the true classes of --images stand: 'folder', 'name', or a file of lines 'path,label' "
                + "or 'path,index'. Default: what fits all images, folders before file names, labels before indices.",
        }.As(PathRole.WordOrInput, Places.Folder.Text, Places.Name.Text);
    }

    public static Backend ToBackend(string? name)
    {
        return name switch
        {
            "c" => Embedded.Backend.Native,
            "vector" => Embedded.Backend.Vector,
            "csharp" => Embedded.Backend.Managed,
            _ => Embedded.Backend.Automatic,
        };
    }

    /// <summary>What --backend calls an engine.</summary>
    public static string NameOf(Backend backend)
    {
        return backend switch
        {
            Embedded.Backend.Native => "c",
            Embedded.Backend.Vector => "vector",
            Embedded.Backend.Managed => "csharp",
            _ => "auto",
        };
    }

    /// <summary>An option that must be at least a number.</summary>
    public static Option<int> AtLeast(
        string name, int least, int standard, string description, int most = int.MaxValue)
    {
        string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        return new Option<int>(name)
        {
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                bool isNumber = int.TryParse(
                    text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
                if (!isNumber || value < least || value > most)
                {
                    result.AddError($"{name} takes a whole number {range}, not '{text}'.");
                }

                return value;
            },
        };
    }

    /// <summary>Reads a whole blob.</summary>
    /// <exception cref="CommandException">There is no such file, or it is no blob by its size.</exception>
    public static byte[] ReadBlob(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{path}: no such file. Make a blob with: sqnet build MODEL -o {path} --calibration DIR",
                path);
        }

        if (file.Length is 0 or > MaxBlobBytes)
        {
            string problem = file.Length == 0
                ? "the file is empty"
                : $"{file.Length} bytes are too many for a model blob";
            throw new CommandException(ExitCode.BadInput, $"{path}: {problem}.", path);
        }

        byte[] bytes = ReadAll(path);
        return LfsPointer.Describe(bytes) is string pointer
            ? throw new CommandException(ExitCode.BadInput, $"{path}: {pointer}. {LfsPointer.Remedy}", path)
            : bytes;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.BadInput, $"{path}: you may not read this file. Change its permissions (chmod u+r).", path);
        }
    }

    /// <summary>Reads a blob and opens it.</summary>
    /// <exception cref="CommandException">It is no blob; the message names the file.</exception>
    public static T OpenBlob<T>(string path, Func<byte[], T> open)
    {
        try
        {
            return open(ReadBlob(path));
        }
        catch (ModelException e) when (e.Code != ErrorCode.Unsupported)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message}", path);
        }
    }

    /// <summary>Imports a model and prints what is to be known of that.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    public static SqueezeNetModel Import(string path, ImportOptions options)
    {
        SqueezeNetModel model = ModelImporter.Import(path, options);
        foreach (string note in model.Notes)
        {
            Terminal.Note(note);
        }

        return model;
    }

    /// <summary>Three numbers "R,G,B".</summary>
    public static float[]? ParseTriple(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split(',');
        float[] values = parts
            .Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                ? value
                : float.NaN)
            .ToArray();
        return values.Length == 3 && values.All(float.IsFinite)
            ? values
            : throw new CommandException(
                ExitCode.Usage, $"{option} takes three numbers, R,G,B in pixel units; for example 123.7,116.3,103.5");
    }
}
