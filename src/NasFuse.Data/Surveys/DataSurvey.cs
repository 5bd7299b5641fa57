using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data.Checking;
using NasFuse.Data.Formats;

namespace NasFuse.Data.Surveys;

/// <summary>What a folder turns out to hold when nobody says what it is.</summary>
/// <param name="Data">Format and folder, all else being default.</param>
/// <param name="Images">Number of images per split; every split is there.</param>
/// <param name="Sampled">Report on a sample of each split.</param>
/// <param name="Masks">What the label files show, where a <c>classes.json</c> is needed and not there; else null.</param>
/// <param name="HasNumberedClasses">True when the classes follow from numbers in label files alone, so that their names are made up.</param>
public sealed record DataSurvey(
    DataSpecification Data, ImmutableDictionary<Split, int> Images, DatasetReport Sampled, MaskSurvey? Masks, bool HasNumberedClasses)
{
    /// <summary>Most images of a split that are read for <see cref="Sampled"/>, evenly spaced over it.</summary>
    public const int SampleSize = 64;

    /// <summary>Looks at a folder. Label files of format <c>folder</c> without <c>classes.json</c> are all read, to find every class.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It is not there, has no layout that is known, or its label files are not understood.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DataSurvey Of(string root, CancellationToken cancellation = default)
    {
        var data = new DataSpecification { Format = FolderLayouts.Find(root), Root = root };
        var problems = new DatasetProblems();
        MaskSurvey? masks = null;
        var dataset = data.Format == FolderFormat.FormatName && !File.Exists(Path.Combine(root, ClassesFile.FileName))
            ? FolderFormat.Open(data, problems, pairs => (masks = MaskSurvey.Of(root, pairs, cancellation)).Classes)
            : SegmentationDatasets.Open(data, problems);
        if (problems.Errors.Diagnostics.Count > 0 && Enum.GetValues<Split>().All(split => dataset.Count(split) == 0)) problems.Errors.ThrowIfAny();
        var report = DatasetCheck.Run(dataset, root, problems, SampleSize, cancellation);
        return new DataSurvey(
            data, Enum.GetValues<Split>().ToImmutableDictionary(split => split, dataset.Count), report, masks is { NeedsFile: true } ? masks : null,
            HasNumberedClasses: masks is { NeedsFile: false });
    }
}
