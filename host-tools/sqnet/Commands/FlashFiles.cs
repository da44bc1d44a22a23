using System;
using System.IO;
using System.Text;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Steps;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Reads the files that sqnet flash is given.</summary>
internal static class FlashFiles
{
    /// <summary>Reads and checks all of them.</summary>
    /// <exception cref="CommandException">One cannot be used, or two do not go together.</exception>
    /// <exception cref="FlashingException">The same; the message names the file.</exception>
    public static FlashJob Read(FlashOptions options)
    {
        string? given = options.Settings is null ? null : In(options.Settings, () => Text(options.Settings));
        return new FlashJob
        {
            Board = options.Board,
            Firmware = options.Firmware is null ? null : Firmware.Open(options.Firmware),
            Model = options.Model is null
                ? null : In(options.Model, () => ModelImage.Read(Arguments.ReadBlob(options.Model))),
            Slot = SlotOf(options, given),
            Application = options.Application is null
                ? null : In(options.Application, () => ApplicationImage.Read(Bytes(options.Application))),
            Settings = SettingsOf(options, given),
            Wifi = options.Wifi is null || options.MakesFiles || options.IsDryRun
                ? WithoutPassword(options.Wifi) : WifiPassword.Read(options.Wifi, options.WifiPasswordFile),
        };
    }

    /// <summary>What only shows steps needs no password.</summary>
    private static WifiLogin? WithoutPassword(string? ssid)
    {
        return ssid is null ? null : new WifiLogin(ssid, string.Empty);
    }

    private static string SlotOf(FlashOptions options, string? given)
    {
        string? named = given is null ? null : In(options.Settings!, () => NodeFileText.SlotOf(given));
        return options.Slot ?? named ?? "model";
    }

    private static string? SettingsOf(FlashOptions options, string? given)
    {
        return given is null && options.Broker is null && options.Slot is null
            ? null
            : In(options.Settings ?? "--broker, --slot", () =>
                NodeFileText.Of(given, options.Board, options.Broker, options.Slot));
    }

    private static string Text(string path)
    {
        return Encoding.UTF8.GetString(Bytes(path)).TrimStart('\uFEFF');
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException
                ? "no such file" : e.Message.TrimEnd('.');
            throw new CommandException(ExitCode.BadInput, $"{path}: {reason}.", path);
        }
    }

    private static T In<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FlashingException e) when (e.File is null)
        {
            throw new FlashingException(e.Cause, $"{path}: {e.Message}", path);
        }
    }
}
