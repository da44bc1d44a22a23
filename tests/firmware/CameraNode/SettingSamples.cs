using System;
using System.Text.Json;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>A value for every setting that is possible, and is not its default.</summary>
internal static class SettingSamples
{
    /// <summary>The value as the settings keep it.</summary>
    public static object Of(Setting setting)
    {
        return setting switch
        {
            WholeSetting whole => whole.Most,
            NumberSetting => 0.5f,
            FlagSetting => true,
            ChoiceSetting choice => choice.Count - 1,
            BoardSetting => CameraBoards.Names[^1],
            TriggerSetting => new TriggerPin(2) { Edge = PinEdge.Falling },
            LampSetting => new OutputPin(14, string.Empty, 100),
            OutputsSetting => new OutputPins([new OutputPin(1, "cat", 700) { ActiveLow = true }]),
            TextSetting => "x" + setting.Name[^1],
            _ => throw new NotSupportedException(setting.GetType().Name),
        };
    }

    /// <summary>The value as JSON has it.</summary>
    public static string Json(Setting setting)
    {
        return Of(setting) is TriggerPin or OutputPin or OutputPins ? Of(setting).ToString()!
            : setting is ChoiceSetting choice
            ? $"\"{choice.Word(choice.Count - 1)}\"" : JsonSerializer.Serialize(Of(setting));
    }

    /// <summary>What another setting needs beside it, as the rest of a JSON object: empty if it stands alone.</summary>
    public static string Beside(string name)
    {
        return name switch
        {
            "caCertificate" => ",\"tls\":\"tls12\"",
            "clientCertificate" => ",\"tls\":\"tls12\",\"clientKey\":\"k\"",
            "clientKey" => ",\"tls\":\"tls12\",\"clientCertificate\":\"c\"",
            "password" => ",\"user\":\"u\"",
            "hysteresis" => ",\"minProbability\":0.5",
            _ => string.Empty,
        };
    }
}
