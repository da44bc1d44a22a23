using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>
/// Every setting of the table, one after the other: reading, range, its property and the documentation.
/// </summary>
[TestClass]
public class SettingsTableTests
{
    private static readonly PropertyInfo[] properties = typeof(NodeSettings).GetProperties();

    public static IEnumerable<object[]> Names => SettingsTable.All.Select(setting => new object[] { setting.Name });

    [TestMethod]
    public void EveryPropertyIsASetting()
    {
        CollectionAssert.AreEquivalent(
            properties.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToArray(),
            SettingsTable.All.Select(s => s.Name).ToArray());
    }

    [TestMethod]
    public void EveryChoiceHasAWord()
    {
        Assert.AreEqual(Enum.GetValues<TlsMode>().Length, ((ChoiceSetting)SettingsTable.Tls).Count);
        Assert.AreEqual(Enum.GetValues<MqttVersion>().Length, ((ChoiceSetting)SettingsTable.MqttVersion).Count);
        Assert.AreEqual(Enum.GetValues<PublishRule>().Length, ((ChoiceSetting)SettingsTable.Rule).Count);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItIsReadAndNothingElseChanges(string name)
    {
        Setting setting = SettingsTable.Find(name)!;
        NodeSettings settings = new();
        string beside = SettingSamples.Beside(name);
        Assert.AreEqual(setting.Default, settings.Get(setting));
        Assert.AreNotEqual(SettingSamples.Of(setting), setting.Default, "this test would see nothing");

        SettingsReader.Read($"{{\"{name}\":{SettingSamples.Json(setting)}{beside}}}", settings);

        Assert.AreEqual(SettingSamples.Of(setting), settings.Get(setting));
        Assert.AreEqual(SettingSamples.Of(setting), Plain(Property(setting).GetValue(settings)));
        foreach (Setting other in SettingsTable.All.Where(s => s != setting && !beside.Contains($"\"{s.Name}\"")))
        {
            Assert.AreEqual(other.Default, settings.Get(other), other.Name);
            Assert.AreEqual(other.Default, Plain(Property(other).GetValue(settings)), other.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItsPropertyIsItsOwn(string name)
    {
        Setting setting = SettingsTable.Find(name)!;
        NodeSettings settings = new();
        object value = SettingSamples.Of(setting);
        Type type = Property(setting).PropertyType;

        Property(setting).SetValue(settings, type.IsEnum ? Enum.ToObject(type, value) : value);

        Assert.AreEqual(value, settings.Get(setting));
        Assert.AreEqual(1, SettingsTable.All.Count(s => !Equals(settings.Get(s), s.Default)));
    }

    /// <summary>
    /// Whatever is wrong with this value, the name must be known and the value be taken for this setting's.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void AnotherKindOfValueIsAFault(string name)
    {
        SettingsException e = Fail(
            name, SettingsTable.Find(name) is WordsSetting or OutputsSetting ? "{}" : "[]");
        Assert.AreEqual(name, e.Key);
        Assert.Contains($"as the value of {name}", e.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItsRangeIsKept(string name)
    {
        Setting setting = SettingsTable.Find(name)!;
        foreach (string value in Possible(setting))
        {
            SettingsReader.Read($"{{\"{name}\":{value}{SettingSamples.Beside(name)}}}", new NodeSettings());
        }

        foreach (string value in Impossible(setting))
        {
            SettingsException e = Fail(name, value);
            Assert.AreEqual(name, e.Key, value);
            Assert.StartsWith($"line 2, column {name.Length + 5}: ", e.Message);
        }
    }

    [TestMethod]
    public void AnOldNameIsToldItsNewOne()
    {
        SettingsException e = Assert.ThrowsExactly<SettingsException>(
            () => SettingsReader.Read("""{"minScore": 0.5}""", new NodeSettings()));
        Assert.AreEqual("line 1, column 2: minScore is called minProbability now.", e.Message);
    }

    [TestMethod]
    public void WhatIsWrittenIsReadBack()
    {
        NodeSettings settings = new();
        foreach (Setting setting in SettingsTable.All)
        {
            // Crop and regions exclude each other.
            settings.Set(setting, setting.Name == "crop" ? null : SettingSamples.Of(setting));
        }

        NodeSettings back = new();
        SettingsReader.Read(SettingText.Json(settings, new NodeSettings()), back);

        foreach (Setting setting in SettingsTable.All)
        {
            Assert.AreEqual(settings.Get(setting), back.Get(setting), setting.Name);
        }
    }

    [TestMethod]
    public void TheDocumentationHasTheTable()
    {
        const string Begin = "<!-- settings -->\n";
        string readme = File.ReadAllText(Path.Combine(Sources.Root, "firmware", "CameraNode", "README.md"));
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        string table = SettingText.Markdown();
        string made = Path.Combine(Sources.Root, "artifacts", "settings-table.md");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, table);

        string written = readme[begin..readme.IndexOf("<!-- end of settings -->", StringComparison.Ordinal)];
        Assert.AreEqual(table, written, $"Put {made} between the markers in firmware/CameraNode/README.md.");
    }

    private static IEnumerable<string> Possible(Setting setting)
    {
        return setting switch
        {
            WholeSetting whole => [$"{whole.Least}", $"{whole.Most}"],
            RegionsSetting => ["null", SettingSamples.Json(setting)],
            NumberSetting => ["0", setting.Name == "hysteresis" ? "0.5" : "1"],
            FlagSetting => ["true", "false"],
            ChoiceSetting choice => Enumerable.Range(0, choice.Count).Select(i => $"\"{choice.Word(i)}\""),
            BoardSetting => CameraBoards.Names.Select(name => $"\"{name}\""),
            WordsSetting => ["[]", "[ \"a\" , \"b\" ]", $"[{Many(WordsSetting.MostWords)}]"],
            TriggerSetting or LampSetting => ["null", "{\"pin\":0}"],
            OutputsSetting => ["[]", "[{\"pin\":0,\"label\":\"a\"}]"],
            TextSetting { MostBytes: > 0 } text => [$"\"{new string('x', text.MostBytes)}\"", "\"\""],
            _ => ["\"a\""],
        };
    }

    private static IEnumerable<string> Impossible(Setting setting)
    {
        return setting switch
        {
            WholeSetting { Step: > 1 } whole => [$"{whole.Least - 1L}", $"{whole.Least + 1L}", $"{whole.Most + 1L}"],
            WholeSetting whole => [$"{whole.Least - 1L}", $"{whole.Most + 1L}", "1.5"],
            NumberSetting => ["-0.1", "1.1"],
            FlagSetting => ["0", "null"],
            ChoiceSetting => ["\"x\"", "null"],
            BoardSetting => ["\"x\"", "null"],
            WordsSetting =>
            [
                "null", "\"a\"", "[\"\"]", "[\"a\",\"a\"]", $"[\"{new string('ä', 33)}\"]",
                $"[{Many(WordsSetting.MostWords + 1)}]",
            ],
            TriggerSetting or LampSetting => ["1", "{}", "{\"pin\":49}"],
            OutputsSetting => ["1", "null"],
            TextSetting { MostBytes: > 0 } text => [$"\"{new string('ä', (text.MostBytes / 2) + 1)}\"", "null"],
            TextSetting { IfEmpty.Length: > 0 } => ["\"\"", "null"],
            TextSetting { Forbidden.Length: > 0 } text =>
            [
                text.MayBeEmpty ? "\"/\"" : "\"\"", "null", .. text.Forbidden.Select(c => $"\"a{c}\""),
            ],
            _ => ["1", "true"],
        };
    }

    private static string Many(int count)
    {
        return string.Join(",", Enumerable.Range(0, count).Select(i => $"\"{i}\""));
    }

    private static SettingsException Fail(string name, string value)
    {
        string text = $"{{\n\"{name}\": {value}{SettingSamples.Beside(name)}}}";
        return Assert.ThrowsExactly<SettingsException>(() => SettingsReader.Read(text, new NodeSettings()), value);
    }

    private static PropertyInfo Property(Setting setting)
    {
        return properties.Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == setting.Name);
    }

    private static object? Plain(object? value)
    {
        return value is Enum ? Convert.ToInt32(value) : value;
    }
}
