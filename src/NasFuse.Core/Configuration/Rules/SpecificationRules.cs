using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration.Shapes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>
/// The rules between keys, record by record. Options of samplers, pruners and search spaces bring theirs as <see cref="IValidatableObject"/>.
/// </summary>
internal static class SpecificationRules
{
    /// <summary>Checks a record that was just read.</summary>
    /// <returns>True when all rules are kept.</returns>
    public static bool Check(RuleScope scope)
    {
        switch (scope.Record)
        {
            case StudySpecification study:
                ObjectiveRules.Check(study, scope);
                PrecisionRules.Check(study, scope);
                PrunerRules.Check(study, scope);
                PromotionRules.Check(study, scope);
                break;
            case DataSpecification data: DataRules.Check(data, scope); break;
            case BudgetSpecification budget: BudgetRules.Check(budget, scope); break;
            case AugmentationSpecification augmentation: AugmentationRules.Check(augmentation, scope); break;
            case IValidatableObject options: CheckOptions(options, scope); break;
        }
        return scope.IsKept;
    }

    private static void CheckOptions(IValidatableObject options, RuleScope scope)
    {
        if (!scope.AllSound) return;
        foreach (var broken in options.Validate(new ValidationContext(options)))
        {
            var key = broken.MemberNames.Select(PropertyShape.KeyOf).FirstOrDefault() ?? "";
            scope.Break(key, ErrorCodes.Contradiction, broken.ErrorMessage ?? $"{scope.Name(key)} is not valid");
        }
    }
}
