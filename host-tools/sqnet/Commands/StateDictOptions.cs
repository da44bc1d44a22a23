using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say what a PyTorch state dict, having no graph, leaves open.</summary>
internal sealed class StateDictOptions
{
    private readonly Option<string?> key = new Option<string?>("--state-dict-key")
    {
        Description = "PyTorch: which weights of a checkpoint, by the keys that lead to them; for example model_ema.",
    }.As(PathRole.Text);

    private readonly Option<int?> pad = new("--conv1-pad")
    {
        Description = "PyTorch: padding of the first convolution. Default: torchvision's, 0.",
    };

    private readonly Option<int?> stride = new("--conv1-stride")
    {
        Description = "PyTorch: stride of the first convolution. Default: torchvision's, 2.",
    };

    private readonly Option<string?> relu = new Option<string?>("--last-relu")
    {
        Description = "PyTorch: whether a ReLU follows the last convolution: on or off. Default: torchvision's, on.",
    }.As(PathRole.Text);

    private readonly Option<string?> ceil = new Option<string?>("--ceil-mode")
    {
        Description = "PyTorch: whether max pools round their size up: on or off. Default: torchvision's, on.",
    }.As(PathRole.Text);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        relu.AcceptOnlyFromAmong("on", "off");
        ceil.AcceptOnlyFromAmong("on", "off");
        command.AddAll(key, pad, stride, relu, ceil);
    }

    /// <summary>What the user said.</summary>
    public ImportOptions Read(ParseResult arguments)
    {
        return new ImportOptions
        {
            StateDictKey = arguments.GetValue(key),
            Conv1Pad = arguments.GetValue(pad),
            Conv1Stride = arguments.GetValue(stride),
            LastRelu = ToSwitch(arguments.GetValue(relu)),
            CeilMode = ToSwitch(arguments.GetValue(ceil)),
        };
    }

    private static bool? ToSwitch(string? text) => text is null ? null : text == "on";
}
