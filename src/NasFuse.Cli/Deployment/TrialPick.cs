using System.Globalization;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Deployment;

/// <summary>Chooses a trial of a study: <c>knee</c>, <c>best:miou</c>, <c>trial:14</c>.</summary>
internal static class TrialPick
{
    /// <summary>What is chosen when nothing is said.</summary>
    public const string Knee = "knee";

    private const string Best = "best", Number = "trial";

    private static readonly SourcePlace s_place = new("--pick");

    /// <summary>The trial that a text means, or null when the study has no complete trial to choose from.</summary>
    /// <exception cref="UserErrorException">The text means nothing here.</exception>
    public static Trial? Choose(string text, StoredStudy study)
    {
        var objectives = study.Manifest.Objectives;
        return text.Split(':', 2) switch
        {
            [Knee] => TrialRanking.Knee(study.Trials, objectives),
            [Best, var name] => TrialRanking.Best(study.Trials, Find(name, objectives)),
            [Number, var number] => Find(number, study),
            _ => throw new UserErrorException(s_place, ErrorCodes.UnknownName, $"'{text}' picks nothing. {NearestName.Hint(text, Known(objectives))}"),
        };
    }

    private static string[] Known(IReadOnlyList<Objective> objectives) =>
        [Knee, .. objectives.Select(objective => $"{Best}:{objective.Name}"), $"{Number}:N"];

    private static Objective Find(string name, IReadOnlyList<Objective> objectives) =>
        objectives.FirstOrDefault(objective => objective.Name == name)
        ?? throw new UserErrorException(
            s_place, ErrorCodes.UnknownName,
            $"'{name}' is no objective of this study. {NearestName.Hint(name, [.. objectives.Select(objective => objective.Name)])}");

    private static Trial Find(string text, StoredStudy study)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new UserErrorException(s_place, ErrorCodes.OutOfRange, $"'{text}' is no trial number; write e.g. {Number}:0");
        var trial = study.Trials.FirstOrDefault(candidate => candidate.Number == number)
            ?? throw new UserErrorException(s_place, ErrorCodes.NotFound, $"study '{study.Name}' has no trial {number}; {Complete(study)}");
        if ((trial.DuplicateOf ?? trial.RepeatOf) is { } original) return Find($"{original}", study);
        return trial.State == TrialState.Complete ? trial
            : throw new UserErrorException(
                s_place, ErrorCodes.NotFound,
                $"trial {number} of study '{study.Name}' is {trial.State.ToString().ToLowerInvariant()} and has no trained weights; {Complete(study)}");
    }

    private static string Complete(StoredStudy study)
    {
        int[] numbers = [.. study.Trials.Where(trial => trial.State == TrialState.Complete).Select(trial => trial.Number)];
        return numbers.Length == 0 ? "none is complete yet" : $"complete ones are {string.Join(", ", numbers.Take(20))}{(numbers.Length > 20 ? " …" : "")}";
    }
}
