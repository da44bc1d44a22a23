using System;
using System.IO;
using System.Linq;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>
/// The settings of a simulated node: those of the options stand for what is compiled into a device, those in the store
/// go before them.
/// </summary>
internal sealed class StoredSettings
{
    private readonly SimulatorOptions options;

    public StoredSettings(SimulatorOptions options)
    {
        this.options = options;
        InForce = options.Settings;
        Source = options.SettingsSource;
        Store = options.StoreFolder is string folder
            ? new SettingsStore(
                new SettingsFolder(Path.GetFullPath(folder) + Path.DirectorySeparatorChar), Copy)
            : null;
    }

    /// <summary>Where settings are kept that come from the broker; null if none are taken.</summary>
    public SettingsStore? Store { get; }

    /// <summary>The settings to run with.</summary>
    public NodeSettings InForce { get; private set; }

    /// <summary>Where they come from.</summary>
    public string Source { get; private set; }

    /// <summary>What is wrong with better ones, empty if nothing.</summary>
    public string Problem { get; private set; } = string.Empty;

    /// <summary>Whether those before the last ones are in force again.</summary>
    public bool HaveComeBack { get; private set; }

    /// <summary>Reads the store, if there is one.</summary>
    public void Load(Action<string> warn)
    {
        HaveComeBack = false;
        if (Store is null)
        {
            return;
        }

        LoadedSettings loaded = Store.Load();
        InForce = loaded.Settings;
        Source = loaded.Source == LoadedSettings.BuiltIn ? options.SettingsSource : loaded.Source;
        Problem = loaded.Problem;
        if (loaded.Problem.Length > 0)
        {
            warn($"Settings in {options.StoreFolder}: {loaded.Problem}");
        }

        string[] overruled = [.. SettingsTable.All.Where(IsOverruled).Select(options.Settings.NameOf)];
        if (overruled.Length > 0)
        {
            warn($"{Path.Combine(options.StoreFolder!, loaded.Source)} goes before {string.Join(", ", overruled)}: "
                + "remove it to have what was given.");
        }
    }

    /// <summary>Whether the store has another value than the one that was given.</summary>
    private bool IsOverruled(Setting setting)
    {
        string given = options.Settings.NameOf(setting);
        return given != setting.Name && InForce.NameOf(setting) != given
            && !Equals(InForce.Get(setting), options.Settings.Get(setting));
    }

    /// <summary>Takes settings back that have not led to the broker.</summary>
    /// <param name="why">Why they have not, as a sentence.</param>
    /// <returns>Whether there were such.</returns>
    public bool GiveUpTrial(string why)
    {
        if (Store is null || !Store.IsOnTrial())
        {
            return false;
        }

        Store.Reject(TrialText.Undone(string.Empty, isJoined: true, why));
        HaveComeBack = true;
        return true;
    }

    private NodeSettings Copy()
    {
        NodeSettings copy = new();
        foreach (Setting setting in SettingsTable.All)
        {
            copy.Set(setting, options.Settings.Get(setting));
            copy.Call(setting, options.Settings.NameOf(setting));
        }

        // Who gives a store wants them, unless what is stored says otherwise.
        copy.RemoteSettings = true;
        return copy;
    }
}
