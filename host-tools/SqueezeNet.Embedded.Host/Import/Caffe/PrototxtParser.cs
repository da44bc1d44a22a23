using System.Text;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>Reads the text form of a protobuf without knowing its schema.</summary>
internal sealed class PrototxtParser
{
    private const int MaxDepth = 32;

    private readonly string file;
    private readonly PrototxtScanner scanner;

    private PrototxtParser(string file, string text)
    {
        this.file = file;
        scanner = new PrototxtScanner(file, text);
    }

    /// <summary>Parses a file.</summary>
    public static PrototxtMessage Parse(SourceFile source)
    {
        PrototxtParser parser = new(source.Path, Encoding.Latin1.GetString(source.Bytes));
        parser.scanner.Next();
        return parser.Message("", 0);
    }

    /// <summary>Parses fields up to the closing sign, which is consumed.</summary>
    private PrototxtMessage Message(string close, int depth)
    {
        PrototxtMessage message = new(file, scanner.Start);
        while (scanner.IsValue)
        {
            Field(message, depth);
        }

        if (scanner.Token != close)
        {
            throw scanner.Refuse(scanner.AtEnd ? $"'{close}' is missing" : $"'{scanner.Token}' is not expected here");
        }

        scanner.Next();
        return message;
    }

    private void Field(PrototxtMessage message, int depth)
    {
        string name = scanner.Token;
        int start = scanner.Start;
        scanner.Next();
        bool colon = Skip(":");
        if (Skip("["))
        {
            while (!Skip("]"))
            {
                Value(message, name, start, depth, colon);
                Skip(",");
            }
        }
        else
        {
            Value(message, name, start, depth, colon);
        }

        while (Skip(",") || Skip(";"))
        {
        }
    }

    private void Value(PrototxtMessage message, string name, int start, int depth, bool colon)
    {
        if (!scanner.IsValue && scanner.Token is "{" or "<")
        {
            string close = scanner.Token == "{" ? "}" : ">";
            scanner.Next();
            message.Add(name, start, null, depth < MaxDepth
                ? Message(close, depth + 1)
                : throw scanner.Refuse("messages are nested too deeply"));
        }
        else if (scanner.IsValue && colon)
        {
            message.Add(name, start, scanner.Token, null);
            scanner.Next();
        }
        else
        {
            throw scanner.Refuse($"field '{name}' has no value");
        }
    }

    private bool Skip(string sign)
    {
        if (scanner.IsValue || scanner.Token != sign)
        {
            return false;
        }

        scanner.Next();
        return true;
    }
}
