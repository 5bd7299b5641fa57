using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>A study ends.</summary>
internal static class BudgetRules
{
    public static void Check(BudgetSpecification budget, RuleScope scope)
    {
        if (scope.Sound("trials", "hours") && budget.Trials is null && budget.Hours is null)
            scope.Break("trials", ErrorCodes.MissingKey, $"{scope.Name("trials")} or {scope.Name("hours")} is needed: without either the study would never end");
    }
}
