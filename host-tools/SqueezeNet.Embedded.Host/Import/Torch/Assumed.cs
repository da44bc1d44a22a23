using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>What torchvision's code has and a state dict does not say, and the words for it.</summary>
internal static class Assumed
{
    public const int Side = 224;
    public const int Stride = 2;
    public const int Pad = 0;
    public const bool LastRelu = true;
    public const bool CeilMode = true;

    /// <summary>What was taken for granted, what was given, and how either can be changed.</summary>
    public static string Note(SqueezeNetModel model, ImportOptions options)
    {
        InputSpec input = model.Input;
        (string Text, string Option, object? Given)[] parts =
        [
            ($"conv1 stride {model.Conv1.Stride}", "--conv1-stride", options.Conv1Stride),
            ($"conv1 padding {model.Conv1.Pad}", "--conv1-pad", options.Conv1Pad),
            ($"pools 3x3, stride 2, ceil mode {OnOff(options.CeilMode ?? CeilMode)}", "--ceil-mode", options.CeilMode),
            ($"last ReLU {OnOff(model.HasLastRelu)}", "--last-relu", options.LastRelu),
            ($"input {input.Width}x{input.Height}", "--size", options.Size),
            ($"resize to {input.ResizeTo}", "--resize", options.ResizeTo),
            (options.ChannelOrder == ChannelOrder.Bgr ? "BGR" : "RGB", "--channel-order", options.ChannelOrder),
            ($"mean {Numbers(input.Mean)}", "--mean", options.Mean),
            ($"std {Numbers(input.Std)}", "--std", options.Std),
        ];
        IEnumerable<string> assumed = parts.Where(p => p.Given is null).Select(p => $"{p.Text} ({p.Option})")
            .DefaultIfEmpty("nothing");
        IEnumerable<string> given = parts.Where(p => p.Given is not null).Select(p => p.Text);
        return "a state dict does not say how its network is made. Assumed, as in torchvision: "
            + $"{string.Join("; ", assumed)}. {Given(given)}"
            + "If it was trained otherwise, give these options, or better an ONNX file (torch.onnx.export).";
    }

    private static string Given(IEnumerable<string> parts)
    {
        string all = string.Join("; ", parts);
        return all.Length == 0 ? string.Empty : $"As given: {all}. ";
    }

    private static string OnOff(bool value) => value ? "on" : "off";

    private static string Numbers(float[] values)
    {
        return string.Join(',', values.Select(v => v.ToString("0.###", CultureInfo.InvariantCulture)));
    }
}
