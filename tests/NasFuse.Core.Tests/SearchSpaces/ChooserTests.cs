using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces;

public sealed class ChooserTests
{
    private static readonly string[] Abc = ["a", "b", "c"];

    [Fact]
    public void Replay_takes_recorded_labels_and_asks_elsewhere_otherwise()
    {
        var recorded = new Assignment(Assignment.Empty.Labels.Add("x", "c").Add("y", "gone"));
        var chooser = new ReplayChooser(recorded, new Always(1));
        Assert.Equal(2, chooser.Choose("x", Abc));
        Assert.Equal(1, chooser.Choose("y", Abc));
        Assert.Equal(1, chooser.Choose("z", Abc));
    }

    [Fact]
    public void Recording_notes_labels_and_what_is_open()
    {
        var recorder = new RecordingChooser(new Always(0));
        recorder.Choose("x", Abc);
        recorder.Choose("single", ["only"]);
        Assert.Equal([KeyValuePair.Create("single", "only"), KeyValuePair.Create("x", "a")], recorder.Assignment.Labels);
        Assert.Equal(["x"], recorder.Open);
        Assert.Throws<InvalidOperationException>(() => recorder.Choose("x", Abc));
    }

    [Fact]
    public void Random_picks_every_option_about_equally_often()
    {
        var chooser = new RandomChooser(new Random(1));
        var counts = Enumerable.Range(0, 3000).CountBy(_ => chooser.Choose("x", Abc)).ToDictionary();
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(counts[i], 850, 1150));
    }

    [Fact]
    public void Enumeration_visits_conditional_choices_once_each()
    {
        var assignments = new Conditional().Enumerate().Select(p => string.Join(' ', p.Assignment.Labels.Select(pair => $"{pair.Key}{pair.Value}"))).ToArray();
        Assert.Equal(["na", "nb ra", "nb rb", "nb rc", "nc ra sa", "nc ra sb", "nc rb sa", "nc rb sb", "nc rc sa", "nc rc sb"], assignments);
    }

    private sealed class Always(int index) : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => index;
    }

    /// <summary>n decides whether r is asked, and whether s is.</summary>
    private sealed class Conditional : SearchSpace
    {
        public override string Name => "conditional";

        public override Architecture Build(IChooser chooser)
        {
            var n = chooser.Choose("n", Abc);
            if (n > 0) chooser.Choose("r", Abc);
            if (n > 1) chooser.Choose("s", ["a", "b"]);
            return new Architecture(ImmutableArray<ArchitectureNode>.Empty);
        }

        public override SpaceCount Count() => SpaceCount.Exactly(10);
    }
}
