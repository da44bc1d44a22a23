using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The library's help, followed by the command's examples.</summary>
internal sealed class ExamplesHelp : SynchronousCommandLineAction
{
    private static readonly Dictionary<Command, string> examples = [];

    private readonly HelpAction standard;

    private ExamplesHelp(HelpAction standard)
    {
        this.standard = standard;
    }

    /// <summary>Says what to show for a command.</summary>
    public static void Add(Command command, string text)
    {
        examples[command] = text;
    }

    /// <summary>Takes the place of the help of a root command and those below it.</summary>
    public static void Install(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExamplesHelp((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = standard.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out string? text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine("Examples:");
            foreach (string line in text.Split('\n'))
            {
                parseResult.InvocationConfiguration.Output.WriteLine("  " + line);
            }
        }

        return code;
    }
}
