using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.TestKit.Graphs;

/// <summary>Weights and images for tests: nothing is zero or one, so that a forgotten value shows.</summary>
public static class RandomValues
{
    /// <summary>Weights as after some training: biases, scales and running statistics are all different.</summary>
    public static WeightSet Weights(Graph graph, Random random)
    {
        var start = WeightInitializer.Create(graph, random);
        return new WeightSet(GraphParameters.Of(graph).Select(p => KeyValuePair.Create(p.Name, p.Spec switch
        {
            { Initialization: Initialization.Zero or Initialization.Constant } => Uniform(p.Spec, -0.5f, 0.5f, random),
            // Those of mean-field iterations: large ones amplify rounding from step to step.
            { Initialization: Initialization.Diagonal } => Uniform(p.Spec, -0.2f, 0.2f, random),
            { Initialization: Initialization.One } => Uniform(p.Spec, 0.5f, 1.5f, random),
            { Initialization: Initialization.SmallNormal } => Uniform(p.Spec, -0.3f, 0.3f, random),
            _ => start[p.Name],
        })));
    }

    /// <summary>Normalised images, <c>[N, 3, H, W]</c>, about −2..2.</summary>
    public static float[] Images(Graph graph, int count, Random random) => Uniform(count * (int)graph.InputShape.Elements, -2, 2, random);

    /// <summary>Values of one range.</summary>
    public static float[] Uniform(int count, float from, float to, Random random)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = from + (to - from) * random.NextSingle();
        return values;
    }

    private static WeightTensor Uniform(ParameterSpec spec, float from, float to, Random random) => new(spec.Shape, Uniform((int)spec.Count, from, to, random));
}
