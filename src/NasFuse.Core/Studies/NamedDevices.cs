using System.Collections.Immutable;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies;

/// <summary>Where a study wants latencies measured.</summary>
public static class NamedDevices
{
    /// <summary>Classes of devices that objectives and constraints name, each once, in the order of the file.</summary>
    public static ImmutableArray<string> DeviceClasses(this StudySpecification study) =>
        [.. study.NamedMetrics().Select(named => DeviceClass.Of(named.Metric)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>True when latency is measured where a trial is trained: a study that names classes only does not need that.</summary>
    public static bool TimesWhereTrained(this StudySpecification study) =>
        study.DeviceClasses().IsEmpty || study.NamedMetrics().Any(named => named.Metric == MetricNames.LatencyMs);

    /// <summary>Key of the first objective or constraint that names a class, e.g. <c>objectives[1].name</c>.</summary>
    public static string KeyOfClass(this StudySpecification study, string deviceClass) =>
        study.NamedMetrics().First(named => DeviceClass.Of(named.Metric) == deviceClass).Key;

    private static IEnumerable<(string Metric, string Key)> NamedMetrics(this StudySpecification study) =>
        study.Objectives.Select((objective, i) => (objective.Name, $"objectives[{i}].name"))
            .Concat(study.Constraints.Select((constraint, i) => (constraint.Metric, $"constraints[{i}]")));
}
