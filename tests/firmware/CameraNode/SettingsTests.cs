using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>Settings against independent judges: System.Text.Json and a real file system.</summary>
[TestClass]
public class SettingsTests
{
    /// <summary>
    /// Texts that are cut, changed and glued at random: what we take, System.Text.Json takes, with the same values.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void DamagedTextsAreJudgedAsBySystemTextJson(int seed)
    {
        const string Text =
            """{ "clientId" : "d\u00f6\"or\\" , "queueLength":7,"minProbability":0.25,"user":null,"""
            + "\"reportNothing\":true }";
        Random random = new(seed);
        int taken = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = Damage(Text, random);
            bool ours = TryRead(text, out NodeSettings settings);
            JsonElement? theirs = Parse(text);
            if (ours)
            {
                taken++;
                Assert.IsNotNull(theirs, text);
                AssertSame(theirs.Value, settings, text);
            }
            else if (theirs != null)
            {
                AssertStricter(theirs.Value, text);
            }
        }

        Assert.IsGreaterThan(100, taken, "Some damage must be harmless, or this test is blind.");
    }

    [TestMethod]
    public void AFolderKeepsSettings()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-settings-");
        SettingsStore store = new(new SettingsFolder(folder.FullName + "/"), () => new NodeSettings());
        store.Save("""{"clientId":"eins"}""");
        store.Accept();
        store.Save("""{"clientId":"zwölf 🐈"}""");

        Assert.AreEqual("zwölf 🐈", store.Load().Settings.ClientId);
        File.WriteAllBytes(Path.Combine(folder.FullName, SettingsStore.Current), [0x7b, 0xff, 0xfe, 0x00]);
        LoadedSettings backup = store.Load();
        Assert.AreEqual("eins", backup.Settings.ClientId);
        Assert.AreEqual(SettingsStore.Backup, backup.Source);
        Assert.StartsWith("node.json: line 1, column 2: ", backup.Problem);

        File.WriteAllBytes(Path.Combine(folder.FullName, SettingsStore.Current), new byte[100_000]);
        Assert.Contains("settings have 32768 at most", store.Load().Problem);
        store.Save("""{"clientId":"drei"}""");
        Assert.AreEqual("drei", store.Load().Settings.ClientId);
        CollectionAssert.AreEquivalent(
            new[] { SettingsStore.Current, SettingsStore.Backup, SettingsStore.Trial },
            folder.GetFiles().Select(f => f.Name).ToArray());
        folder.Delete(true);
    }

    private static string Damage(string text, Random random)
    {
        const string Letters = "{}[]\":,\\ \n\t0123456789.-+eEtruefalsn\u0001\u00e4/u";
        StringBuilder damaged = new(text);
        for (int i = random.Next(3); i >= 0; i--)
        {
            int place = random.Next(damaged.Length);
            switch (random.Next(3))
            {
                case 0:
                    damaged.Remove(place, Math.Min(random.Next(1, 4), damaged.Length - place));
                    break;
                case 1:
                    damaged.Insert(place, Letters[random.Next(Letters.Length)]);
                    break;
                default:
                    damaged[place] = Letters[random.Next(Letters.Length)];
                    break;
            }
        }

        return damaged.ToString();
    }

    private static bool TryRead(string text, out NodeSettings settings)
    {
        settings = new NodeSettings();
        try
        {
            SettingsReader.Read(text, settings);
            return true;
        }
        catch (SettingsException)
        {
            return false;
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void AssertSame(JsonElement json, NodeSettings settings, string text)
    {
        if (json.TryGetProperty("clientId", out JsonElement id))
        {
            Assert.AreEqual(id.GetString(), settings.ClientId, text);
        }

        if (json.TryGetProperty("queueLength", out JsonElement length))
        {
            Assert.AreEqual(length.GetInt32(), settings.QueueLength, text);
        }

        if (json.TryGetProperty("minProbability", out JsonElement probability))
        {
            Assert.AreEqual((float)probability.GetDouble(), settings.MinProbability, text);
        }
    }

    /// <summary>We refuse good JSON only for a reason: a name, a kind of value or a range.</summary>
    private static void AssertStricter(JsonElement json, string text)
    {
        bool reason = json.ValueKind != JsonValueKind.Object
            || json.EnumerateObject().Any(p => !SettingsTable.All.Any(s => s.Name == p.Name))
            || json.EnumerateObject().GroupBy(p => p.Name).Any(g => g.Count() > 1)
            || json.EnumerateObject().Any(p => !IsRight(p));
        Assert.IsTrue(reason, $"good settings are refused: {text}");
    }

    private static bool IsRight(JsonProperty property)
    {
        JsonElement value = property.Value;
        return property.Name switch
        {
            "clientId" => value.ValueKind == JsonValueKind.String
                && value.GetString()!.All(c => !char.IsControl(c) && c is not ('/' or '+' or '#')),
            "queueLength" => value.ValueKind == JsonValueKind.Number && value.GetRawText().All(char.IsAsciiDigit)
                && value.TryGetInt32(out int length) && length is >= 1 and <= 1000,
            "minProbability" => value.ValueKind == JsonValueKind.Number && (float)value.GetDouble() is >= 0 and <= 1,
            "user" => value.ValueKind is JsonValueKind.Null or JsonValueKind.String,
            _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        };
    }
}
