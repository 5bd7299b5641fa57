using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>Every format but those made in memory needs a folder.</summary>
internal static class DataRules
{
    public static void Check(DataSpecification data, RuleScope scope)
    {
        if (scope.Sound("format", "root") && !data.IsMadeInMemory && string.IsNullOrWhiteSpace(data.Root))
            scope.Break("root", ErrorCodes.MissingKey, $"{scope.Name("root")} is needed: the folder of the {data.Format} data set");
    }
}
