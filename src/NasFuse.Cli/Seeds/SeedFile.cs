using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Samplers.Seeds;

namespace NasFuse.Cli.Seeds;

/// <summary>Reads a seed from a file: an architecture as text or JSON, or a genotype of FasterSeg.</summary>
internal static class SeedFile
{
    private const string PreferenceKey = "alpha_";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the seed.</param>
    /// <param name="classes">Number of classes for a genotype, which leaves that open; it is decoded with the published defaults otherwise.</param>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static SeedOptions Read(string path, string name, int classes)
    {
        var architecture = IsGenotype(path)
            ? GenotypeArchitecture.Of(DecodedGenotype.Of(SearchParametersReader.Read(path), new DecodingOptions { Classes = classes }, path))
            : ArchitectureFile.Read(path).Architecture;
        // Comments are left out: a mended remark is no other architecture.
        return new SeedOptions { Name = name, Text = ArchitectureText.Format(architecture) };
    }

    /// <summary>True for JSON with tables of preferences; files that are no JSON, or too large for it, are somebody else's to judge.</summary>
    private static bool IsGenotype(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
        && new FileInfo(path).Length <= LocatedJson.MaxBytes
        && LocatedJson.Parse(path, File.ReadAllBytes(path), new DiagnosticBag()) is { } root
        && root.Members.Any(member => member.Name.StartsWith(PreferenceKey, StringComparison.Ordinal));
}
