using System.Collections.Immutable;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ConfidentFrontTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public ConfidentFrontTests() => SeededStudy.Store(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unknown_noise_is_said_with_the_way_to_measure_it() =>
        Expectation.Meets("front-confidence-unknown", _folder.Run("front", SeededStudy.Name, "--confidence"));

    [Fact]
    public void Members_have_their_probability_and_ties_a_letter()
    {
        using (var store = LiteDbTrialStore.Open(StudyFolders.Resolve(_folder.In("results"), SeededStudy.Name)))
        {
            // #1 and #6 overlap in quality and in latency; the others lie apart.
            Add(store, 0, 1, miou: 0.420, latencyMs: 3.2);
            Add(store, 1, 1, miou: 0.475, latencyMs: 7.6);
            Add(store, 6, 1, miou: 0.505, latencyMs: 5.0);
            Add(store, 6, 2, miou: 0.470, latencyMs: 4.8);
        }
        Expectation.Meets("front-confidence", _folder.Run("front", SeededStudy.Name, "--confidence"));
        Assert.Contains("0.487 ± 0.018", _folder.Run("front", SeededStudy.Name).Succeeded().Output, StringComparison.Ordinal);
        Expectation.Meets("query-repeats", _folder.Run("query", SeededStudy.Name, "--sql", "SELECT trial, index, objectives.miou AS miou FROM repeats"));
    }

    private static void Add(LiteDbTrialStore store, int trial, int index, double miou, double latencyMs) => store.Save(new Repeat
    {
        Trial = trial, Index = index, Seed = (ulong)(10 * trial + index), Epochs = 2, State = TrialState.Complete, Attempts = 1,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("miou", miou).Add("latencyMs", latencyMs).Add("latencyP95Ms", latencyMs * 1.1),
    });
}
