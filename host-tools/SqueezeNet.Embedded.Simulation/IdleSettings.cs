using System;
using System.Collections.Generic;
using System.Linq;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Finds what was asked for and changes nothing, because something else is missing.</summary>
internal static class IdleSettings
{
    // With remoteSettings the rule may come later.
    private static readonly (string[] Names, Func<NodeSettings, bool> IsUsed, string Need)[] rules =
    [
        (["presence", "discoveryPrefix"], settings => settings.Discovery, "discovery true"),
        (
            ["hysteresis", "stableFrames", "stableMilliseconds"],
            settings => settings.RemoteSettings || settings.Rule != PublishRule.EveryFrame,
            "rule on-change or on-change-and-interval"),
        (
            ["republishMilliseconds"],
            settings => settings.RemoteSettings || settings.Rule == PublishRule.OnChangeAndInterval,
            "rule on-change-and-interval"),
        (
            ["snapshotMilliseconds", "snapshotQuality", "snapshotBytes"],
            settings => settings.Snapshots != SnapshotMode.Off || settings.SnapshotOnChange,
            "snapshots on-request or snapshotOnChange true"),
        (["motionHeartbeatMilliseconds"], settings => settings.Motion > 0, "motion above 0"),
        (
            ["awakeMilliseconds"], settings => settings.SleepSeconds > 0 || settings.Trigger is not null,
            "sleepSeconds above 0 or a trigger"),
    ];

    /// <summary>What has no effect, as sentences.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="settings">The settings in force.</param>
    public static IEnumerable<string> Of(SimulatorOptions options, NodeSettings settings)
    {
        if (options.Presses.Count > 0 && settings.Trigger is null)
        {
            yield return "--trigger-file has no effect: the settings have no trigger; a file for --config may "
                + "have one, such as {\"trigger\":{\"pin\":2}}.";
        }

        if (options.SkipsSleeps && settings.SleepSeconds == 0)
        {
            yield return "--skip-sleeps has no effect: the node does not sleep without sleepSeconds.";
        }

        foreach ((string[] names, Func<NodeSettings, bool> isUsed, string need) in rules)
        {
            string[] idle =
            [
                .. SettingsTable.All
                    .Where(setting => names.Contains(setting.Name) && IsGiven(settings, setting))
                    .Select(settings.NameOf),
            ];
            if (idle.Length > 0 && !isUsed(settings))
            {
                yield return $"{string.Join(", ", idle)}: no effect without {need}.";
            }
        }
    }

    private static bool IsGiven(NodeSettings settings, Setting setting)
    {
        return settings.NameOf(setting) != setting.Name && !Equals(settings.Get(setting), setting.Default);
    }
}
