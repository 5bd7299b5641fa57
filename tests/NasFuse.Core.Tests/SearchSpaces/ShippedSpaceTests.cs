using System.Diagnostics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Tests.SearchSpaces;

/// <summary>What every space under search-spaces/ and each of its presets promises.</summary>
public sealed class ShippedSpaceTests
{
    private const string LongTests = "NASFUSE_LONG_TESTS";

    public static TheoryData<string, string> Spaces =>
        new((from space in new[] { "dcnas", "fusion-neck", "decoder-template", "reference-templates" }
             from preset in new[] { "", "tiny", "mobile", "server" }
             select (space, preset)).Append(("planted", "")));

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Samples_and_variations_are_valid(string space, string preset) => Check(space, preset, samples: 1000);

    [Theory]
    [MemberData(nameof(Spaces))]
    [Trait("Category", "Long")]
    public void Ten_thousand_samples_are_valid(string space, string preset)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes minutes; set {LongTests}=1");
        Check(space, preset, samples: 10_000);
    }

    private static void Check(string name, string preset, int samples)
    {
        var file = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", name), preset: preset.Length == 0 ? null : new WantedPreset(preset, default));
        var space = file.Create(11);
        var (random, parameters, macs, watch) = (new Random(1), new List<double>(), new List<double>(), Stopwatch.StartNew());
        for (var i = 0; i < 1000; i++) space.Sample(random);
        TestContext.Current.SendDiagnosticMessage("{0}: {1:F0} samples/s", file.Name, 1000 / watch.Elapsed.TotalSeconds);
        SpaceProperties.Check(space, samples);
        for (var i = 0; i < 100; i++)
        {
            var cost = ArchitectureCost.Of(space.Sample(random).Architecture, new Size(180, 240));
            parameters.Add(cost.Total.Parameters / 1e6);
            macs.Add(cost.Total.Macs / 1e6);
        }
        TestContext.Current.SendDiagnosticMessage("{0}: parameters M {1}; MMAC {2}", file.Name, Quantiles(parameters), Quantiles(macs));
        var count = space.Count();
        Assert.True(count.AtLeast > 1 && count.AtLeast <= count.AtMost);
        TestContext.Current.SendDiagnosticMessage("{0}: {1:E1}..{2:E1} {3}", file.Name, count.AtLeast, count.AtMost, string.Join(", ", count.Parts.Select(part => $"{part.Name} {part.Number:E1}")));

        static string Quantiles(List<double> values) => string.Join(" ", new[] { 5, 50, 95 }.Select(i => $"{values.Order().ElementAt(i):0.00}"));
    }
}
