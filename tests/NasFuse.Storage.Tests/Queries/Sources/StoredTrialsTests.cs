using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries.Sources;

public sealed class StoredTrialsTests : IDisposable
{
    private const int Epochs = 3;

    private static readonly string?[] Selections =
        [null, "*, architecture, latencyBackend, attempts, evaluations, spread, arch", "number", "error, finished", "objectives", "choices, seed",
            "classIou, state", "count, mean(objectives.miou)"];

    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Any_question_to_the_database_has_the_answer_that_its_trials_in_memory_give()
    {
        var random = new Random(1);
        using (var store = LiteDbTrialStore.Open(_study.Folder))
        {
            foreach (var trial in TrialGenerator.Trial(Gen.Const(0), Gen.Enum<TrialState>()).Array[60].Single()
                .Select((trial, number) => trial with { Number = number }))
            {
                store.Propose(trial, []);
                if (trial.Number % 7 == 0 && trial.State.IsFinal()) store.Save(Repeat(trial.Number, random.NextDouble()));
            }
        }

        using var reader = LiteDbTrialReader.Open(_study.Folder);
        Trial[] trials = [.. reader.Trials().Select(trial => trial.Averaged(Epochs))];
        foreach (var select in Selections)
        {
            var query = new TrialQuery { Select = select, Where = "number != 3" };
            var (expected, actual) = (query.Run(trials), query.Over(new StoredTrials(reader, Epochs)).ToTable());
            Assert.Equal(expected.Columns.Select(column => column.Name), actual.Columns.Select(column => column.Name));
            Assert.Equal(expected.Rows.Select(row => string.Join('|', row)), actual.Rows.Select(row => string.Join('|', row)));
        }
    }

    [Fact]
    public void Many_trials_are_read_in_parts_each_once()
    {
        const int count = 4_500;
        using (var store = LiteDbTrialStore.Open(_study.Folder))
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, number => store.Propose(TrialGenerator.Proposed(number), []));
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        var rows = new TrialQuery { Select = "number" }.Over(new StoredTrials(reader, Epochs)).Rows;
        Assert.Equal(Enumerable.Range(0, count), rows.Select(row => (int)row[0].Whole!.Value));
    }

    private static Repeat Repeat(int trial, double miou) => new()
    {
        Trial = trial, Index = 1, Seed = 5, Epochs = Epochs, State = TrialState.Complete, Metrics = QueryTrials.Values(("miou", miou)),
    };
}
