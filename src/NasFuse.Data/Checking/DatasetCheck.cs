using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Formats;

namespace NasFuse.Data.Checking;

/// <summary>Reads every file of a data set and says what is there and what is wrong.</summary>
public static class DatasetCheck
{
    /// <summary>Checks a data set.</summary>
    /// <param name="specification">The data set.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="UserErrorException">It cannot even be listed: unknown format, missing root, wrong <c>classes.json</c>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DatasetReport Run(DataSpecification specification, CancellationToken cancellation = default)
    {
        var problems = new DatasetProblems();
        return Run(SegmentationDatasets.Open(specification, problems), specification.Root, problems, int.MaxValue, cancellation);
    }

    /// <summary>Checks a data set that was opened, by a sample of it.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="root">Its folder, for messages.</param>
    /// <param name="problems">What was found when it was opened; takes the rest.</param>
    /// <param name="sampleSize">Most images per split, evenly spaced over it.</param>
    /// <param name="cancellation">Ends the check.</param>
    internal static DatasetReport Run(SegmentationDataset dataset, string? root, DatasetProblems problems, int sampleSize, CancellationToken cancellation)
    {
        var splits = ImmutableArray.CreateBuilder<SplitReport>();
        foreach (var split in Enum.GetValues<Split>())
        {
            if (split == Split.Test && dataset.Count(split) == 0) continue;
            var (count, taken) = (dataset.Count(split), Math.Min(sampleSize, dataset.Count(split)));
            var tallies = Enumerable.Range(0, taken).AsParallel().AsOrdered().WithCancellation(cancellation)
                .Select(i => Tally.Of(dataset, split, (int)((long)i * count / taken))).ToList();
            foreach (var tally in tallies) problems.Errors.AddRange(tally.Errors);
            splits.Add(Sum(split, dataset.Classes.Length, tallies));
        }
        // A rare class may well be absent from a sample.
        if (dataset.Count(Split.Train) <= sampleSize) WarnOfAbsentClasses(root, dataset, splits[0], problems.Warnings);
        return new DatasetReport(dataset.Name, dataset.Fingerprint, dataset.Classes, splits.ToImmutable(), Sorted(problems.Errors), Sorted(problems.Warnings));
    }

    private static SplitReport Sum(Split split, int classes, List<Tally> tallies)
    {
        var pixels = new long[256];
        foreach (var tally in tallies)
        {
            for (var label = 0; label < pixels.Length; label++) pixels[label] += tally.Labels[label];
        }
        var readable = tallies.Where(tally => tally.Errors.Count == 0).ToList();
        var sizes = readable.CountBy(tally => tally.Size).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Height).ThenBy(pair => pair.Key.Width);
        return new SplitReport(split, tallies.Count, readable.Count, [.. sizes.Select(pair => (pair.Key, pair.Value))], [.. pixels.Take(classes)], pixels[SegmentationDataset.Void]);
    }

    private static void WarnOfAbsentClasses(string? root, SegmentationDataset dataset, SplitReport training, DiagnosticBag warnings)
    {
        if (training.Readable == 0) return;
        foreach (var (id, _) in training.ClassPixels.Index().Where(pair => pair.Item == 0))
            warnings.Add(new SourcePlace(root ?? dataset.Name), ErrorCodes.BadData, $"class {id} '{dataset.Classes[id].Name}' does not occur in the training split");
    }

    private static ImmutableArray<Diagnostic> Sorted(DiagnosticBag bag) => [.. bag.Diagnostics.OrderBy(diagnostic => diagnostic.Place.File, StringComparer.Ordinal)];

    private sealed record Tally(Size Size, long[] Labels, IReadOnlyList<Diagnostic> Errors)
    {
        public static Tally Of(SegmentationDataset dataset, Split split, int index)
        {
            var labels = new long[256];
            try
            {
                var sample = dataset.LoadOriginal(split, index);
                foreach (var label in sample.Labels) labels[label]++;
                return new Tally(sample.Size, labels, []);
            }
            catch (UserErrorException exception)
            {
                return new Tally(default, labels, exception.Diagnostics);
            }
        }
    }
}
