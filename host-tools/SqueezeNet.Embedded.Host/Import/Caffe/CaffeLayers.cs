using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>The layers of a network as it is used, in today's names: those of training alone are left out.</summary>
internal static class CaffeLayers
{
    /// <summary>Types of the old format (messages 'layers') that SqueezeNets and their training use.</summary>
    private static readonly Dictionary<string, string> OldTypes = new()
    {
        ["ACCURACY"] = "Accuracy",
        ["CONCAT"] = "Concat",
        ["CONVOLUTION"] = "Convolution",
        ["DATA"] = "Data",
        ["DROPOUT"] = "Dropout",
        ["DUMMY_DATA"] = "DummyData",
        ["ELTWISE"] = "Eltwise",
        ["FLATTEN"] = "Flatten",
        ["HDF5_DATA"] = "HDF5Data",
        ["IMAGE_DATA"] = "ImageData",
        ["INNER_PRODUCT"] = "InnerProduct",
        ["MEMORY_DATA"] = "MemoryData",
        ["POOLING"] = "Pooling",
        ["RELU"] = "ReLU",
        ["SILENCE"] = "Silence",
        ["SOFTMAX"] = "Softmax",
        ["SOFTMAX_LOSS"] = "SoftmaxWithLoss",
        ["SPLIT"] = "Split",
        ["WINDOW_DATA"] = "WindowData",
    };

    private static readonly string[] OnlyForTraining = ["Accuracy", "Silence", "SoftmaxWithLoss"];

    /// <summary>The layers of the phase TEST, or of TRAIN where only that one has an input.</summary>
    public static PrototxtMessage[] Find(PrototxtMessage net)
    {
        PrototxtMessage[] all = [.. net.Messages("layer"), .. net.Messages("layers")];
        bool test = net.Has("input") || all.Any(l => CaffeInput.IsInput(l) && Runs(l, "TEST"));
        string phase = test ? "TEST" : "TRAIN";
        return [.. all.Where(l => Runs(l, phase) && !OnlyForTraining.Contains(Type(l)))];
    }

    /// <summary>The type of a layer.</summary>
    public static string Type(PrototxtMessage layer)
    {
        string type = layer.Text("type", "");
        return OldTypes.GetValueOrDefault(type, type);
    }

    private static bool Runs(PrototxtMessage layer, string phase)
    {
        return layer.Has("include")
            ? layer.Messages("include").Any(rule => Meets(rule, phase))
            : !layer.Messages("exclude").Any(rule => Meets(rule, phase));
    }

    /// <summary>A rule for stages or levels is not met: networks run without them here.</summary>
    private static bool Meets(PrototxtMessage rule, string phase)
    {
        string number = phase == "TRAIN" ? "0" : "1";
        string wanted = rule.Text("phase", phase);
        return (wanted == phase || wanted == number) && !rule.Has("stage") && rule.Integer("min_level", 0) <= 0;
    }
}
