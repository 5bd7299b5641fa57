using System.Text.Json.Nodes;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>Each complete trial as a line across choices and metrics.</summary>
/// <remarks>The options of a choice are ordered by the mean of the first objective, best on top, so that a good choice shows as a bundle that does not
/// cross.</remarks>
internal static class ParallelFigure
{
    /// <summary>Prefix of the axes that are choices, as in queries.</summary>
    public const string ChoicePrefix = "choices.";

    /// <summary>Most lines that are drawn: the newest trials, and the front. More would be a grey wall, and slow.</summary>
    public const int MostLines = 3_000;

    private const string Inactive = "–";
    private const int UsualChoices = 4;

    /// <summary>Names of all axes that the study offers: <c>choices.…</c> that were decided in more than one way, then metrics.</summary>
    public static IReadOnlyList<string> AxesOf(StudyView view) =>
        [.. Choices(view).Select(choice => ChoicePrefix + choice), .. Axis.Of(view).Select(axis => axis.Name)];

    /// <summary>The axes that are shown unless told otherwise: the choices that tell trials of different quality apart, and the objectives.</summary>
    public static IReadOnlyList<string> UsualAxesOf(StudyView view) =>
        [.. Choices(view).Take(UsualChoices).Select(choice => ChoicePrefix + choice), .. view.Objectives.Select(objective => objective.Name)];

    /// <summary>The figure.</summary>
    /// <param name="view">The study.</param>
    /// <param name="axes">Names out of <see cref="AxesOf"/>; others are left out.</param>
    public static JsonObject Of(StudyView view, IReadOnlyList<string> axes)
    {
        var front = view.Front.Select(trial => trial.Number).ToHashSet();
        Trial[] complete = [.. view.Trials.Where(trial => trial.Costs(view.Objectives) is not null)];
        Trial[] trials = [.. complete.Where((trial, index) => index >= complete.Length - MostLines || front.Contains(trial.Number))];
        var known = Axis.Of(view);
        var dimensions = axes.Select(name => name.StartsWith(ChoicePrefix, StringComparison.Ordinal)
            ? ChoiceAxis(name, trials, view.Objectives[0])
            : known.FirstOrDefault(axis => axis.Name == name) is { } axis ? MetricAxis(axis, trials) : null).OfType<JsonObject>();
        var first = view.Objectives[0];
        var trace = new JsonObject
        {
            ["type"] = "parcoords",
            ["dimensions"] = new JsonArray([.. dimensions]),
            ["line"] = new JsonObject
            {
                ["color"] = Figure.Numbers(trials.Select(trial => trial.Metrics[first.Name])), ["colorscale"] = "Viridis",
                    ["reversescale"] = first.Direction == Direction.Minimize,
                ["showscale"] = true, ["colorbar"] = new JsonObject { ["title"] = new JsonObject { ["text"] = MetricText.Title(first.Name) },
                    ["thickness"] = 12 },
            },
            ["unselected"] = new JsonObject { ["line"] = new JsonObject { ["color"] = "--line", ["opacity"] = 0.25 } },
        };
        return Figure.Of([trace],
            new JsonObject { ["margin"] = new JsonObject { ["t"] = 60, ["l"] = 120, ["r"] = 30, ["b"] = 30 }, ["uirevision"] = string.Join('/', axes) });
    }

    /// <summary>
    /// Choices that were decided in more than one way; first those whose options differ most in the mean of the first objective (between-group share of the
    /// variance), as far as the newest trials show.
    /// </summary>
    private static IEnumerable<string> Choices(StudyView view)
    {
        Trial[] trials = [.. view.Trials.Where(trial => trial.Costs(view.Objectives) is not null).TakeLast(MostLines)];
        var name = view.Objectives[0].Name;
        var mean = trials.Length == 0 ? 0 : trials.Average(trial => trial.Metrics[name]);
        return trials.SelectMany(trial => trial.Assignment.Labels.Select(label => (label.Key, label.Value, Quality: trial.Metrics[name] - mean)))
            .GroupBy(answer => answer.Key, StringComparer.Ordinal)
            .Select(choice => (choice.Key, Options: choice.GroupBy(answer => answer.Value, answer => answer.Quality, StringComparer.Ordinal).Select(Spread)
                .ToList()))
            .Where(choice => choice.Options.Count > 1)
            .OrderByDescending(choice => choice.Options.Sum()).ThenBy(choice => choice.Key, StringComparer.Ordinal).Select(choice => choice.Key);

        static double Spread(IEnumerable<double> qualities)
        {
            var (sum, count) = (0.0, 0);
            foreach (var quality in qualities) (sum, count) = (sum + quality, count + 1);
            return sum * sum / count;
        }
    }

    private static JsonObject MetricAxis(Axis axis, Trial[] trials) => new()
    {
        ["label"] = MetricText.Title(axis.Name), ["name"] = $"objectives.{axis.Name}", ["values"] = Figure.Numbers(trials.Select(axis.ValueOf)),
    };

    private static JsonObject ChoiceAxis(string name, Trial[] trials, Objective objective)
    {
        var choice = name[ChoicePrefix.Length..];
        string[] options =
        [
            .. trials.GroupBy(trial => Option(trial, choice), trial => objective.AsCost(trial.Metrics[objective.Name]))
                .OrderByDescending(group => group.Average()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key),
        ];
        var ranks = options.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new JsonObject
        {
            ["label"] = choice, ["name"] = name, ["values"] = Figure.Numbers(trials.Select(trial => ranks[Option(trial, choice)])),
            ["tickvals"] = Figure.Numbers(Enumerable.Range(0, options.Length)), ["ticktext"] = Figure.Texts(options),
            ["range"] = Figure.Numbers([-0.2, options.Length - 0.8]),
        };
    }

    private static string Option(Trial trial, string choice) => trial.Assignment.Labels.GetValueOrDefault(choice, Inactive);
}
