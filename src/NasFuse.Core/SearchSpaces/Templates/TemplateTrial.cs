using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>Tries the assignments of a template, all of them when they are few, and reports those that give no valid architecture.</summary>
internal sealed class TemplateTrial(Template template, DiagnosticBag errors)
{
    private const int MostTriedOneByOne = 1024;
    private const int Drawn = 256;
    private const int MostReported = 20;

    private readonly HashSet<(SourcePlace, string)> _reported = [];

    /// <summary>Tries them.</summary>
    /// <returns>True when every assignment was tried and is valid.</returns>
    public bool Run()
    {
        var isComplete = template.Completions.Total <= MostTriedOneByOne;
        foreach (var values in isComplete ? All() : Some())
        {
            if (_reported.Count >= MostReported) break;
            Try(values);
        }
        return isComplete && _reported.Count == 0;
    }

    private void Try(int[] values)
    {
        var found = new DiagnosticBag();
        template.Build(values, found);
        foreach (var mistake in found.Diagnostics)
        {
            if (!_reported.Add((mistake.Place, mistake.Message))) continue;
            var assignment = template.Describe(values) is { Length: > 0 } described ? $" (with {described})" : "";
            errors.Add(mistake.Place with { Line = 0, Column = 0 }, mistake.Code, mistake.Message + assignment);
        }
    }

    private IEnumerable<int[]> All()
    {
        var chooser = new EnumeratingChooser();
        do yield return template.Choose(chooser);
        while (chooser.Advance());
    }

    /// <summary>Random assignments, and for every option of every choice one that prefers it.</summary>
    private IEnumerable<int[]> Some()
    {
        var random = new RandomChooser(new Random(1));
        for (var i = 0; i < Drawn; i++) yield return template.Choose(random);
        foreach (var choice in template.Choices)
        {
            foreach (var option in choice.Options)
                yield return template.Choose(new ReplayChooser(new Assignment(Assignment.Empty.Labels.Add(choice.Name, option)), random));
        }
    }
}
