using NasFuse.Core.Reproducibility;
using NasFuse.Data.Loading;

namespace NasFuse.Cli.Hosting;

/// <summary>Says what manifests keep about data.</summary>
internal static class DataDescription
{
    /// <summary>Facts of a data set; reads the training split for its colours.</summary>
    public static DataFacts Of(SampleCache samples)
    {
        var (dataset, normalization) = (samples.Dataset, samples.Statistics.Normalization);
        return new DataFacts(dataset.Name, dataset.Fingerprint, [.. dataset.Classes.Select(c => c.Name)], normalization.Mean, normalization.Std)
        {
            Colours = [.. dataset.Classes.Select(c => c.Color.ToString())],
        };
    }
}
