using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Logs;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse logs street 14 --follow</c>: what is stored and logged about a trial.</summary>
internal sealed class LogsCommand : Verb
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Argument<int> _trial;
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with what comes until the trial has ended." };
    private readonly Option<string> _results = CommonOptions.Results();

    public LogsCommand(Terminal terminal)
        : base("logs", "Show what is stored and logged about a trial: state, results, epochs, events. A search that runs meanwhile is not disturbed.", terminal)
    {
        Add(_study);
        Add(_trial = CommonOptions.Trial(_study));
        Add(_follow);
        Add(_results);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var number = arguments.GetRequiredValue(_trial);
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var trial = study.Find(number);
        var log = new LogReader(Path.Combine(study.Reader.Folder.Path, LogReader.FileName));
        Print(study, trial, log);
        if (arguments.GetValue(_follow)) await FollowAsync(study, number, log, cancellation).ConfigureAwait(false);
        else Terminal.Next(study.Suggest("show", $"{number}"), trial.State.IsFinal() ? study.Suggest("query") : study.Suggest("logs", $"{number}", "--follow"));
        return ExitCodes.Success;
    }

    private void Print(StoredStudy study, Trial trial, LogReader log)
    {
        foreach (var line in TrialRecord.Lines(study, trial)) Terminal.RawData.WriteLine(line);
        Terminal.RawData.Flush();
        var epochs = study.Reader.Epochs(trial.Number);
        if (epochs.Count > 0) Terminal.Data.Write(TrialRecord.Epochs(epochs));
        PrintNew(log, trial.Number);
    }

    private async Task FollowAsync(StoredStudy study, int number, LogReader log, CancellationToken cancellation)
    {
        for (var ended = false; !ended;)
        {
            // The state is read first, and the log after a pause: the end of a trial is stored, then logged.
            ended = study.Reader.Find(number)!.State.IsFinal();
            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
            PrintNew(log, number);
        }
    }

    private void PrintNew(LogReader log, int number)
    {
        foreach (var line in log.ReadNew(number)) Terminal.RawData.WriteLine(line);
        Terminal.RawData.Flush();
    }
}
