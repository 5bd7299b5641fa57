using NasFuse.Core.Studies;
using NasFuse.Dashboard.Charts;
using NasFuse.Dashboard.Components;
using NasFuse.Dashboard.Studies;
using NasFuse.Dashboard.Tests.Fixtures;
using NasFuse.Storage.Queries;

namespace NasFuse.Dashboard.Tests.Charts;

public sealed class FigureTests : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("nasfuse-dashboard-");
    private readonly StudyLibrary _library;

    public FigureTests()
    {
        TestStudies.Write(_results.FullName, "street", 60);
        _library = new StudyLibrary(_results.FullName, null);
    }

    private StudyView View => _library.Find("street")!.View!;

    public void Dispose()
    {
        _library.Dispose();
        _results.Delete(recursive: true);
    }

    [Fact]
    public void Every_placed_trial_is_in_exactly_one_trace_and_infeasible_ones_are_hollow()
    {
        var traces = ParetoFigure.Of(View, [], Axis.Choose(View, null, 1, "x"), Axis.Choose(View, null, 0, "y"))["data"]!.AsArray();
        var numbers = traces.Where(trace => trace!["customdata"] is not null).SelectMany(
            trace => trace!["customdata"]!.AsArray().Select(number => (int)number!)).ToList();
        Assert.Equal(View.Trials.Where(trial => trial.State != TrialState.Failed).Select(trial => trial.Number), numbers.Order());
        var hollow = traces.Single(trace => (string?)trace!["marker"]?["symbol"] == "circle-open")!;
        Assert.Equal(View.Trials.Where(trial => trial.State == TrialState.Infeasible).Select(trial => trial.Number), hollow["customdata"]!.AsArray()
            .Select(number => (int)number!));
        Assert.Equal("hv", (string?)traces.Single(trace => trace!["line"]?["shape"] is not null)!["line"]!["shape"]);
    }

    [Fact]
    public void References_on_the_same_data_are_marks_by_class()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_results.FullName, "references-street"));
        File.WriteAllText(Path.Combine(folder.FullName, "manifest.json"), """{ "studies": [{ "data": { "name": "synthetic" } }] }""");
        File.WriteAllText(Path.Combine(folder.FullName, "references.csv"),
            "system,class,miou,torchMs\n\"U-Net, small\",encoder-decoder,0.5,7.5\nGFF,weighted,0.6,9\nbroken,mesh,,\n");
        var marks = new ReferenceMarks(_results.FullName);
        Assert.Empty(marks.On("camvid").Marks);
        var traces = ParetoFigure.Of(View, marks.On("synthetic").Marks, Axis.Choose(View, null, 1, "x"), Axis.Choose(View, null, 0, "y"))["data"]!.AsArray();
        var unet = traces.Single(trace => (string?)trace!["name"] == "encoder-decoder (known)")!;
        Assert.Equal("U-Net, small", (string)unet["hovertext"]![0]!);
        Assert.Equal((7.5, 0.5), ((double)unet["x"]![0]!, (double)unet["y"]![0]!));
        Assert.DoesNotContain(traces, trace => (string?)trace!["name"] == "mesh (known)");
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("[1, 2]")]
    [InlineData("""{ "studies": "all" }""")]
    [InlineData("""{ "studies": [] }""")]
    [InlineData("""{ "studies": [{ "data": { "name": 7 } }] }""")]
    [InlineData("""{ "version": 1 }""")]
    public void A_foreign_manifest_is_passed_over_with_a_remark(string manifest)
    {
        var (own, foreign) = (_results.CreateSubdirectory("references-street"), _results.CreateSubdirectory("reference-of-another-tool"));
        _results.CreateSubdirectory("references-empty");
        File.WriteAllText(Path.Combine(own.FullName, "manifest.json"), """{ "studies": [{ "data": { "name": "synthetic" } }] }""");
        File.WriteAllText(Path.Combine(own.FullName, "references.csv"), "system,class,miou,torchMs\nGFF,weighted,0.6,9\n");
        File.WriteAllText(Path.Combine(foreign.FullName, "manifest.json"), manifest);
        var known = new ReferenceMarks(_results.FullName).On("synthetic");
        Assert.Equal("GFF", Assert.Single(known.Marks).System);
        Assert.Contains("reference-of-another-tool are not shown", Assert.Single(known.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_would_touch_are_left_to_the_pointer()
    {
        var frame = PlotFrame.Around([(0, 0), (10, 1)])!;
        Assert.Equal(["near", "far"], frame.WithRoomForLabels([("near", 2, 0.5), ("nearer", 2.1, 0.51), ("far", 8, 0.5), ("outside", 50, 0.5)]));
    }

    [Fact]
    public void Options_of_a_choice_are_ordered_by_the_mean_of_the_first_objective_best_on_top()
    {
        var axis = ParallelFigure.UsualAxesOf(View)[0];
        var dimension = ParallelFigure.Of(View, [axis])["data"]![0]!["dimensions"]![0]!;
        var options = dimension["ticktext"]!.AsArray().Select(option => (string)option!).ToList();
        var choice = axis[ParallelFigure.ChoicePrefix.Length..];
        var means = options.Select(
            option => View.Trials.Where(trial => trial.State == TrialState.Complete && trial.Assignment.Labels.GetValueOrDefault(choice, "–") == option)
            .Average(trial => trial.Metrics["miou"]));
        Assert.Equal(means.Order(), means);
    }

    /// <summary>What is brushed becomes a query that finds the same trials.</summary>
    [Fact]
    public void Brushes_are_a_query()
    {
        var choice = ParallelFigure.UsualAxesOf(View)[0];
        var name = choice[ParallelFigure.ChoicePrefix.Length..];
        var option = View.Trials.First(trial => trial.Metrics.GetValueOrDefault("miou") > 0.5 && trial.Assignment.Labels.ContainsKey(name))
            .Assignment.Labels[name];
        var where = BrushedAxis.ToQuery([new BrushedAxis("objectives.miou", [[0.2, 0.3], [0.5, 0.9]], null), new BrushedAxis(choice, [[0, 0]], [option])]);
        var found = new TrialQuery { Where = where, Select = "number" }.Run(View.Trials).Rows.Select(row => (int)row[0].Whole!.Value);
        var expected = View.Trials.Where(trial => trial.Metrics.TryGetValue("miou", out var miou) && miou is (>= 0.2 and <= 0.3) or (>= 0.5 and <= 0.9)
            && trial.Assignment.Labels.GetValueOrDefault(name) == option).Select(trial => trial.Number);
        Assert.Equal(expected, found);
        Assert.NotEmpty(found);
    }
}
