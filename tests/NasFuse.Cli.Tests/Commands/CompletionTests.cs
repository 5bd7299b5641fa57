using System.Diagnostics;

namespace NasFuse.Cli.Tests.Commands;

public sealed class CompletionTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Theory]
    [InlineData("nasfuse qu", "query")]
    [InlineData("nasfuse query st", "street")]
    [InlineData("nasfuse query ", "street")]
    [InlineData("nasfuse samplers show ns", "nsga2", "nsga3")]
    [InlineData("nasfuse query street --wh", "--where")]
    [InlineData("nasfuse query street --format m", "md")]
    [InlineData("nasfuse logs street 1", "1")]
    [InlineData("nasfuse query street --results nowhere ")]
    public void Candidates_fit_the_word_at_the_cursor(string line, params string[] expected) =>
        Assert.Equal(expected, Lines(street.Run("complete", line).Succeeded().Output));

    [Fact]
    public void What_stands_behind_the_cursor_does_not_count() =>
        Assert.Equal(["query"], Lines(street.Run("complete", "--position", "10", "nasfuse qu street").Succeeded().Output));

    [Fact]
    public void Every_verb_is_offered_and_the_hidden_one_is_not()
    {
        var verbs = Lines(street.Run("complete", "nasfuse ").Succeeded().Output);
        Assert.All((string[])["search", "predict", "init", "rerun", "logs", "completion"], verb => Assert.Contains(verb, verbs));
        Assert.DoesNotContain("complete", verbs);
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish"), InlineData("pwsh")]
    public void Scripts_are_printed(string shell) => Expectation.Meets($"completion-{shell}", street.Run("completion", shell).Succeeded());

    [Fact]
    public void An_unknown_shell_is_refused() => Expectation.Meets("completion-unknown", street.Run("completion", "cmd").EndedWith(2));

    [Theory]
    [InlineData("nasfuse front st", "street")]
    [InlineData("nasfuse count --cla", "--classes")]
    [InlineData("nasfuse show street 1", "1")]
    public void Bash_completes_by_the_script(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash");
        var words = line.Split(' ');
        street.Folder.Write("complete.sh", $$"""
            PATH="{{Path.GetDirectoryName(NasFuseProcess.Program)}}:$PATH"
            source <(nasfuse completion bash 2>/dev/null)
            complete -p nasfuse >&2
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{words.Length - 1}}
            _nasfuse_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "complete.sh"])
        {
            WorkingDirectory = street.Folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEnd(), bash.StandardError.ReadToEnd());
        bash.WaitForExit();
        Assert.Contains("complete -o default -F _nasfuse_complete nasfuse", error);
        Assert.Equal([expected], Lines(output));
    }

    [Theory]
    [InlineData("nasfuse front st", "street")]
    [InlineData("nasfuse count --cla", "--classes")]
    [InlineData("nasfuse show street 1", "1")]
    public void Fish_completes_by_the_script(string line, string expected)
    {
        street.Folder.Write("complete.fish", $"""
            set PATH "{Path.GetDirectoryName(NasFuseProcess.Program)}" $PATH
            nasfuse completion fish 2>/dev/null | source
            complete -C "{line}"
            """);
        Assert.Equal([expected], Lines(RunShell("fish", "--no-config", "complete.fish")));
    }

    /// <summary>Types into a real zsh on a terminal of its own and presses Tab.</summary>
    [Theory]
    [InlineData("nasfuse front st", "nasfuse front street")]
    [InlineData("nasfuse count --cla", "nasfuse count --classes")]
    public void Zsh_completes_at_the_press_of_Tab(string line, string expected)
    {
        street.Folder.Write("complete.zsh", $$"""
            PATH="{{Path.GetDirectoryName(NasFuseProcess.Program)}}:$PATH"
            zmodload zsh/zpty
            zpty -b terminal zsh -f -i
            wait_for() {
                local part all
                repeat 300; do
                    while zpty -rt terminal part; do all+=$part; done
                    [[ $all == *"$1"* ]] && { print -r -- "$1"; return 0 }
                    sleep 0.1
                done
                print -r -- "${(V)all}"
                return 1
            }
            zpty -w terminal 'PS1=; source <(nasfuse completion zsh 2>/dev/null); print rea''dy'
            wait_for ready && zpty -w -n terminal "{{line}}"$'\t' && wait_for "{{expected}}"
            zpty -d terminal
            """);
        Assert.Equal(["ready", expected], Lines(RunShell("zsh", "-f", "complete.zsh")));
    }

    private string RunShell(string shell, params string[] arguments)
    {
        var program = $"/usr/bin/{shell}";
        Assert.SkipUnless(File.Exists(program), $"there is no {shell}");
        return OtherProgram.Run(street.Folder.Path, program, arguments).Output;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
