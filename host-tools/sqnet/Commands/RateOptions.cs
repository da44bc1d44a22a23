using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say how small a blob is to be, or how good.</summary>
internal sealed class RateOptions
{
    private readonly Option<bool> packed = new("--packed")
    {
        Description = "Pack the weights (see pack): without loss, or smaller with one of the next three.",
    };

    private readonly Option<string?> size = new Option<string?>("--target-size")
    {
        Description =
            "The best blob of at most so many bytes, labels and tables included: 350K (350,000), 350KiB, 1.2M.",
    }.As(PathRole.Text);

    private readonly Option<string?> drop = new Option<string?>("--max-drop")
    {
        Description = "The smallest blob that is taken to lose at most so many points of top-1 accuracy, such as 1.0.",
    }.As(PathRole.Text);

    private readonly Option<string?> price = new Option<string?>("--bit-price")
    {
        Description =
            "The blob at a point of the curve that a search has shown: what a bit may cost, in nats, such as 2e-8.",
    }.As(PathRole.Text);

    private readonly Option[] targets;

    /// <summary>Adds the options to a command.</summary>
    public RateOptions(Command command)
    {
        targets = [size, drop, price];
        command.Options.Add(packed);
        Array.ForEach(targets, command.Options.Add);
        Require(
            size,
            text => ByteSize.ParseFile(text) is not null,
            "a size such as 350K (350,000 bytes), 350KiB or 1.2M");
        Require(
            drop,
            text => Number(text) is > 0 and <= 100,
            "points of top-1 accuracy above 0 and up to 100, such as 1.0");
        Require(price, text => Number(text) is > 0 and <= 1, "nats a bit above 0 and up to 1, such as 2e-8");
        command.Validators.Add(RequireOne);
    }

    /// <summary>What is asked for.</summary>
    public RateTarget Read(ParseResult arguments)
    {
        return arguments.GetValue(size) is string bytes ? RateTarget.ForBytes(ByteSize.ParseFile(bytes)!.Value)
            : Number(arguments.GetValue(drop)) is double points ? RateTarget.ForDrop(points)
            : Number(arguments.GetValue(price)) is double nats ? RateTarget.AtBitPrice(nats)
            : arguments.GetValue(packed) ? RateTarget.Lossless
            : RateTarget.Raw;
    }

    private static void Require(Option<string?> option, Predicate<string> holds, string what)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string text && !holds(text))
            {
                result.AddError($"{option.Name} takes {what}, not '{text}'.");
            }
        });
    }

    private void RequireOne(CommandResult result)
    {
        string[] given = targets.Where(option => result.GetResult(option) is { Implicit: false })
            .Select(option => option.Name).ToArray();
        if (given.Length > 1)
        {
            result.AddError($"{string.Join(" and ", given)} exclude each other: give one of them.");
        }
        else if (given.Length == 1 && !result.GetValue(packed))
        {
            result.AddError($"{given[0]} needs --packed: only packed weights can be made smaller than a byte each.");
        }
    }

    private static double? Number(string? text)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out double value) ? value : null;
    }
}
