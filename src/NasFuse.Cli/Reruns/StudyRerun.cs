using NasFuse.Cli.CommandLine;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Reruns;

/// <summary>A study made anew from the manifest of another: the same resolved settings and seed under another name.</summary>
internal static class StudyRerun
{
    /// <summary>The name that was asked for, or the first free of <c>name-rerun</c>, <c>name-rerun-2</c> …</summary>
    /// <exception cref="UserErrorException">The name is that of the study itself, or none.</exception>
    public static string Name(StoredStudy original, string? asked)
    {
        var name = asked ?? FirstFree(original);
        if (!StudyName.IsValid(name)) throw Mistake(ErrorCodes.OutOfRange, $"'{name}' cannot name a study: {StudyName.Rule}");
        return name == original.Name ? throw Mistake(ErrorCodes.Contradiction, $"'{name}' is the study itself; a rerun needs a name of its own") : name;
    }

    /// <summary>The settings of the original.</summary>
    /// <param name="original">The original.</param>
    /// <param name="name">Name of the new study.</param>
    /// <param name="dataRoot">Where the data lie now, or null for where they were.</param>
    public static LoadedStudy Settings(StoredStudy original, string name, string? dataRoot)
    {
        var study = original.Manifest.Study.Study;
        study = study with { Name = name, Data = study.Data with { Root = dataRoot ?? study.Data.Root } };
        // Seeds are kept in the manifest as architectures; the files they came from may have changed since.
        if (study.Sampler is SeededOptions seeded) study = study with { Sampler = seeded with { From = [] } };
        return original.Manifest.Study.With(study);
    }

    /// <summary>How far the rerun went the way of the original.</summary>
    public static string Agreement(IReadOnlyList<Trial> original, IReadOnlyList<Trial> rerun)
    {
        (Trial Then, Trial Now)[] pairs = [.. original.Join(rerun, then => then.Number, now => now.Number, (then, now) => (then, now))];
        (Trial Then, Trial Now)[] same = [.. pairs.Where(pair => pair.Then.ArchitectureId == pair.Now.ArchitectureId)];
        (Trial Then, Trial Now)[] measured = [.. same.Where(pair => Miou(pair.Then) is not null && Miou(pair.Now) is not null)];
        return $"compared with the original: {same.Length} of {pairs.Length} trials have the same architecture; "
            + $"of {measured.Length} of these with a mIoU, {measured.Count(pair => Miou(pair.Then).Equals(Miou(pair.Now)))} have the same one, bit for bit";
    }

    private static double? Miou(Trial trial) => trial.Metrics.TryGetValue(MetricNames.MeanIou, out var miou) ? miou : null;

    private static UserErrorException Mistake(string code, string message) => new(new SourcePlace("--name"), code, message);

    private static string FirstFree(StoredStudy original)
    {
        var taken = StudyFolders.List(original.Results);
        var plain = $"{original.Name}-rerun";
        return new[] { plain }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{plain}-{number}")).First(name => !taken.Contains(name));
    }
}
