using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Labels;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say what a model file does not.</summary>
internal sealed class ModelOptions
{
    private readonly Option<int?> size = new("--size")
    {
        Description = "Side of the square input in pixels, where it differs from the model's own.",
    };

    private readonly Option<string?> labels = new Option<string?>("--labels")
    {
        Description = "Text file with one label per line, or lines 'index<TAB>label', or a list or dictionary of "
            + "labels; or 'imagenet', the names of its 1000 classes.",
    }.As(PathRole.WordOrInput, ImageNetLabels.Name);

    private readonly Option<string?> prototxt = new Option<string?>("--prototxt")
    {
        Description = "Caffe prototxt of a .caffemodel or .net file. Without one: the model's own, or SqueezeNet v1.0 "
            + "at 227x227.",
    }.As(PathRole.Input);

    private readonly Option<string?> name = new Option<string?>("--name")
    {
        Description = "Name in the blob; by default the file's.",
    }.As(PathRole.Text);

    private readonly Option<string?> mean = new Option<string?>("--mean")
    {
        Description = "R,G,B to subtract, in pixel units (0..255). Default: torchvision's, for Caffe 123,117,104.",
    }.As(PathRole.Text);

    private readonly Option<string?> std = new Option<string?>("--std")
    {
        Description = "R,G,B to divide by, in pixel units. Default: torchvision's, for Caffe 1.",
    }.As(PathRole.Text);

    private readonly Option<string?> order = new Option<string?>("--channel-order")
    {
        Description = "Order of the colours the network was trained with: rgb or bgr. Default: rgb, for Caffe bgr.",
    }.As(PathRole.Text);

    private readonly Option<int?> resize = new("--resize")
    {
        Description =
            "Length of an image's shorter side before the centre is cropped. Default: 256 for ImageNet models.",
    };

    private readonly StateDictOptions stateDict = new();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="isTrained">
    /// Whether the model is trained further: then size and labels are not the file's to say.
    /// </param>
    public ModelOptions(Command command, bool isTrained = false)
    {
        order.AcceptOnlyFromAmong("rgb", "bgr");
        Symbol[] own = isTrained ? [] : [size, labels];
        command.AddAll([.. own, prototxt, name, mean, std, order, resize]);
        stateDict.AddTo(command);
    }

    /// <summary>What the user said.</summary>
    public ImportOptions Read(ParseResult arguments)
    {
        return stateDict.Read(arguments) with
        {
            Size = arguments.GetValue(size),
            LabelsFile = arguments.GetValue(labels),
            Prototxt = arguments.GetValue(prototxt),
            Name = arguments.GetValue(name),
            Mean = Arguments.ParseTriple("--mean", arguments.GetValue(mean)),
            Std = Arguments.ParseTriple("--std", arguments.GetValue(std)),
            ChannelOrder = arguments.GetValue(order) switch
            {
                "rgb" => ChannelOrder.Rgb,
                "bgr" => ChannelOrder.Bgr,
                _ => null,
            },
            ResizeTo = arguments.GetValue(resize),
        };
    }
}
