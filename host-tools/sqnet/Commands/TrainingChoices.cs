using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Features;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say how a network is trained.</summary>
internal sealed class TrainingChoices
{
    // More only take time.
    private const int MostViews = 64;
    private const int MostFolds = 20;

    private static readonly TrainingOptions standard = new();

    private readonly Option<string?> background = new Option<string?>("--background")
    {
        Description = "Folder of photos that show none of the classes. Default: PHOTOS/background, if there is one.",
    }.As(PathRole.Images);

    private readonly Option<string> grouping = new Option<string>("--group-by")
    {
        Description = "Which photos belong together, so that none is judged by a network that has seen another: "
            + "'photo', each alone; 'folder', a sub-folder of a class; 'prefix', names alike up to the last number; "
            + "'time', taken within a minute. Near-duplicates do, too, unless they are most of a class: then a warning "
            + "says so.",
        DefaultValueFactory = _ => "photo",
    }.As(PathRole.Text);

    private readonly Option<string?> tune = new Option<string?>("--tune")
    {
        Description = "Train the Fire modules from this one on as well, such as fire9: better, and minutes longer.",
    }.As(PathRole.Text);

    private readonly Option<int> views = Arguments.AtLeast(
        "--views", 1, standard.Views, "Views of each photo that are trained on, the photo itself among them, 1..64.",
        MostViews);

    private readonly Option<bool> noFlips = new("--no-flips")
    {
        Description = "Don't train on mirrored views: for classes that differ in left and right, such as writing.",
    };

    private readonly Option<int> folds = Arguments.AtLeast(
        "--folds", 2, standard.Folds,
        "Parts of the photos that are held out in turn, 2..20; fewer if a class is small.",
        MostFolds);

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "What all random choices follow from; the same seed gives the same bytes.",
        DefaultValueFactory = _ => standard.Seed,
    };

    private readonly Option<string?> size = new Option<string?>("--size")
    {
        Description = "Side of the square input in pixels, 96..224, where it is to differ from the model's; with --fit "
            + "or --max-ms also a range such as 96..160, from which one that fits is taken.",
    }.As(PathRole.Text);

    private readonly Option<string?> fit = new Option<string?>("--fit")
    {
        Description = "Try smaller inputs and a bypass, and of those that fit this board take the fastest that does as "
            + "well as the best, within its standard error: a name or profile, as --board takes it.",
    }.As(PathRole.WordOrInput, [.. Boards.Names]);

    private readonly Option<double?> mostMilliseconds = new("--max-ms")
    {
        Description = "The same with a limit of time: most milliseconds of a classification, by the cost model.",
    };

    private readonly Option<bool> packed = new("--packed") { Description = "Pack the blob's weights (see pack)." };

    private readonly Option<string> cache = new Option<string>("--cache")
    {
        Description = "Folder in which features are kept, so that the next training starts at once.",
        DefaultValueFactory = _ => FeatureCache.DefaultFolder,
    }.As(PathRole.Cache);

    private readonly Option<bool> noCache = new("--no-cache") { Description = "Keep no features, and use none." };

    private readonly ReadingOptions reading;
    private readonly ModelOptions import;
    private readonly PlanningOptions planning;

    /// <summary>Adds the options to a command.</summary>
    public TrainingChoices(Command command)
    {
        grouping.AcceptOnlyFromAmong("photo", "folder", "prefix", "time");
        tune.AcceptOnlyFromAmong([.. Enumerable.Range(2, 8).Select(i => $"fire{i}")]);
        fit.HelpName = "board";
        fit.CompletionSources.Add([.. Boards.Names]);
        mostMilliseconds.CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(value > 0))
            {
                result.AddError($"--max-ms takes milliseconds above 0, such as 62.5, not '{text}'.");
            }

            return value;
        };
        command.AddAll(background, grouping, tune, views, noFlips, folds, seed);
        command.AddAll(size, fit, mostMilliseconds, packed, cache, noCache);
        planning = new PlanningOptions(command);
        reading = new ReadingOptions(command);
        import = new ModelOptions(command, isTrained: true);
    }

    /// <summary>Whether the user named a board, and so wants to know whether it fits there.</summary>
    public bool NamesBoard(ParseResult parsed)
    {
        return parsed.GetValue(fit) is not null || planning.NamesBoard(parsed);
    }

    /// <summary>What the model file does not say.</summary>
    public ImportOptions Import(ParseResult parsed)
    {
        return import.Read(parsed);
    }

    /// <summary>What is asked for.</summary>
    /// <exception cref="CommandException">Options exclude each other, or a board is unknown.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        bool fits = parsed.GetValue(fit) is not null;
        double? most = parsed.GetValue(mostMilliseconds);
        if (fits && planning.NamesBoard(parsed))
        {
            throw new CommandException(
                ExitCode.Usage, "--fit and --board exclude each other: --fit plans for the board that it names.");
        }

        BoardTarget target = planning.Read(parsed, parsed.GetValue(fit));
        (int least, int top) = Sides(parsed.GetValue(size), fits || most is not null);
        return new TrainingOptions
        {
            Photos = new PhotoOptions
            {
                GroupBy = Enum.Parse<PhotoGrouping>(parsed.GetRequiredValue(grouping), ignoreCase: true),
                Background = parsed.GetValue(background),
                Images = reading.Read(parsed),
            },
            Views = parsed.GetValue(views),
            HasFlips = !parsed.GetValue(noFlips),
            Folds = parsed.GetValue(folds),
            Seed = parsed.GetValue(seed),
            Tune = parsed.GetValue(tune),
            Side = least == top ? least : null,
            LeastSide = least,
            MostSide = top,
            Fit = fits ? target : null,
            MostMilliseconds = most,
            Target = target,
            Rate = parsed.GetValue(packed) ? RateTarget.Lossless : RateTarget.Raw,
            Cache = parsed.GetValue(noCache) ? null : parsed.GetValue(cache),
        };
    }

    /// <summary>The smallest and the largest side: one number, or two with dots between.</summary>
    private static (int Least, int Most) Sides(string? text, bool isSearch)
    {
        if (text is null)
        {
            return (standard.LeastSide, standard.MostSide);
        }

        int[] sides = [.. text.Split("..").Select(Side)];
        if (sides.Length > 2 || sides.Any(side => side < standard.LeastSide || side > standard.MostSide)
            || sides[0] > sides[^1])
        {
            throw new CommandException(
                ExitCode.Usage, $"--size takes pixels from 96 to 224, such as 160, or 96..160, not '{text}'.");
        }

        return sides.Length == 1 || isSearch
            ? (sides[0], sides[^1])
            : throw new CommandException(
                ExitCode.Usage, $"--size {text} leaves the choice open: say with --fit or --max-ms what must fit.");
    }

    private static int Side(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int side) ? side : 0;
    }
}
