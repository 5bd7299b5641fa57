using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>Mixed precision needs a worker that may have a CUDA device.</summary>
internal static class PrecisionRules
{
    public static void Check(StudySpecification study, RuleScope scope)
    {
        if (!scope.Sound("training", "workers")) return;
        if (study.Training.Precision != PrecisionKind.Mixed || study.Workers.Any(worker => worker.Device != "cpu")) return;
        scope.Break(
            scope.Node["training"]?["precision"] ?? scope.Node,
            ErrorCodes.Contradiction,
            "'training.precision' mixed is for CUDA, but all 'workers' are cpu. Use float32, or a worker with device cuda:0 or auto.");
    }
}
