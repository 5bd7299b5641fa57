using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration;

/// <summary>Defaults of a study that depend on other settings.</summary>
internal static class StudyDefaults
{
    /// <summary>Fills in the name, the directions of the objectives and the size at which latency is measured.</summary>
    public static StudySpecification Fill(StudySpecification study, string folderName) => study with
    {
        Name = study.Name ?? folderName,
        Objectives =
        [
            .. study.Objectives.Select(objective => objective with { Direction = objective.Direction ?? MetricNames.UsualDirection(objective.Name) }),
        ],
        Latency = study.Latency with { Size = study.Latency.Size ?? study.Data.Size },
    };
}
