using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Data.Decoding;

namespace NasFuse.Data;

/// <summary>Images with a class for each pixel, in splits. Opened by <see cref="SegmentationDatasets.Open(NasFuse.Core.Studies.DataSpecification)"/>.</summary>
/// <remarks>Immutable and thread-safe; nothing is kept in memory but names (see <see cref="Loading.SampleCache"/>).</remarks>
public abstract class SegmentationDataset
{
    /// <summary>Label of pixels that belong to no class: they count neither in the loss nor in any metric.</summary>
    public const byte Void = 255;

    /// <summary>Most classes a data set can have.</summary>
    public const int MaxClasses = 254;

    private readonly Lazy<string> _fingerprint;

    /// <summary>Sets what all data sets have.</summary>
    protected SegmentationDataset(string name, Size size, ImmutableArray<SegmentationClass> classes)
    {
        (Name, Size, Classes) = (name, size, classes);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>Name of its format.</summary>
    public string Name { get; }

    /// <summary>Size that <see cref="Load"/> brings every image to.</summary>
    public Size Size { get; }

    /// <summary>Classes by id, at least two.</summary>
    public ImmutableArray<SegmentationClass> Classes { get; }

    /// <summary>Lower-case hexadecimal SHA-256 over format, size, classes and every file's relative name and length. File contents are not read.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Number of images; 0 for a split that is absent.</summary>
    public abstract int Count(Split split);

    /// <summary>Reads one sample as it is stored, in its own size.</summary>
    /// <exception cref="UserErrorException">A file is missing, unreadable or wrong.</exception>
    public abstract SegmentationSample LoadOriginal(Split split, int index);

    /// <summary>Reads one sample and brings it to <see cref="Size"/>: the image by area average where it shrinks and bilinearly where it grows, labels by nearest pixel.</summary>
    /// <exception cref="UserErrorException">A file is missing, unreadable or wrong.</exception>
    public SegmentationSample Load(Split split, int index) => Resampler.Resize(LoadOriginal(split, index), Size);

    /// <summary>Everything the fingerprint covers, a line each: format, size, classes, files with their lengths.</summary>
    public IEnumerable<string> Listing() => new[] { Name, Size.ToString() }.Concat(Classes.Select((c, id) => $"{id} {c.Name}")).Concat(FingerprintLines());

    /// <summary>Lines that change when the images, or how they are read, change.</summary>
    protected abstract IEnumerable<string> FingerprintLines();

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Listing())
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
