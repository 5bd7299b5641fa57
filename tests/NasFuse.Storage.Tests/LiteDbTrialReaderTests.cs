using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Engine;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests;

public sealed class LiteDbTrialReaderTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void A_reader_sees_what_an_open_store_has_confirmed()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        Assert.Null(reader.Manifest());
        Assert.Null(reader.SamplerState());
        Assert.Empty(reader.Trials());

        store.SaveManifest(new JsonObject { ["commit"] = "abc" });
        store.Propose(TrialGenerator.Proposed(0), new JsonObject { ["generation"] = 3 });
        store.Start(0, "cpu");
        store.Report(0, new EpochRecord(1, 2, 3, 0.4, 5, 6));

        Assert.Equal("abc", (string)reader.Manifest()!["commit"]!);
        Assert.Equal(3, (int)reader.SamplerState()!["generation"]!);
        TrialComparison.AssertEqual(store.Trials(), reader.Trials());
        Assert.Equal(TrialState.Running, reader.Find(0)!.State);
        Assert.Null(reader.Find(1));
        Assert.Equal(store.Epochs(0), reader.Epochs(0));
    }

    /// <summary>Goes on until the other process has rewritten its database twice between reads.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Readers_see_only_consistent_states_and_do_not_disturb_the_writer_of_another_process()
    {
        using var crasher = new CrasherProcess(_study.Folder, threads: 4);
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        var (rewritten, logBytes, before) = (0, 0L, new HashSet<int>());
        for (var reads = 0; reads < 50 || rewritten < 2; reads++)
        {
            before.UnionWith(crasher.Confirmed.Select(write => write.Trial));
            var trials = reader.Trials();
            Assert.All(trials, trial => Assert.Equal($"id{trial.Number}", trial.ArchitectureId));
            Assert.Superset(before, trials.Select(trial => trial.Number).ToHashSet());
            Assert.Equal(trials.Count, trials.Select(trial => trial.Number).Distinct().Count());
            before.UnionWith(trials.Select(trial => trial.Number));

            var bytes = new FileInfo(_study.Folder.Log).Length;
            if (bytes < logBytes) rewritten++;
            logBytes = bytes;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        var (exitCode, errors) = await crasher.Stop();
        Assert.True(exitCode == 0, errors);
        Assert.Equal(crasher.Confirmed.Count(write => write.Call == "Finish"), reader.Trials().Count(trial => trial.State == TrialState.Complete));
    }

    [Fact]
    public void While_someone_reads_the_writer_goes_on_and_rewrites_its_database_later()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        store.SaveManifest([]);
        var before = new FileInfo(_study.Folder.Database).Length;
        using (new StudySnapshot(_study.Folder))
        {
            WriteMoreThanTheLogMayHold(store);
            Assert.Equal(before, new FileInfo(_study.Folder.Database).Length);
            Assert.True(new FileInfo(_study.Folder.Log).Length > StudyDatabase.LogLimitBytes);
        }

        store.SaveManifest([]);
        Assert.Empty(store.Manifest()!); // Rewriting comes after the answer to the write; this answer comes after it.
        Assert.True(new FileInfo(_study.Folder.Log).Length < StudyDatabase.LogLimitBytes);
        Assert.True(new FileInfo(_study.Folder.Database).Length > before);
    }

    [Fact]
    public async Task A_reader_waits_while_the_database_is_rewritten()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        store.Propose(TrialGenerator.Proposed(0), []);
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        Task<IReadOnlyList<Trial>> reading;
        using (ReaderGate.TryEnterToRewrite(_study.Folder, attempts: 1))
        {
            reading = Task.Run(reader.Trials, TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.False(reading.IsCompleted);
        }

        Assert.Single(await reading);
    }

    [Fact]
    public async Task Closing_a_reader_ends_its_waiting()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        var reader = LiteDbTrialReader.Open(_study.Folder);
        using var rewriting = ReaderGate.TryEnterToRewrite(_study.Folder, attempts: 1);
        var reading = Task.Run(reader.Trials, TestContext.Current.CancellationToken);
        reader.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
    }

    [Fact]
    public void A_missing_study_is_said_to_be_missing() =>
        Assert.Throws<StudyNotFoundException>(() => LiteDbTrialReader.Open(_study.Folder));

    [Theory]
    [InlineData("not a database")]
    [InlineData("")]
    public void A_foreign_file_is_refused_untouched_and_an_empty_one_is_an_empty_study(string content)
    {
        Directory.CreateDirectory(_study.Folder.Path);
        File.WriteAllText(_study.Folder.Database, content);
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        if (content.Length == 0)
        {
            Assert.Empty(reader.Trials());
            return;
        }

        Assert.Equal(ErrorCodes.FileUnreadable, Assert.Single(Assert.Throws<UserErrorException>(reader.Trials).Diagnostics).Code);
        Assert.Throws<UserErrorException>(() => LiteDbTrialStore.Open(_study.Folder));
        Assert.Equal(content, File.ReadAllText(_study.Folder.Database));
        Assert.False(File.Exists(_study.Folder.Log));
    }

    private static void WriteMoreThanTheLogMayHold(LiteDbTrialStore store)
    {
        var large = new JsonObject { ["text"] = new string('x', 1 << 20) };
        for (var i = 0; i < 10; i++) store.SaveManifest(large);
    }
}
