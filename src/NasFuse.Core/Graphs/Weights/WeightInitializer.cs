namespace NasFuse.Core.Graphs.Weights;

/// <summary>Makes the values a network starts from.</summary>
public static class WeightInitializer
{
    private const double SmallDeviation = 0.01;

    /// <summary>Start values of every parameter of a graph, drawn in graph order: equal random streams give equal values on every platform.</summary>
    /// <remarks>
    /// Normal values come from the Box-Muller transform. The fan-out of a grouped convolution counts what one input channel reaches,
    /// <c>out / groups · k · k</c>: the variance-preserving reading of He et al. 2015, section 2.2.
    /// </remarks>
    public static WeightSet Create(Graph graph, Random random)
    {
        var groupsOf = graph.Nodes.Where(n => n.Primitive is Convolution)
            .DistinctBy(n => n.ParameterScope)
            .ToDictionary(n => $"{n.ParameterScope}/weight", n => ((Convolution)n.Primitive).Groups, StringComparer.Ordinal);
        return new WeightSet(GraphParameters.Of(graph).Select(parameter =>
            KeyValuePair.Create(parameter.Name, Create(parameter.Spec, groupsOf.GetValueOrDefault(parameter.Name, 1), random))));
    }

    private static WeightTensor Create(ParameterSpec spec, int groups, Random random)
    {
        var values = new float[spec.Count];
        switch (spec.Initialization)
        {
            case Initialization.Zero: break;
            case Initialization.One: Array.Fill(values, 1f); break;
            case Initialization.KaimingNormalFanOut: FillNormal(values, Math.Sqrt(2.0 / FanOut(spec, groups)), random); break;
            case Initialization.SmallNormal: FillNormal(values, SmallDeviation, random); break;
            case Initialization.LecunNormal: FillNormal(values, Math.Sqrt((double)spec.Shape[0] / spec.Count), random); break;
            case Initialization.Normal: FillNormal(values, spec.Amount, random); break;
            case Initialization.Constant: Array.Fill(values, (float)spec.Amount); break;
            case Initialization.Diagonal: FillDiagonal(values, spec); break;
            default: throw new InvalidOperationException($"no start value is defined for {spec.Initialization}");
        }
        return new WeightTensor(spec.Shape, values);
    }

    private static void FillDiagonal(float[] values, ParameterSpec spec)
    {
        var perEntry = spec.Count / spec.Shape[0] / spec.Shape[1];
        for (var i = 0; i < Math.Min(spec.Shape[0], spec.Shape[1]); i++) Array.Fill(values, (float)spec.Amount, (int)((i * spec.Shape[1] + i) * perEntry), (int)perEntry);
    }

    private static long FanOut(ParameterSpec spec, int groups) =>
        spec.Shape.Skip(2).Aggregate((long)spec.Shape[0] / groups, (product, dimension) => product * dimension);

    private static void FillNormal(float[] values, double deviation, Random random)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            // 1 − u lies in (0, 1], so the logarithm is finite.
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(radius * cos);
            if (i + 1 < values.Length) values[i + 1] = (float)(radius * sin);
        }
    }
}
