using System.Collections.Generic;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>
/// Scripts for shells. They ask the tool itself, by its directive [suggest:POSITION], what may stand there; file names
/// are the shell's.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _sqnet() {
            local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            local known="$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)"
            COMPREPLY=($(compgen -W "$known" -- "$word"))
            if [ "${#COMPREPLY[@]}" -eq 0 ]; then COMPREPLY=($(compgen -f -- "$word")); fi
        }
        complete -o filenames -F _sqnet sqnet

        """;

    private const string Zsh = """
        #compdef sqnet
        _sqnet() {
            local -a known
            known=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            known=(${known:#})
            (( $#known )) && compadd -- $known
            _files
        }
        if [ "$funcstack[1]" = "_sqnet" ]; then _sqnet "$@"; else compdef _sqnet sqnet; fi

        """;

    private const string Fish = """
        function __sqnet_complete
            set -l line (commandline -cp)
            sqnet "[suggest:"(string length -- $line)"]" $line 2>/dev/null
        end
        complete -c sqnet -a '(__sqnet_complete)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName sqnet -ScriptBlock {
            param($word, $line, $position)
            sqnet "[suggest:$position]" "$line" 2>$null |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The scripts by the names of their shells.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };
}
