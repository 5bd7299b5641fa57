using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>All trials over two metrics: the front as steps, infeasible ones hollow, known architectures as labelled marks by class.</summary>
internal static class ParetoFigure
{
    private const int ManyPoints = 2_000;
    private static readonly string[] s_symbols = ["diamond", "square", "triangle-up", "cross", "star", "hexagon", "pentagon"];

    /// <summary>The figure.</summary>
    /// <param name="view">The study.</param>
    /// <param name="references">Known architectures on the same data.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public static JsonObject Of(StudyView view, IReadOnlyList<ReferenceMark> references, Axis x, Axis y)
    {
        var front = TrialRanking.Front(view.Trials, [y.Objective, x.Objective]);
        // Known architectures may lie far out; trials fill the frame, and a double click shows all.
        var frame = PlotFrame.Around(view.Trials.Select(trial => (x.ValueOf(trial), y.ValueOf(trial))));
        var members = view.Front.Select(trial => trial.Number).Union(front.Select(trial => trial.Number)).ToHashSet();
        IEnumerable<JsonObject?> traces =
        [
            Trials("dominated", view.Trials.Where(trial => trial.State == TrialState.Complete && !members.Contains(trial.Number)), x, y,
                Marker("--trial", "circle", 7)),
            Trials("pruned", InState(view, TrialState.Pruned), x, y, Marker("--trial", "x-thin-open", 7)),
            Trials("infeasible", InState(view, TrialState.Infeasible), x, y, Marker("--warn", "circle-open", 8)),
            .. References(references, frame, x, y),
            Steps(front, x, y),
            Trials("front", view.Trials.Where(trial => members.Contains(trial.Number)), x, y, Marker("--front", "circle", 10), named: true),
        ];
        var (horizontal, vertical) = (Figure.AxisOf(x.Label), Figure.AxisOf(y.Label));
        if (frame is not null && references.Count > 0) (horizontal["range"], vertical["range"]) = (
            Figure.Numbers([frame.Left, frame.Right]), Figure.Numbers([frame.Bottom, frame.Top]));
        var layout = new JsonObject
        {
            ["xaxis"] = horizontal, ["yaxis"] = vertical, ["hovermode"] = "closest", ["uirevision"] = $"{x.Name}/{y.Name}",
        };
        return Figure.Of(traces.OfType<JsonObject>(), layout);
    }

    /// <summary>Steps along a front: what is dominated lies on one side of them.</summary>
    public static JsonObject? Steps(IReadOnlyList<Trial> front, Axis x, Axis y, string name = "front", string colour = "--front")
    {
        Trial[] ordered = [.. front.OrderBy(x.ValueOf).ThenBy(y.ValueOf)];
        if (ordered.Length == 0) return null;
        // Up to the next member the best reachable y is that of the member with the better x: the left one when small x is good, else the right one.
        var line = Figure.Line(name, ordered.Select(x.ValueOf), ordered.Select(y.ValueOf), colour, x.Objective.Direction == Direction.Minimize ? "hv" : "vh");
        (line["hoverinfo"], line["showlegend"]) = ("skip", false);
        return line;
    }

    private static IEnumerable<Trial> InState(StudyView view, TrialState state) => view.Trials.Where(trial => trial.State == state);

    private static JsonObject? Trials(string name, IEnumerable<Trial> trials, Axis x, Axis y, JsonObject marker, bool named = false)
    {
        Trial[] placed = [.. trials.Where(trial => double.IsFinite(x.ValueOf(trial)) && double.IsFinite(y.ValueOf(trial)))];
        if (placed.Length == 0) return null;
        var trace = Figure.Points($"{name} ({placed.Length})", placed.Select(x.ValueOf), placed.Select(y.ValueOf), marker);
        if (placed.Length > ManyPoints) trace["type"] = "scattergl";
        trace["customdata"] = Figure.Numbers(placed.Select(trial => trial.Number));
        trace["text"] = Figure.Texts(placed.Select(trial => named ? $"{ShortId(trial)}<br>{Fusions(trial)}" : ShortId(trial)));
        trace["hovertemplate"] = Figure.Hover("<b>#%{customdata}</b> %{text}", x, y, name);
        return trace;
    }

    private static IEnumerable<JsonObject> References(IReadOnlyList<ReferenceMark> references, PlotFrame? frame, Axis x, Axis y)
    {
        ReferenceMark[] placed = [.. references.Where(mark => mark.Values.ContainsKey(x.Name) && mark.Values.ContainsKey(y.Name))];
        var labelled = frame?.WithRoomForLabels([.. placed.Select(mark => (mark.System, mark.Values[x.Name], mark.Values[y.Name]))]) ?? new HashSet<string>();
        return placed.GroupBy(mark => mark.Class).Select((group, index) =>
        {
            var marker = Marker(Figure.Series[index % Figure.Series.Count], s_symbols[index % s_symbols.Length], 9);
            var trace = Figure.Points($"{group.Key} (known)", group.Select(mark => mark.Values[x.Name]), group.Select(mark => mark.Values[y.Name]), marker);
            trace["mode"] = "markers+text";
            trace["text"] = Figure.Texts(group.Select(mark => labelled.Contains(mark.System) ? mark.System : ""));
            trace["hovertext"] = Figure.Texts(group.Select(mark => mark.System));
            (trace["textposition"], trace["textfont"]) = ("top center", new JsonObject { ["size"] = 10, ["color"] = "--muted" });
            trace["hovertemplate"] = Figure.Hover("<b>%{hovertext}</b>", x, y, $"known, {group.Key}");
            return trace;
        });
    }

    private static JsonObject Marker(string colour, string symbol, int size) => new()
    {
        ["color"] = colour, ["symbol"] = symbol, ["size"] = size, ["line"] = new JsonObject { ["color"] = colour, ["width"] = 1.5 },
    };

    private static string ShortId(Trial trial) => trial.ArchitectureId[..Math.Min(8, trial.ArchitectureId.Length)];

    private static string Fusions(Trial trial) => FusionNames.Of(ArchitectureText.Parse(trial.Architecture));
}
