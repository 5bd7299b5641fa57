using NasFuse.Core.Graphs;
using NasFuse.Data;
using NasFuse.Data.Surveys;

namespace NasFuse.Cli.Beginning;

/// <summary>Settings for a first search on a data set: small enough to end within hours on a few CPU cores, large enough to tell architectures apart.</summary>
/// <param name="Size">Size that images are brought to.</param>
/// <param name="Crop">For a GPU: a crop at the stored size, or null where images are not larger than the crop.</param>
/// <param name="Stored">The commonest stored size.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Epochs">Epochs per trial.</param>
/// <param name="EvaluateEvery">Epochs between validations.</param>
/// <param name="ValLimit">Validation images to use, or null for all.</param>
/// <param name="CacheMiB">Memory for decoded images.</param>
internal sealed record StudyProposal(Size Size, Size? Crop, Size Stored, int Batch, int Epochs, int EvaluateEvery, int? ValLimit, int CacheMiB)
{
    /// <summary>Trials after which the study ends.</summary>
    public const int Trials = 24;

    /// <summary>Hours after which it ends.</summary>
    public const int Hours = 2;

    // 240×320: at this size two cores train a small network at tens of images a second.
    private const double MostPixels = 76_800;

    /// <summary>So many images rank small networks well enough for a start (CamVid: 367 images, 8 epochs).</summary>
    private const int ImagesPerTrial = 3000;

    private const int MostValidation = 500, Step = 16, CropSide = 512;

    /// <summary>Follows from what was found; at least one image of the sample is readable.</summary>
    public static StudyProposal Of(DataSurvey survey)
    {
        var (train, val) = (survey.Images[Split.Train], survey.Images[Split.Val]);
        var sizes = survey.Sampled.Splits.SelectMany(split => split.Sizes).GroupBy(pair => pair.Size, pair => pair.Samples);
        var stored = sizes.MaxBy(group => group.Sum())!.Key;
        var size = Shrink(stored);
        var epochs = Math.Clamp(ImagesPerTrial / Math.Max(1, train), 2, 40);
        var valLimit = val > MostValidation ? MostValidation : (int?)null;
        var bytes = 4L * size.Height * size.Width * (train + (valLimit ?? val));
        return new StudyProposal(
            size, stored.Height > CropSide && stored.Width > CropSide ? new Size(CropSide, CropSide) : null, stored,
            Math.Clamp(train / 4, 2, 8), epochs, Math.Max(1, epochs / 2), valLimit, (int)Math.Clamp(bytes / (1 << 20) + 64, 256, 8192));
    }

    private static Size Shrink(Size stored)
    {
        var scale = Math.Min(1, Math.Sqrt(MostPixels / ((double)stored.Height * stored.Width)));
        // Whole multiples keep every scale of the network exact; images below 64 are left as they are.
        return scale == 1 && Math.Min(stored.Height, stored.Width) < 64
            ? new Size(Math.Max(Step, stored.Height), Math.Max(Step, stored.Width))
            : new Size(Round(stored.Height * scale), Round(stored.Width * scale));
    }

    private static int Round(double length) => Math.Max(Step, (int)Math.Round(length / Step) * Step);
}
