using NasFuse.Core.Objectives;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Benchmarks.Tables;

/// <summary>A search whose answers are known, so that samplers are compared without training anything.</summary>
internal sealed class TableProblem
{
    private readonly Dictionary<string, Row> _rows;
    private readonly IReadOnlyList<(double Good, double Bad)> _ranges;
    private readonly ReferencePoint _box;
    private readonly double _frontShare;

    /// <param name="name">What is searched for what.</param>
    /// <param name="space">Where.</param>
    /// <param name="objectives">What samplers are told to optimise.</param>
    /// <param name="rows">Everything there is.</param>
    /// <param name="goodAndBad">Values of each objective between which its cost goes from 0 to 1.</param>
    public TableProblem(string name, TableSpace space, IReadOnlyList<Objective> objectives, IEnumerable<Row> rows, IReadOnlyList<(double Good, double Bad)> goodAndBad)
    {
        (Name, Space, Objectives, _ranges) = (name, space, objectives, goodAndBad);
        _rows = rows.ToDictionary(row => Key(row.Word), row => row with { True = Costs(row.True) });
        _box = new ReferencePoint([.. objectives.Select(_ => 0.0)], [.. objectives.Select(_ => 1.0)]);
        var costs = _rows.Values.Select(row => row.True).ToArray();
        _frontShare = _box.Share([.. ParetoFront.Of(costs).Select(i => costs[i])]);
    }

    public string Name { get; }

    public TableSpace Space { get; }

    public IReadOnlyList<Objective> Objectives { get; }

    /// <summary>All rows, with costs in <see cref="Row.True"/>.</summary>
    public IEnumerable<Row> Rows => _rows.Values;

    /// <summary>The box as a study has it: in the units of the objectives.</summary>
    public ReferencePoint Box => new(
        [.. Objectives.Zip(_ranges, (objective, range) => objective.AsCost(range.Good))], [.. Objectives.Zip(_ranges, (objective, range) => objective.AsCost(range.Bad))]);

    /// <summary>Distance between good and bad of an objective, in its unit.</summary>
    public double Range(int objective) => Math.Abs(_ranges[objective].Good - _ranges[objective].Bad);

    /// <summary>What a sampler is told about an assignment.</summary>
    public double[] Signal(Assignment assignment) => Find(assignment).Signal;

    /// <summary>Hypervolume of what was evaluated as a share of that of the true front, 0..1.</summary>
    public double Share(IEnumerable<Assignment> evaluated) => Share(evaluated.Select(Find));

    /// <inheritdoc cref="Share(IEnumerable{Assignment})"/>
    public double Share(IEnumerable<Row> evaluated) => _box.Share([.. evaluated.Select(row => row.True)]) / _frontShare;

    /// <summary>The same of values that need not be in the table, in the order of the objectives.</summary>
    public double Share(IEnumerable<double[]> values) => _box.Share([.. values.Select(Costs)]) / _frontShare;

    /// <summary>The row of a word.</summary>
    public Row Find(IReadOnlyList<string> word) => _rows[Key(word)];

    private double[] Costs(double[] values) => [.. values.Zip(_ranges, (value, range) => (value - range.Good) / (range.Bad - range.Good))];

    private Row Find(Assignment assignment) => Find(Space.WordOf(assignment));

    private static string Key(IReadOnlyList<string> word) => string.Join(' ', word);
}

/// <summary>One row of a table.</summary>
/// <param name="Word">The choices.</param>
/// <param name="Signal">What samplers see, in the order of the objectives.</param>
/// <param name="True">What counts in the end.</param>
internal sealed record Row(IReadOnlyList<string> Word, double[] Signal, double[] True);
