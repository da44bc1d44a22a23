using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import.Labels;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Says before a build what it means that a model names no classes.</summary>
internal static class LabelNote
{
    public static void Write(SqueezeNetModel model)
    {
        if (model.Labels.Count > 0)
        {
            return;
        }

        int last = model.Classes - 1;
        string remedy = model.Classes == ImageNetLabels.Texts.Count
            ? $"If its classes are ImageNet's, give --labels {ImageNetLabels.Name}; else --labels FILE."
            : "Give --labels FILE, a name a line.";
        Terminal.Note(
            $"labels: the model names no classes, and none were given: results will have numbers only, 0 to {last}. "
            + remedy);
    }
}
