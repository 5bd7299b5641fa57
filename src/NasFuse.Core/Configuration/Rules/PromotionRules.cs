using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>Promotion has something to gain: counts are the same however often they are taken.</summary>
internal static class PromotionRules
{
    public static void Check(StudySpecification study, RuleScope scope)
    {
        if (study.Promotion is null || !scope.Sound("promotion", "objectives")) return;
        if (study.Objectives.All(objective => MetricNames.Static.Contains(objective.Name)))
        {
            scope.Break("promotion", ErrorCodes.Contradiction,
                "promotion evaluates again what another seed may change, but every objective is a count. Leave 'promotion' out.");
        }
    }
}
