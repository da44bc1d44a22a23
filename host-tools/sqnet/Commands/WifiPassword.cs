using System;
using System.IO;
using System.Linq;
using CameraNode;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Steps;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The password of a Wi-Fi: never an argument, which other users of the computer could see.</summary>
internal static class WifiPassword
{
    /// <summary>The variable that may hold it.</summary>
    public const string Variable = "SQNET_WIFI_PASSWORD";

    /// <summary>Reads it from the file that is named, else from the environment, else asks for it.</summary>
    /// <exception cref="CommandException">There is none, or no Wi-Fi has such a one.</exception>
    public static WifiLogin Read(string ssid, string? file)
    {
        string password = file is not null ? FromFile(file)
            : Environment.GetEnvironmentVariable(Variable)
            ?? Ask(ssid);
        try
        {
            new NodeSettings { WifiName = ssid, WifiPassword = password }.Check();
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.Usage, $"--wifi {ssid}: {e.Message}");
        }

        return new WifiLogin(ssid, password);
    }

    private static string FromFile(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() ?? string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message.TrimEnd('.')}.", path);
        }
    }

    private static string Ask(string ssid)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--wifi {ssid}: there is no terminal to ask for its password at. Give --wifi-password-file, or set "
                + $"{Variable}; empty for a Wi-Fi without one.");
        }

        TextPrompt<string> prompt = new($"Password of the Wi-Fi {Markup.Escape(ssid)}:");
        return Terminal.Errors.Prompt(prompt.Secret().AllowEmpty());
    }
}
