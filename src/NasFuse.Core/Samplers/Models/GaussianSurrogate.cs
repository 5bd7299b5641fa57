namespace NasFuse.Core.Samplers.Models;

/// <summary>Gaussian processes over the same architectures, one per column of values. Not thread-safe.</summary>
/// <remarks>
/// With n rows, f ≤ n of them for the choice of parameters, p parts of the distance and k columns: O(k·steps·f²·(f + p)) to fit, O(k·n³/6) to factorise,
/// O(n·(p + k·n/2)) per prediction.
/// </remarks>
internal sealed class GaussianSurrogate
{
    private readonly ArchitectureDistances _space;
    private readonly double[][] _distances;
    private readonly GaussianProcess[] _processes;

    /// <param name="space">Without rows yet.</param>
    /// <param name="rows">Architectures with values.</param>
    /// <param name="columns">Values of the rows, column by column, about standardised.</param>
    /// <param name="pending">Architectures whose values will come.</param>
    /// <param name="effort">How much is spent on the parameters.</param>
    public GaussianSurrogate(
        ArchitectureDistances space, ArchitectureFeatures[] rows, double[][] columns, ArchitectureFeatures[] pending, FitEffort effort)
    {
        _space = space;
        ArchitectureFeatures[] all = [.. rows, .. pending];
        foreach (var features in all) space.Add(features);
        _distances = [.. Enumerable.Range(0, space.Parts).Select(_ => new double[all.Length])];

        var chosen = effort.Choose(rows.Length);
        var pairs = Pairs([.. chosen.Select(i => rows[i])], chosen);
        var parameters = Array.ConvertAll(columns, values => new MarginalLikelihood(pairs, space.Choices, Array.ConvertAll(chosen, i => values[i])).Fit(effort.Steps));
        var similarities = Array.ConvertAll(columns, _ => new double[all.Length][]);
        for (var i = 0; i < all.Length; i++)
        {
            space.Measure(all[i], _distances);
            for (var c = 0; c < columns.Length; c++) GaussianProcess.Similarities(parameters[c].Relevances, _distances, similarities[c][i] = new double[i + 1]);
        }
        _processes = [.. columns.Select((values, c) => new GaussianProcess(parameters[c], similarities[c], values))];
    }

    /// <summary>One prediction per column.</summary>
    public Prediction[] Predict(ArchitectureFeatures features)
    {
        _space.Measure(features, _distances);
        return Array.ConvertAll(_processes, process => process.Predict(_distances));
    }

    private double[][][] Pairs(ArchitectureFeatures[] rows, int[] places)
    {
        var pairs = new double[rows.Length][][];
        for (var i = 0; i < rows.Length; i++)
        {
            _space.Measure(rows[i], _distances);
            pairs[i] = new double[i][];
            for (var j = 0; j < i; j++) pairs[i][j] = Array.ConvertAll(_distances, part => part[places[j]]);
        }
        return pairs;
    }
}

/// <summary>What the choice of parameters may cost.</summary>
/// <param name="Rows">Most rows that are looked at.</param>
/// <param name="Steps">Steps of the minimisation.</param>
internal sealed record FitEffort(int Rows, int Steps)
{
    /// <summary>Evenly spread places among so many rows.</summary>
    public int[] Choose(int rows)
    {
        var count = Math.Min(Rows, rows);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * rows / count))];
    }
}
