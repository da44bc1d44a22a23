using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Home;

/// <summary>
/// What Home Assistant asks of a device's discovery document, in our own words: where it refuses all of it without a
/// word, and where it passes over an entity or a part of it.
/// </summary>
internal static class DiscoveryRules
{
    private const int LongestState = 255;

    /// <summary>Keys beside these at the top, in dev or in o make it refuse everything.</summary>
    private static readonly string[] top =
    [
        "device", "origin", "components", "availability", "availability_mode", "availability_template",
        "availability_topic", "payload_available", "payload_not_available", "state_topic", "command_topic", "qos",
        "encoding",
    ];

    private static readonly string[] device =
    [
        "identifiers", "connections", "manufacturer", "model", "model_id", "name", "hw_version", "serial_number",
        "sw_version", "via_device", "suggested_area", "configuration_url",
    ];

    private static readonly string[] origin = ["name", "sw_version", "support_url"];

    private static readonly Dictionary<string, string> topShort = new()
    {
        ["dev"] = "device",
        ["o"] = "origin",
        ["cmps"] = "components",
        ["avty"] = "availability",
        ["avty_mode"] = "availability_mode",
        ["avty_t"] = "availability_topic",
        ["avty_tpl"] = "availability_template",
        ["stat_t"] = "state_topic",
        ["cmd_t"] = "command_topic",
        ["pl_avail"] = "payload_available",
        ["pl_not_avail"] = "payload_not_available",
        ["e"] = "encoding",
    };

    private static readonly Dictionary<string, string> deviceShort = new()
    {
        ["ids"] = "identifiers",
        ["cns"] = "connections",
        ["mf"] = "manufacturer",
        ["mdl"] = "model",
        ["mdl_id"] = "model_id",
        ["hw"] = "hw_version",
        ["sn"] = "serial_number",
        ["sw"] = "sw_version",
        ["sa"] = "suggested_area",
        ["cu"] = "configuration_url",
    };

    private static readonly Dictionary<string, string> originShort =
        new() { ["sw"] = "sw_version", ["url"] = "support_url" };

    private static readonly Dictionary<string, string> componentShort = new(topShort)
    {
        ["p"] = "platform",
        ["uniq_id"] = "unique_id",
        ["val_tpl"] = "value_template",
        ["dev_cla"] = "device_class",
        ["stat_cla"] = "state_class",
        ["unit_of_meas"] = "unit_of_measurement",
        ["ent_cat"] = "entity_category",
        ["ic"] = "icon",
        ["off_dly"] = "off_delay",
        ["exp_aft"] = "expire_after",
        ["ops"] = "options",
        ["json_attr_t"] = "json_attributes_topic",
        ["json_attr_tpl"] = "json_attributes_template",
        ["pl_prs"] = "payload_press",
    };

    private static readonly string[] everyComponent =
    [
        "platform", "name", "unique_id", "default_entity_id", "entity_category", "icon", "device_class", "qos",
        "availability_topic", "availability_template", "json_attributes_topic", "json_attributes_template",
        "enabled_by_default", "encoding",
    ];

    /// <summary>What a platform needs, and what else it knows; others are dropped, so they are faults here.</summary>
    private static readonly Dictionary<string, (string[] Needs, string[] Knows)> platforms = new()
    {
        ["sensor"] = (["state_topic"],
            ["value_template", "unit_of_measurement", "state_class", "expire_after", "options", "force_update",
                "suggested_display_precision"]),
        ["binary_sensor"] = (["state_topic"],
            ["value_template", "off_delay", "expire_after", "payload_on", "payload_off", "force_update"]),
        ["event"] = (["state_topic", "event_types"], ["value_template"]),
        ["image"] = ([], ["image_topic", "url_topic", "url_template", "content_type", "image_encoding"]),
        ["button"] = (["command_topic"], ["command_template", "payload_press", "retain"]),
        ["select"] = (["command_topic", "options"],
            ["state_topic", "value_template", "command_template", "optimistic", "retain"]),
        ["number"] = (["command_topic"],
            ["state_topic", "value_template", "command_template", "min", "max", "step", "mode", "payload_reset",
                "unit_of_measurement", "optimistic", "retain"]),
    };

    /// <summary>Units that a class of sensors takes.</summary>
    private static readonly Dictionary<string, string[]> sensorClasses = new()
    {
        ["duration"] = ["d", "h", "min", "s", "ms", "µs"],
        ["data_size"] = ["bit", "kbit", "B", "kB", "MB", "KiB", "MiB", "GiB"],
        ["enum"] = [],
    };

    private static readonly Dictionary<string, string[]> otherClasses = new()
    {
        ["binary_sensor"] = ["occupancy", "presence", "motion", "problem"],
        ["button"] = ["identify", "restart", "update"],
        ["event"] = ["button", "doorbell", "motion"],
        ["number"] = [],
        ["image"] = [],
        ["select"] = [],
    };

    /// <summary>Everything that is wrong with a document.</summary>
    public static string[] Faults(string json)
    {
        List<string> faults = [];
        Dictionary<string, JsonElement> root = Expand(JsonDocument.Parse(json).RootElement, topShort, "", faults);
        Known(root, top, "the top", faults);
        FindNulls(JsonDocument.Parse(json).RootElement, "the top", faults);
        if (Required(root, "device", faults) is JsonElement dev)
        {
            CheckDevice(Expand(dev, deviceShort, "dev", faults), faults);
        }

        if (Required(root, "origin", faults) is JsonElement o)
        {
            Dictionary<string, JsonElement> parts = Expand(o, originShort, "o", faults);
            Known(parts, origin, "o", faults);
            Required(parts, "name", faults);
        }

        if (Required(root, "components", faults) is JsonElement components)
        {
            CheckComponents(components, faults);
        }

        return [.. faults];
    }

    private static void CheckDevice(Dictionary<string, JsonElement> dev, List<string> faults)
    {
        Known(dev, device, "dev", faults);
        if (!dev.TryGetValue("identifiers", out JsonElement ids) || Count(ids) == 0)
        {
            if (!dev.TryGetValue("connections", out JsonElement cns) || Count(cns) == 0)
            {
                faults.Add("dev has neither identifiers nor connections");
            }
        }

        Required(dev, "name", faults);
    }

    private static void CheckComponents(JsonElement components, List<string> faults)
    {
        HashSet<string> ids = [];
        foreach (JsonProperty one in components.EnumerateObject())
        {
            Dictionary<string, JsonElement> parts = Expand(one.Value, componentShort, one.Name, faults);
            string platform = Text(parts, "platform");
            if (!Regex.IsMatch(one.Name, "^[a-zA-Z0-9_-]+$"))
            {
                faults.Add($"{one.Name} is no name of a component");
            }

            if (!platforms.ContainsKey(platform))
            {
                faults.Add($"{one.Name} has no known platform");
            }
            else if (parts.Count > 1)
            {
                CheckComponent(one.Name, platform, parts, faults);
                if (!ids.Add(Text(parts, "unique_id")))
                {
                    faults.Add($"{one.Name} has the unique id of another one");
                }
            }
        }
    }

    private static void CheckComponent(
        string name, string platform, Dictionary<string, JsonElement> parts, List<string> faults)
    {
        (string[] needs, string[] knows) = platforms[platform];
        foreach (string key in needs.Append("unique_id").Where(key => Empty(parts, key)))
        {
            faults.Add($"{name} needs {key}");
        }

        Known(parts, [.. everyComponent, .. needs, .. knows], name, faults);
        if (platform == "image" && parts.ContainsKey("image_topic") == parts.ContainsKey("url_topic"))
        {
            faults.Add($"{name} needs either image_topic or url_topic");
        }

        if (!Regex.IsMatch(Text(parts, "default_entity_id"), $"^{platform}\\.[a-z0-9]+(_[a-z0-9]+)*$"))
        {
            faults.Add($"{name} has a default_entity_id that is no {platform}'s");
        }

        if (Text(parts, "name").Length is 0 or > LongestState)
        {
            faults.Add($"{name} has no name, or a long one");
        }

        if (Text(parts, "entity_category") is not ("" or "diagnostic" or "config")
            || (Text(parts, "entity_category") == "config" && platform is "sensor" or "binary_sensor"))
        {
            faults.Add($"{name} has an entity_category that it may not have");
        }

        CheckClass(name, platform, parts, faults);
        CheckTopics(name, parts, faults);
        CheckNumbers(name, parts, faults);
    }

    private static void CheckClass(
        string name, string platform, Dictionary<string, JsonElement> parts, List<string> faults)
    {
        string kind = Text(parts, "device_class");
        bool isKnown = platform == "sensor" ? sensorClasses.ContainsKey(kind) : otherClasses[platform].Contains(kind);
        if (kind.Length > 0 && !isKnown)
        {
            faults.Add($"{name} has device_class {kind}, which no {platform} has");
        }
        else if (platform == "sensor" && kind.Length > 0
            && !sensorClasses[kind].Contains(Text(parts, "unit_of_measurement")))
        {
            faults.Add($"{name} has a unit that device_class {kind} does not take");
        }

        if (Text(parts, "state_class") is not ("" or "measurement" or "total" or "total_increasing"))
        {
            faults.Add($"{name} has an unknown state_class");
        }
    }

    private static void CheckTopics(string name, Dictionary<string, JsonElement> parts, List<string> faults)
    {
        foreach (string key in parts.Keys.Where(key => key.EndsWith("_topic")))
        {
            // What is subscribed to may have '+' for a level; the node uses that for events alone.
            string topic = Text(parts, "platform") == "event" ? Text(parts, key).Replace("/+", "/x") : Text(parts, key);
            if (topic.Length == 0 || topic.Any(c => c is '+' or '#' or '\0'))
            {
                faults.Add($"{name} has a {key} that is no topic");
            }
        }
    }

    private static void CheckNumbers(string name, Dictionary<string, JsonElement> parts, List<string> faults)
    {
        foreach (string key in new[] { "off_delay", "expire_after" })
        {
            if (parts.TryGetValue(key, out JsonElement value) && (!value.TryGetInt32(out int seconds) || seconds <= 0))
            {
                faults.Add($"{name} has a {key} that is no time");
            }
        }

        if (parts.TryGetValue("min", out JsonElement least)
            && least.GetDouble() >= parts["max"].GetDouble())
        {
            faults.Add($"{name} has no range");
        }

        if (parts.TryGetValue("qos", out JsonElement qos) && qos.GetInt32() is < 0 or > 2)
        {
            faults.Add($"{name} has an unknown qos");
        }
    }

    private static Dictionary<string, JsonElement> Expand(
        JsonElement element, Dictionary<string, string> shorts, string where, List<string> faults)
    {
        Dictionary<string, JsonElement> expanded = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!expanded.TryAdd(shorts.GetValueOrDefault(property.Name, property.Name), property.Value))
            {
                faults.Add($"{where} has {property.Name} twice");
            }
        }

        return expanded;
    }

    private static void Known(
        Dictionary<string, JsonElement> parts, string[] known, string where, List<string> faults)
    {
        faults.AddRange(parts.Keys.Except(known).Select(key => $"{where} has an unknown key {key}"));
    }

    private static JsonElement? Required(Dictionary<string, JsonElement> parts, string key, List<string> faults)
    {
        if (parts.TryGetValue(key, out JsonElement value))
        {
            return value;
        }

        faults.Add($"{key} is missing");
        return null;
    }

    private static void FindNulls(JsonElement element, string where, List<string> faults)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            faults.Add($"{where} is null");
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                FindNulls(property.Value, property.Name, faults);
            }
        }
    }

    private static int Count(JsonElement list)
    {
        return list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 1;
    }

    private static bool Empty(Dictionary<string, JsonElement> parts, string key)
    {
        return !parts.TryGetValue(key, out JsonElement value)
            || (value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : Count(value)) == 0;
    }

    private static string Text(Dictionary<string, JsonElement> parts, string key)
    {
        return parts.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : string.Empty;
    }
}
