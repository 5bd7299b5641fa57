using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis;

/// <summary>A choice as it was asked when one architecture was built.</summary>
/// <param name="Name">Name of the choice, e.g. <c>L2/s8/width</c>.</param>
/// <param name="Options">Labels that were offered, at least one.</param>
/// <param name="Picked">Index of the one that was picked.</param>
public sealed record AskedChoice(string Name, ImmutableArray<string> Options, int Picked)
{
    /// <summary>Last part of the name: what is chosen, wherever it stands, e.g. <c>width</c>.</summary>
    public string Kind => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The label that was picked.</summary>
    public string Label => Options[Picked];

    /// <summary>The options as numbers when there are at least two and all are; else null.</summary>
    public ImmutableArray<double>? Numbers =>
        Options.Length > 1 && Options.All(option => NumberOf(option) is not null) ? [.. Options.Select(option => NumberOf(option)!.Value)] : null;

    /// <summary>The number that a label says, also as a fraction such as <c>3/4</c>; null when it says none.</summary>
    public static double? NumberOf(string label)
    {
        var parts = label.Split('/');
        if (parts.Length > 2 || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value)) return null;
        if (parts.Length == 1) return value;
        return double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var divisor) && divisor > 0 ? value / divisor : null;
    }
}

/// <summary>Everything that was asked when a trial's architecture was built.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Asked">The choices, in the order they were asked.</param>
public sealed record TrialChoices(Trial Trial, ImmutableArray<AskedChoice> Asked)
{
    /// <summary>Builds a trial's architecture again and notes what the space asks.</summary>
    public static TrialChoices Of(SearchSpace space, Trial trial)
    {
        var notes = new OptionRecorder(new ReplayChooser(trial.Assignment, new EnumeratingChooser()));
        space.Build(notes);
        return new TrialChoices(trial, [.. notes.Asked]);
    }

    private sealed class OptionRecorder(IChooser inner) : IChooser
    {
        public List<AskedChoice> Asked { get; } = [];

        public int Choose(string choice, IReadOnlyList<string> options)
        {
            var picked = inner.Choose(choice, options);
            Asked.Add(new AskedChoice(choice, [.. options], picked));
            return picked;
        }
    }
}
