using System.Text.Json.Nodes;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Dashboard.Studies;
using NasFuse.Dashboard.Tests.Fixtures;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Tests.Studies;

/// <summary>A study is followed through its store while it is written.</summary>
public sealed class FollowingTests : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("nasfuse-dashboard-");

    public void Dispose() => _results.Delete(recursive: true);

    [Fact]
    public void Only_what_changed_is_told_and_the_view_is_that_of_the_whole_store()
    {
        var loaded = TestStudies.Load("street", 10);
        var proposals = TestStudies.Proposals(loaded);
        using var store = LiteDbTrialStore.Open(StudyFolders.ForNew(_results.FullName, "street"));
        store.SaveManifest(TestStudies.Manifest(loaded).Json);
        using var library = new StudyLibrary(_results.FullName, null);
        var study = library.Find("street")!;
        Assert.Empty(study.View!.Trials);
        var told = new List<string>();
        library.Changed += change => told.Add($"{change.View.Ended}: {string.Join(' ', change.Trials.Select(trial => $"{trial.Number} {trial.State}"))}");

        var (first, second) = (TestStudies.Trial(0, proposals[0]), TestStudies.Trial(1, proposals[1]));
        Propose(store, first);
        study.Poll();
        study.Poll();
        store.Start(0, "cpu");
        store.Report(0, new EpochRecord(1, 1.5, 0.1, 0.25, 100, 2));
        study.Poll();
        Assert.Equal(0.25, Assert.Single(study.View.Running).Last!.MeanIou);
        Assert.Equal(StudyState.Running, study.View.State);
        store.Finish(first);
        Propose(store, second);
        store.Start(1, "cpu");
        store.Finish(second);
        study.Poll();

        Assert.Equal(["0: 0 Proposed", "0: 0 Running", "2: 0 Complete 1 Complete"], told);
        Assert.Equal(TrialRanking.Front(store.Trials(), study.View.Objectives).Select(trial => trial.Number), study.View.Front.Select(trial => trial.Number));
        Assert.Equal(
            TrialRanking.HypervolumeShare(store.Trials(), study.View.Objectives, study.View.Manifest.Reference), study.View.Hypervolume, 1e-12);
    }

    [Fact]
    public void A_repeat_changes_the_mean_and_so_the_front()
    {
        var folder = TestStudies.Write(_results.FullName, "street", 10);
        using var library = new StudyLibrary(_results.FullName, null);
        var study = library.Find("street")!;
        var (before, best) = (study.View!.Hypervolume, TrialRanking.Best(study.View.Trials, study.View.Objectives[0])!);
        using (var store = LiteDbTrialStore.Open(folder))
        {
            store.Save(new Repeat
            {
                Trial = best.Number, Index = 1, Seed = 9, Epochs = study.View.Epochs, State = TrialState.Complete,
                    Metrics = best.Metrics.SetItem(MetricNames.MeanIou, 0),
            });
        }
        study.Poll();
        Assert.Equal(best.Metrics[MetricNames.MeanIou] / 2, study.View.Find(best.Number)!.Metrics[MetricNames.MeanIou], 1e-12);
        Assert.True(study.View.Hypervolume < before);
    }

    [Fact]
    public void A_study_that_is_begun_anew_under_its_name_is_read_anew()
    {
        var folder = TestStudies.Write(_results.FullName, "street", 20);
        using var library = new StudyLibrary(_results.FullName, null);
        var study = library.Find("street")!;
        Assert.Equal(20, study.View!.Trials.Length);
        Directory.Move(folder.Path, folder.Path + ".1");
        var loaded = TestStudies.Load("street", 5);
        using (var store = LiteDbTrialStore.Open(folder))
        {
            var manifest = TestStudies.Manifest(loaded).Json;
            manifest["created"] = "2026-02-02T00:00:00.0000000Z";
            store.SaveManifest(manifest);
            Propose(store, TestStudies.Trial(0, TestStudies.Proposals(loaded)[0]));
        }
        library.PollAll();
        Assert.Equal([0], study.View.Trials.Select(trial => trial.Number));
        Assert.Equal(20, library.Find("street.1")!.View!.Trials.Length);
    }

    [Fact]
    public void A_study_that_cannot_be_read_says_why_and_leaves_the_others_alone()
    {
        TestStudies.Write(_results.FullName, "street", 3);
        var damaged = Directory.CreateDirectory(Path.Combine(_results.FullName, "broken"));
        File.WriteAllText(Path.Combine(damaged.FullName, "study.db"), "this is no database, but long enough to be looked at".PadRight(20_000));
        using var library = new StudyLibrary(_results.FullName, null);
        library.PollAll();
        Assert.Equal(3, library.Find("street")!.View!.Trials.Length);
        Assert.Null(library.Find("broken")!.View);
        Assert.NotNull(library.Find("broken")!.Problem);
    }

    [Fact]
    public void A_folder_that_goes_away_is_forgotten()
    {
        var folder = TestStudies.Write(_results.FullName, "street", 3);
        using var library = new StudyLibrary(_results.FullName, null);
        library.PollAll();
        Directory.Delete(folder.Path, recursive: true);
        library.PollAll();
        Assert.Empty(library.All);
        Assert.Null(library.Find("street"));
    }

    private static void Propose(LiteDbTrialStore store, Trial trial) =>
        store.Propose(trial with { State = TrialState.Proposed, Finished = null, Metrics = trial.Metrics.Clear(), Epochs = 0 }, new JsonObject());
}
