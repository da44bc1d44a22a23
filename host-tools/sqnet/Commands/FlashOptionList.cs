using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The options of sqnet flash.</summary>
internal sealed class FlashOptionList
{
    private readonly Option<string> board = new Option<string>("--board")
    {
        Description = $"The board: {string.Join(", ", Boards.Names)}, or a profile of your own (.json).",
        Required = true,
        HelpName = "board",
    }.As(PathRole.WordOrInput, [.. Boards.Names]);

    private readonly PortOptions port = new();

    private readonly Option<string?> firmware = new Option<string?>("--firmware")
    {
        Description = "Folder of a firmware: manifest.json, bootloader, partition table, nanoCLR. Without it the "
            + "board's own stay.",
    }.As(PathRole.Folder);

    private readonly Option<string?> model = Input("--model", "Model blob made by 'sqnet build'.");
    private readonly Option<string?> application = Input("--app", "The application's image, such as CameraNode.bin.");

    private readonly Option<string?> slot = Text(
        "--slot", "Partition for the model; node.json then names it. [default: model]");

    private readonly Option<string?> settings = Input("--settings", "The node's settings, as in node.json.");
    private readonly Option<string?> broker = Text("--broker", "Broker of the node, HOST or HOST:PORT, for node.json.");
    private readonly Option<string?> wifi = Text(
        "--wifi",
        $"Name of the Wi-Fi that the board joins. Its password is asked for, or stands in {WifiPassword.Variable}.");

    private readonly Option<string?> passwordFile = Input(
        "--wifi-password-file", "File whose first line is the password of the Wi-Fi.");

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print every step and do none of them." };

    private readonly Option<string?> image = new Option<string?>("--image")
    {
        Description = "Write one file with everything instead, for address 0: it erases stored Wi-Fi and settings.",
    }.As(PathRole.Output);

    private readonly Option<string?> web = new Option<string?>("--web")
    {
        Description = "Write a folder for ESP Web Tools instead: flashing from it keeps Wi-Fi and settings, unless the "
            + "user asks for an erase.",
    }.As(PathRole.OutputFolder);

    private readonly Option<bool> json = Arguments.Json();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        board.CompletionSources.Add([.. Boards.Names]);
        command.AddAll(board, firmware, model, application, slot, settings, broker, wifi, passwordFile);
        command.AddAll(dryRun, image, web, json);
        port.AddTo(command);
    }

    /// <summary>Says what is missing, or does not go together.</summary>
    public void Check(CommandResult result)
    {
        Option[] content = [firmware, model, application, settings, broker, wifi, slot];
        if (!content.Any(option => Has(result, option)))
        {
            result.AddError(
                "There is nothing to write: give --firmware, --model, --app, --settings, --broker or --wifi.");
        }

        if ((Has(result, image) || Has(result, web)) && !Has(result, firmware))
        {
            result.AddError("--image and --web need --firmware: they are for boards that hold nothing yet.");
        }

        if (Has(result, passwordFile) && !Has(result, wifi))
        {
            result.AddError("--wifi-password-file needs --wifi, the name of the Wi-Fi.");
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="CommandException">The board is unknown.</exception>
    public FlashOptions Read(ParseResult parsed)
    {
        return new FlashOptions(
            PlanningOptions.ReadBoard(board.Name, parsed.GetRequiredValue(board)), parsed.GetValue(port.Port))
        {
            Reach = port.Read(parsed),
            Firmware = parsed.GetValue(firmware),
            Model = parsed.GetValue(model),
            Application = parsed.GetValue(application),
            Slot = parsed.GetValue(slot),
            Settings = parsed.GetValue(settings),
            Broker = parsed.GetValue(broker),
            Wifi = parsed.GetValue(wifi),
            WifiPasswordFile = parsed.GetValue(passwordFile),
            IsDryRun = parsed.GetValue(dryRun),
            Image = parsed.GetValue(image),
            Web = parsed.GetValue(web),
            Json = parsed.GetValue(json),
        };
    }

    private static bool Has(CommandResult result, Option option)
    {
        return result.GetResult(option) is { Implicit: false };
    }

    private static Option<string?> Text(string name, string description)
    {
        return new Option<string?>(name) { Description = description }.As(PathRole.Text);
    }

    private static Option<string?> Input(string name, string description)
    {
        return new Option<string?>(name) { Description = description }.As(PathRole.Input);
    }
}
