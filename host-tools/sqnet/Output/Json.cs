using System;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Results for programs: snake_case keys on standard output.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions indented = Options(true);
    private static readonly JsonSerializerOptions line = Options(false);

    /// <summary>Writes a document.</summary>
    public static void Write<T>(T value)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(value, indented));
    }

    /// <summary>Writes one line of a stream of documents.</summary>
    public static void WriteLine<T>(T value)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(value, line));
    }

    private static JsonSerializerOptions Options(bool indent)
    {
        return new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = indent,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
    }
}
