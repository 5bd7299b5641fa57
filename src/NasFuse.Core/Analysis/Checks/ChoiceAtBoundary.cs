using MathNet.Numerics.Distributions;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Is a choice of numbers always at its largest or smallest option on the front? Then better ones may lie beyond.</summary>
/// <remarks>
/// Where no choice alone is, choices of one kind with the same options (the widths of all nodes of a scale) are counted together. At the boundary means: four
/// of five answers on the
/// front, and so many by chance, were every option as likely, in less than one of a hundred fronts.
/// </remarks>
public sealed class ChoiceAtBoundary : StudyCheck
{
    private const int FewestAnswers = 5;
    private const double LeastShare = 0.8;
    private const double Chance = 0.01;
    private const int MostShown = 5;

    /// <inheritdoc/>
    public override string Name => "choice-at-boundary";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        var asked = study.FrontChoices.SelectMany(trial => trial.Asked).Where(asked => asked.Numbers is not null).ToArray();
        var singles = Pools(asked, choice => choice.Name);
        var kinds = Pools(asked, choice => choice.Kind);
        if (kinds.Length == 0)
        {
            yield return Skip("Whether choices lie at their boundary cannot be told.",
                $"no choice of numbers was answered {FewestAnswers} times on the front");
            yield break;
        }
        var stuck = Judge(singles) is { Length: > 0 } alone ? alone : Judge(kinds);
        foreach (var finding in stuck.Take(MostShown)) yield return finding;
        if (stuck.Length == 0)
            yield return Pass("No choice is always at its boundary.",
                $"kinds of choices of numbers: {kinds.Length}, with {asked.Length} answers on a front of {study.Front.Count}");
    }

    private static AskedChoice[][] Pools(IEnumerable<AskedChoice> asked, Func<AskedChoice, string> key) =>
        [.. asked.GroupBy(choice => (key(choice), string.Join(' ', choice.Options))).Select(pool => pool.ToArray())
            .Where(pool => pool.Length >= FewestAnswers)];

    private Finding[] Judge(AskedChoice[][] pools) =>
        [.. pools.SelectMany(pool => new[] { Judge(pool, largest: true), Judge(pool, largest: false) }).OfType<Finding>()];

    private Finding? Judge(AskedChoice[] pool, bool largest)
    {
        var numbers = pool[0].Numbers!.Value;
        var end = numbers.IndexOf(largest ? numbers.Max() : numbers.Min());
        var there = pool.Count(asked => asked.Picked == end);
        var byChance = 1 - Binomial.CDF(1.0 / numbers.Length, pool.Length, there - 1);
        if (there < LeastShare * pool.Length || byChance >= Chance) return null;
        var names = pool.Select(asked => asked.Name).Distinct().ToArray();
        var (name, label) = (names.Length == 1 ? names[0] : $"{pool[0].Kind} ({names.Length} choices)", pool[0].Options[end]);
        return Warn(
            $"{name} is almost always at its {(largest ? "largest" : "smallest")} option, {label}.",
            $"{there} of {pool.Length} answers on the front; options {string.Join(", ", pool[0].Options)}",
            $"Offer {(largest ? "larger" : "smaller")} options than {label} in the space and search again.");
    }
}
