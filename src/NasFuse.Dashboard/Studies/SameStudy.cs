using NasFuse.Core.Reproducibility;

namespace NasFuse.Dashboard.Studies;

/// <summary>Tells a study that goes on from one that was put aside and begun anew under the same name.</summary>
internal static class SameStudy
{
    /// <summary>True when both manifests were stored by one study; resuming it keeps the moment of its creation.</summary>
    public static bool IsOfSameStudyAs(this RunManifest manifest, RunManifest other) =>
        (string?)manifest.Json["created"] == (string?)other.Json["created"];
}
