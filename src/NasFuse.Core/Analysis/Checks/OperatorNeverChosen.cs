using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Is there an operator, fusion or align step that is offered and tried, but never on the front? Then it only makes the space larger.</summary>
/// <remarks>
/// Expected on the front by chance: the share of complete trials' answers that chose it, times the answers on the front that could have. None where three
/// are expected happens by luck in one of twenty cases (Poisson).
/// </remarks>
public sealed class OperatorNeverChosen : StudyCheck
{
    private const double FewestExpected = 3;

    private static readonly HashSet<string> Words =
        [.. Vocabularies.Operators.Names, .. Vocabularies.Fusions.Names, .. Vocabularies.AlignSteps.Names];

    /// <inheritdoc/>
    public override string Name => "operator-never-chosen";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        var tried = Usages(study.Choices);
        var onFront = Usages(study.FrontChoices);
        var judged = tried.Where(usage => Expected(usage.Value, onFront.GetValueOrDefault(usage.Key)) >= FewestExpected).ToArray();
        if (judged.Length == 0)
        {
            yield return Skip("Whether operators are useless cannot be told.", "too few answers on the front to expect each of them there");
            yield break;
        }
        var dead = judged.Where(usage => onFront[usage.Key].Picked == 0).OrderBy(usage => usage.Key.Label, StringComparer.Ordinal).ToArray();
        foreach (var (key, usage) in dead)
        {
            yield return Warn(
                $"{key.Label} is never chosen for {key.Kind} on the front.",
                $"0 of {onFront[key].Offered} answers there, where {Expected(usage, onFront[key]):F1} would be expected: "
                    + $"{usage.Picked} of {usage.Offered} answers of complete trials chose it",
                $"Take {key.Label} out of the space, or give it a reason: more epochs, another objective.");
        }
        if (dead.Length == 0)
            yield return Pass("Every operator that was tried often enough is on the front.", $"operators, fusions and align steps judged: {judged.Length}");
    }

    private static double Expected(Usage tried, Usage onFront) => tried.Offered == 0 ? 0 : (double)tried.Picked / tried.Offered * onFront.Offered;

    private static Dictionary<(string Kind, string Label), Usage> Usages(IEnumerable<TrialChoices> trials)
    {
        var usages = new Dictionary<(string, string), Usage>();
        foreach (var asked in trials.SelectMany(trial => trial.Asked).Where(asked => asked.Options.Length > 1))
        {
            foreach (var option in asked.Options.Where(IsWord))
            {
                var usage = usages.GetValueOrDefault((asked.Kind, option));
                usages[(asked.Kind, option)] = new Usage(usage.Offered + 1, usage.Picked + (option == asked.Label ? 1 : 0));
            }
        }
        return usages;
    }

    // mb(k=5,e=3), ffm[r=4], up>c1
    private static bool IsWord(string label) => Words.Contains(label.Split('(', '[', '>')[0]);

    private readonly record struct Usage(int Offered, int Picked);
}
