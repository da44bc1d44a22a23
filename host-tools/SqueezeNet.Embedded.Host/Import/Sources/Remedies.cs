namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>Advice that several errors share.</summary>
internal static class Remedies
{
    public const string NotSqueezeNet =
        "Only SqueezeNets can be imported: a convolution, Fire modules with max pools between them and simple bypasses "
        + "around them, a 1x1 convolution and a global average, each convolution but the last one followed by ReLU";

    public const string Damaged = "The file is damaged or incomplete: copy or export it again";

    public const string FloatInput =
        "Export the model with a float32 image as input (PyTorch: torch.onnx.export with a torch.float32 example), or "
        + "with uint8 pixels and a Cast to float behind them; weights may stay as they are";

    public const string StoreWeights =
        "Export the model with its weights in the file and constants folded (PyTorch: torch.onnx.export with "
        + "export_params=True and do_constant_folding=True)";

    public const string ExportFp32 = "Export the model with fp32 weights; quantization happens when it is packed";

    public const string FixPrototxt = "Give the deploy prototxt that belongs to the weights (prototxt)";

    public const string GiveSize = "Give the side of the input image in pixels (size)";
}
