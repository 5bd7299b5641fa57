using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>The smallest scale is not above the largest.</summary>
internal static class AugmentationRules
{
    public static void Check(AugmentationSpecification augmentation, RuleScope scope)
    {
        if (scope.Sound("scale") && augmentation.Scale is [var smallest, var largest] && smallest > largest)
            scope.Break("scale", ErrorCodes.Contradiction, $"{scope.Name("scale")} must be [smallest, largest] but is [{smallest}, {largest}]");
    }
}
