using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Writes settings for people: the JSON of a device's file, and the table of the documentation.</summary>
public static class SettingText
{
    private static readonly JsonSerializerOptions plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Settings as a device's <c>node.json</c> has them: those whose values differ from a standard's.
    /// </summary>
    public static string Json(NodeSettings settings, NodeSettings standard)
    {
        IEnumerable<string> lines = SettingsTable.All
            .Where(setting => !Equals(settings.Get(setting), standard.Get(setting)))
            .Select(setting => $"  \"{setting.Name}\": {Value(setting, settings.Get(setting))}");
        return $"{{\n{string.Join(",\n", lines)}\n}}";
    }

    /// <summary>A value as JSON writes it.</summary>
    public static string Value(Setting setting, object? value)
    {
        if (setting is RegionsSetting regions)
        {
            return regions.ToJson(value);
        }

        if (value is TriggerPin or OutputPin or OutputPins)
        {
            return value.ToString()!;
        }

        object? written = (setting, value) switch
        {
            (ChoiceSetting choice, int number) => choice.Word(number),
            (_, WordList words) => Enumerable.Range(0, words.Count).Select(words.Word).ToArray(),
            _ => value,
        };
        return JsonSerializer.Serialize(written, plain);
    }

    /// <summary>The values that are possible, as a few words; empty if the kind of the setting says all.</summary>
    public static string Range(Setting setting)
    {
        string range = setting switch
        {
            WholeSetting { Step: > 1 } whole => string.Join(", ", Steps(whole)),
            RegionsSetting { IsList: true } => $"1..{RegionsSetting.Most} of name, x, y, size; or null",
            RegionsSetting => "x, y, size; or null",
            WholeSetting { Most: int.MaxValue } whole => $"{whole.Least}..",
            WholeSetting whole => $"{whole.Least}..{whole.Most}",
            NumberSetting => "0..1",
            FlagSetting => "true or false",
            ChoiceSetting choice => string.Join(", ", Enumerable.Range(0, choice.Count).Select(choice.Word)),
            BoardSetting => string.Join(", ", CameraBoards.Names),
            TriggerSetting => "pin, edge, pull, debounceMilliseconds; or null",
            OutputsSetting => $"at most {OutputPins.Most} of pin, label, milliseconds, activeLow",
            LampSetting => "pin, milliseconds, activeLow; or null",
            TextSetting { MostBytes: > 0 } text => $"at most {text.MostBytes} bytes",
            TextSetting { Forbidden.Length: > 0 } text => $"without {string.Join(' ', text.Forbidden.AsEnumerable())}",
            WordsSetting => $"at most {WordsSetting.MostWords} texts of {WordsSetting.MostBytes} bytes",
            _ => string.Empty,
        };
        return setting.Unit.Length > 0 ? $"{range} {setting.Unit}" : range;
    }

    private static IEnumerable<int> Steps(WholeSetting whole)
    {
        for (int value = whole.Least; value <= whole.Most; value += whole.Step)
        {
            yield return value;
        }
    }

    /// <summary>All settings as a Markdown table.</summary>
    public static string Markdown()
    {
        StringBuilder table = new("| Setting | Default | Values | Meaning |\n|---|---|---|---|\n");
        foreach (Setting setting in SettingsTable.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | `{Value(setting, setting.Default)}`");
            table.Append(CultureInfo.InvariantCulture, $" | {Range(setting)} | {setting.Help} |\n");
        }

        return table.ToString();
    }
}
