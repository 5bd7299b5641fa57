namespace NasFuse.Cli.Completion;

/// <summary>Scripts that make shells ask <c>nasfuse complete</c> when Tab is pressed. Where it offers nothing, shells offer files.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells with their scripts, in the order of help.</summary>
    public static IReadOnlyDictionary<string, CompletionScript> All { get; } = new Dictionary<string, CompletionScript>(StringComparer.Ordinal)
    {
        ["bash"] = new("nasfuse completion bash >> ~/.bashrc", """
            # nasfuse: completion for bash
            _nasfuse_complete() {
                local before word prefix candidate
                before="${COMP_LINE:0:COMP_POINT}"
                word="${before##* }"
                # Bash takes a colon for the end of a word, so what stands before it must not be repeated.
                prefix=""
                [[ "$word" == *:* ]] && prefix="${word%:*}:"
                COMPREPLY=()
                while IFS= read -r candidate; do
                    COMPREPLY+=("${candidate#"$prefix"}")
                done < <("${COMP_WORDS[0]/#\~/$HOME}" complete --position "$COMP_POINT" "$COMP_LINE" 2>/dev/null)
            }
            complete -o default -F _nasfuse_complete nasfuse
            """),
        ["zsh"] = new("nasfuse completion zsh >> ~/.zshrc", """
            # nasfuse: completion for zsh
            _nasfuse() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a candidates
                candidates=("${(@f)$(nasfuse complete --position ${#line} "$line" 2>/dev/null)}")
                if [[ -n "${candidates[1]}" ]]; then compadd -- "${candidates[@]}"; else _files; fi
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _nasfuse nasfuse
            """),
        ["fish"] = new("nasfuse completion fish > ~/.config/fish/completions/nasfuse.fish", """
            # nasfuse: completion for fish
            function __nasfuse_complete
                set -l line (commandline -cp)
                nasfuse complete --position (string length -- "$line") "$line" 2>/dev/null
            end
            complete -c nasfuse -a '(__nasfuse_complete)'
            """),
        ["pwsh"] = new("nasfuse completion pwsh >> $PROFILE", """
            # nasfuse: completion for PowerShell
            Register-ArgumentCompleter -Native -CommandName nasfuse -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                nasfuse complete --position $cursorPosition "$commandAst" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """),
    };
}

/// <summary>A shell's script.</summary>
/// <param name="Install">The command that installs it.</param>
/// <param name="Text">The script.</param>
internal sealed record CompletionScript(string Install, string Text);
