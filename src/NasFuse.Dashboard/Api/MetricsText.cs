using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>All studies in the text format of Prometheus.</summary>
internal static class MetricsText
{
    /// <summary>The format's media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The answer to a scrape.</summary>
    public static IResult Answer(StudyLibrary library) =>
        TypedResults.Text(Of([.. library.All.Select(study => study.View).OfType<StudyView>()]), ContentType);

    private static string Of(IReadOnlyList<StudyView> views)
    {
        var text = new StringBuilder();
        Write("nasfuse_trials", "Trials by state.", views.SelectMany(view =>
            Enum.GetValues<TrialState>().Select(state => (Labels(view, ("state", state.ToString())), (double)view.Counts.GetValueOrDefault(state)))));
        Write("nasfuse_trial_budget", "Trials of the budget.", views.Where(view => view.Budget is not null)
            .Select(view => (Labels(view), (double)view.Budget!)));
        Write("nasfuse_front_size", "Trials on the Pareto front.", views.Select(view => (Labels(view), (double)view.Front.Length)));
        Write("nasfuse_hypervolume_share", "Dominated share of the reference box.", views.Select(view => (Labels(view), view.Hypervolume)));
        Write("nasfuse_best", "Best value by objective, in the objective's unit.", views.SelectMany(view =>
            StudyOverview.BestOf(view).Where(best => best.Value is not null).Select(best => (Labels(view, ("objective", best.Objective)), best.Value!.Value))));
        Write("nasfuse_train_seconds", "Training and validation of all trials.",
            views.Select(view => (Labels(view), view.Trials.Sum(trial => trial.TrainSeconds))));
        Write("nasfuse_images_per_second", "Training throughput of the trials under evaluation.", views.Select(view =>
            (Labels(view), view.Running.Sum(trial => trial.Last?.ImagesPerSecond ?? 0))));
        return text.ToString();

        void Write(string name, string help, IEnumerable<(string Labels, double Value)> samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var (labels, value) in samples) text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }
    }

    private static string Labels(StudyView view, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var labels = new StringBuilder($"{{study=\"{Escape(view.Name)}\"");
        foreach (var (name, value) in more) labels.Append(CultureInfo.InvariantCulture, $",{name}=\"{Escape(value)}\"");
        return labels.Append('}').ToString();
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
