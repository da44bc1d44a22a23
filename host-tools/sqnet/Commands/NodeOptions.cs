using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>
/// The settings of the camera node as options: one for each that means something on a computer, with the name that it
/// has in JSON. What is given goes before --config, that before the defaults.
/// </summary>
internal sealed class NodeOptions
{
    private readonly NodeSettings standard = new SimulatorOptions().Settings;
    private readonly Dictionary<Setting, Option> options = [];

    private readonly Option<string?> config = new Option<string?>("--config")
    {
        Description = "JSON file of settings, as a device stores it in I:\\node.json; other options go before it.",
    }.As(PathRole.Input);

    private readonly Option<string?> store = new Option<string?>("--store")
    {
        Description = "Folder that stands for the device's flash: settings that come over MQTT are kept in it, and go "
            + "before all others. Without it none are taken.",
    }.As(PathRole.OutputFolder);

    private readonly Option<bool> print = new("--print-config")
    {
        Description = "Print the settings that are given, as a JSON file for --config or a device, and end.",
    };

    private readonly Option<string?> broker =
        new Option<string?>("--broker") { Hidden = true }.As(PathRole.Text);

    public NodeOptions()
    {
        broker.Validators.Add(result => result.AddError(
            "--broker is --broker-host NAME and --broker-port PORT, with --tls tls12 if the connection is protected."));
        foreach (Setting setting in SettingsTable.All.Where(setting => !setting.IsForDevices))
        {
            options.Add(setting, Make(setting));
        }
    }

    /// <summary>Makes the options a command's.</summary>
    public void AddTo(Command command)
    {
        command.Add(config);
        command.Add(store);
        command.Add(print);
        command.Add(broker);
        foreach (Option option in options.Values)
        {
            command.Add(option);
        }
    }

    /// <summary>Puts the settings together.</summary>
    /// <exception cref="CommandException">The file or a setting is wrong.</exception>
    public void Apply(ParseResult arguments, SimulatorOptions simulation)
    {
        string? path = arguments.GetValue(config);
        if (path != null)
        {
            Read(path, simulation);
        }

        simulation.StoreFolder = arguments.GetValue(store);
        foreach ((Setting setting, Option option) in options)
        {
            if (arguments.GetResult(option) is OptionResult { Implicit: false } given)
            {
                simulation.Settings.Set(setting, Value(setting, given));
                simulation.Settings.Call(setting, option.Name);
            }
        }

        if (simulation.Settings.RemoteSettings && simulation.StoreFolder is null)
        {
            Terminal.Note("remoteSettings: without --store DIR no settings are taken over MQTT");
        }

        try
        {
            simulation.Settings.Check();
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.Usage, WithOptions(e.Message));
        }
    }

    /// <summary>Whether settings are to be printed, and nothing else done.</summary>
    public bool IsPrintOnly(CommandResult result)
    {
        return result.GetValue(print);
    }

    /// <summary>Prints the settings, if that is what is wanted.</summary>
    /// <returns>Whether it is.</returns>
    public bool Print(ParseResult arguments, NodeSettings settings)
    {
        bool isWanted = arguments.GetValue(print);
        if (isWanted)
        {
            Console.Out.WriteLine(SettingText.Json(settings, standard));
        }

        return isWanted;
    }

    private static void Read(string path, SimulatorOptions simulation)
    {
        try
        {
            SettingsReader.Read(File.ReadAllText(path), simulation.Settings);
            simulation.SettingsSource = Path.GetFileName(path);
            foreach (Setting setting in SettingsTable.All)
            {
                string name = simulation.Settings.NameOf(setting);
                simulation.Settings.Call(setting, name == setting.Name ? name : $"{path}: {name}");
            }
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message}", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException
                ? "no such file" : e.Message.TrimEnd('.');
            throw new CommandException(ExitCode.BadInput, $"{path}: {reason}.", path);
        }
    }

    /// <summary>Without a default: what is not given must not go before --config.</summary>
    private Option Make(Setting setting)
    {
        string name = Name(setting);
        string description = Description(setting);
        switch (setting)
        {
            case WholeSetting:
                return new Option<int>(name) { Description = description };
            case RegionsSetting { IsList: true }:
                return new Option<string[]>("--region") { Description = description }
                    .As(PathRole.Text, "NAME=X,Y,SIZE");
            case RegionsSetting:
                return new Option<string>(name) { Description = description }.As(PathRole.Text, "X,Y,SIZE");
            case NumberSetting:
                return new Option<float>(name) { Description = description, CustomParser = ReadNumber };
            case FlagSetting:
                return new Option<bool>(name) { Description = description };
            case WordsSetting:
                return new Option<string[]>(name) { Description = $"{description} (repeatable)" }.As(PathRole.Text);
            case ChoiceSetting choice:
                Option<string> words = new(name) { Description = description };
                return words.AcceptOnlyFromAmong([.. Enumerable.Range(0, choice.Count).Select(choice.Word)])
                    .As(PathRole.Text);
            default:
                bool mayBePath = setting.Name is "caCertificate" or "clientCertificate" or "clientKey";
                return new Option<string>(name) { Description = description }
                    .As(mayBePath ? PathRole.WordOrInput : PathRole.Text, string.Empty);
        }
    }

    /// <summary>With a decimal point, wherever the user lives: a comma would be skipped over.</summary>
    private static float ReadNumber(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value))
        {
            string name = ((OptionResult)result.Parent!).Option.Name;
            result.AddError($"{name} takes a number such as 0.5, not '{text}'.");
        }

        return value;
    }

    private static object? Value(Setting setting, OptionResult given)
    {
        return setting switch
        {
            WholeSetting => given.GetValueOrDefault<int>(),
            NumberSetting => given.GetValueOrDefault<float>(),
            RegionsSetting { IsList: true } => RegionText.ParseList(given.GetValueOrDefault<string[]>()!),
            RegionsSetting => RegionText.ParseOne(given.GetValueOrDefault<string>()!),
            FlagSetting => given.GetValueOrDefault<bool>(),
            WordsSetting => new WordList(given.GetValueOrDefault<string[]>()!),
            ChoiceSetting choice => choice.ValueOf(given.GetValueOrDefault<string>()!),
            _ => given.GetValueOrDefault<string>(),
        };
    }

    /// <summary>--stable-frames for stableFrames.</summary>
    private static string Name(Setting setting)
    {
        return "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Name);
    }

    /// <summary>A sentence in which settings have the names of options.</summary>
    public static string WithOptions(string sentence)
    {
        return SettingsTable.All
            .Where(other => other.Name.Any(char.IsUpper))
            .Aggregate(sentence, (text, other) => text.Replace(other.Name, Name(other), StringComparison.Ordinal));
    }

    /// <summary>The table's sentence, where other settings have the names of options too; range and default.</summary>
    private string Description(Setting setting)
    {
        string help = WithOptions(setting.Help);
        string range = setting is FlagSetting or ChoiceSetting ? string.Empty : SettingText.Range(setting);
        string value = setting is FlagSetting
            ? string.Empty : SettingText.Value(setting, standard.Get(setting)).Trim('"');
        string[] notes = [range, value is "" or "null" or "[]" ? string.Empty : $"default: {value}"];
        string all = string.Join("; ", notes.Where(note => note.Length > 0));
        return all.Length > 0 ? $"{help} [{all}]" : help;
    }
}
