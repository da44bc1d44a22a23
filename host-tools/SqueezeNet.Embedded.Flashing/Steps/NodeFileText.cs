using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CameraNode;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>The text of node.json for a board: what the user gives goes before what is known of the board.</summary>
public static class NodeFileText
{
    /// <summary>A node reads no more.</summary>
    private const int LongestFile = 32768;

    private const string BoardName = "board";
    private const string LedPin = "ledPin";
    private const string LedActiveLow = "ledActiveLow";
    private const string BrokerHost = "brokerHost";
    private const string Model = "model";

    private static readonly JsonSerializerOptions options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Puts it together and checks it as the node will.</summary>
    /// <param name="given">Settings as JSON; null for none.</param>
    /// <param name="board">The board.</param>
    /// <param name="broker">HOST or HOST:PORT, before what is given; null for none.</param>
    /// <param name="slot">The model's partition, before what is given; null for none.</param>
    /// <exception cref="FlashingException">The node would refuse it.</exception>
    public static string Of(string? given, Board board, string? broker, string? slot)
    {
        if (given is not null)
        {
            Check(given);
        }

        JsonObject settings = JsonNode.Parse(given ?? "{}") as JsonObject ?? [];
        AddBoard(settings, board);
        Set(settings, BrokerHost, broker);
        Set(settings, Model, slot);
        string text = settings.ToJsonString(options) + "\n";
        Check(text);
        return text;
    }

    /// <summary>The model's partition that settings name; null if they name none.</summary>
    public static string? SlotOf(string given)
    {
        Check(given);
        return (JsonNode.Parse(given) as JsonObject)?[Model]?.GetValue<string>();
    }

    /// <summary>A board that the node knows is named; a light whose pin nobody knows stays dark.</summary>
    private static void AddBoard(JsonObject settings, Board board)
    {
        if (!CameraBoards.Names.Contains(board.Name))
        {
            return;
        }

        settings.TryAdd(BoardName, board.Name);
        if (!settings.ContainsKey(LedPin))
        {
            settings[LedPin] = board.LedPin ?? -1;
            settings.TryAdd(LedActiveLow, board.LedActiveLow);
        }
    }

    private static void Set(JsonObject settings, string name, string? value)
    {
        if (value is not null)
        {
            settings[name] = value;
        }
    }

    /// <summary>A node lays its file over what is compiled in.</summary>
    private static void Check(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > LongestFile)
        {
            throw new FlashingException(FlashingCause.BadFile, $"node.json has more than {LongestFile} bytes.");
        }

        try
        {
            SettingsReader.Read(text, DeviceSettings.Make());
        }
        catch (SettingsException e)
        {
            throw new FlashingException(FlashingCause.BadFile, $"node.json: {e.Message}");
        }
    }
}
