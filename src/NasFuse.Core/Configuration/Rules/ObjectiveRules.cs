using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>No metric is optimised twice.</summary>
internal static class ObjectiveRules
{
    public static void Check(StudySpecification study, RuleScope scope)
    {
        if (!scope.Sound("objectives") || scope.Node["objectives"] is not { } list) return;
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < study.Objectives.Length; i++)
        {
            var name = study.Objectives[i].Name;
            if (first.TryAdd(name, i)) continue;
            var at = list.Items[i]["name"] ?? list;
            scope.Break(at, ErrorCodes.Contradiction, $"'objectives.{i}.name': {name} is an objective already ('objectives.{first[name]}'). Keep one.");
        }
    }
}
