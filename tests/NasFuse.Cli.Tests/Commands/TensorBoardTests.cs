using NasFuse.TensorBoard.Tests;

namespace NasFuse.Cli.Tests.Commands;

public sealed class TensorBoardTests(TrainedStudy study) : IClassFixture<TrainedStudy>
{
    [Fact]
    public void A_study_that_asks_for_it_has_a_run_per_trial_and_one_of_its_own()
    {
        study.Search("name=curves", "tensorboard=true", "training.epochs=2").Succeeded();

        var runs = Directory.GetDirectories(study.Folder.In("results/curves/tensorboard")).Select(Path.GetFileName).Order();
        Assert.Equal(["study", "trial-0000", "trial-0001"], runs);
        var trial = Events("trial-0001");
        Assert.Equal("brain.Event:2", trial[0].Version);
        Assert.Contains("<- image", trial[1].Texts["architecture/text_summary"].Text);
        Assert.Equal([1, 2], trial.Where(e => e.Scalars.ContainsKey("training/loss")).Select(e => e.Step));
        Assert.InRange(trial[^1].Scalars["result/miou"], 0, 1);
        Assert.Equal(trial[^1].Scalars["result/miou"], trial.Last(e => e.Scalars.ContainsKey("validation/miou")).Scalars["validation/miou"], 1e-6f);
        Assert.Equal([1, 2], Events("study").Skip(1).Select(e => e.Step));
        Assert.All(Events("study").Skip(1), e => Assert.InRange(e.Scalars["study/hypervolume"], 0, 1));
    }

    [Fact]
    public void Others_have_none() => Assert.False(Directory.Exists(study.Folder.In("results/tiny/tensorboard")));

    private List<ReadEvent> Events(string run) => EventReader.Read(Assert.Single(Directory.GetFiles(study.Folder.In($"results/curves/tensorboard/{run}"))));
}
