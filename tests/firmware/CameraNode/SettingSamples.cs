using System;
using System.Text.Json;
using CameraNode;
using SqueezeNet.Embedded.Simulation;

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
            RegionsSetting { IsList: true } => new ViewRegions(
                [new ViewRegion("door", 0, 0, 500), new ViewRegion("table", 500, 500, 500)]),
            RegionsSetting => new ViewRegions([new ViewRegion(string.Empty, 100, 200, 500)]),
            NumberSetting => 0.5f,
            FlagSetting => true,
            ChoiceSetting choice => choice.Count - 1,
            BoardSetting => CameraBoards.Names[^1],
            TriggerSetting => new TriggerPin(2) { Edge = PinEdge.Falling },
            LampSetting => new OutputPin(21, string.Empty, 100),
            OutputsSetting => new OutputPins([new OutputPin(1, "cat", 700) { ActiveLow = true }]),
            TextSetting => "x" + setting.Name[^1],
            WordsSetting => new WordList(Words(setting)),
            _ => throw new NotSupportedException(setting.GetType().Name),
        };
    }

    /// <summary>The value as JSON has it.</summary>
    public static string Json(Setting setting)
    {
        return setting switch
        {
            RegionsSetting or TriggerSetting or LampSetting or OutputsSetting =>
                SettingText.Value(setting, Of(setting)),
            ChoiceSetting choice => $"\"{choice.Word(choice.Count - 1)}\"",
            WordsSetting => JsonSerializer.Serialize(Words(setting)),
            _ => JsonSerializer.Serialize(Of(setting)),
        };
    }

    /// <summary>The value as arguments of an option, which is given once for each.</summary>
    public static string[] Arguments(Setting setting)
    {
        return setting switch
        {
            WordsSetting => Words(setting),
            RegionsSetting { IsList: true } => ["door=0,0,500", "table=500,500,500"],
            RegionsSetting => ["100,200,500"],
            _ => [Json(setting).Trim('"')],
        };
    }

    /// <summary>The option of sqnet simulate; one that is repeated has the name of one thing.</summary>
    public static string Option(Setting setting)
    {
        return "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(
            setting is RegionsSetting { IsList: true } ? "region" : setting.Name);
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
            "labelExpirySeconds" => ",\"mqttVersion\":\"5\"",
            "hysteresis" => ",\"minProbability\":0.5",
            _ => string.Empty,
        };
    }

    private static string[] Words(Setting setting)
    {
        return ["x", "y" + setting.Name[^1]];
    }
}
