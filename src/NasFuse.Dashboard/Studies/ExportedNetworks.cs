namespace NasFuse.Dashboard.Studies;

/// <summary>Finds the networks that were exported into a study's folder.</summary>
internal static class ExportedNetworks
{
    /// <summary>Full path of the ONNX file of a trial where <c>nasfuse export</c> puts it unless told otherwise, or null.</summary>
    public static string? OnnxOf(this WatchedStudy study, int number)
    {
        var path = Path.GetFullPath(Path.Combine(study.Reader.Folder.Path, "export", $"trial-{number}", "model.onnx"));
        return File.Exists(path) ? path : null;
    }
}
