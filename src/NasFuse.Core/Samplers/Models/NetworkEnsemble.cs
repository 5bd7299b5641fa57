namespace NasFuse.Core.Samplers.Models;

/// <summary>Several small networks that differ in their start values and in the order of the data: where they disagree, little is known.</summary>
/// <remarks>Deep ensembles (Lakshminarayanan, Pritzel and Blundell, NIPS 2017), as in BANANAS. Immutable after training.</remarks>
internal sealed class NetworkEnsemble
{
    private const int Batch = 32;
    private const double Rate = 0.02;
    private const double Decay = 0.02;

    private readonly SparseNetwork[] _members;

    /// <summary>Trains all members.</summary>
    /// <param name="inputs">Number of traits.</param>
    /// <param name="rows">Traits of the rows.</param>
    /// <param name="targets">Values of the rows, about standardised.</param>
    /// <param name="size">Members, hidden units of each and steps of training.</param>
    /// <param name="random">Draws start values and orders.</param>
    public NetworkEnsemble(int inputs, int[][] rows, double[][] targets, EnsembleSize size, Random random)
    {
        var active = rows.Average(row => row.Length);
        _members = [.. Enumerable.Range(0, size.Members).Select(_ => new SparseNetwork(inputs, size.Hidden, targets[0].Length, active, random))];
        foreach (var member in _members) Train(member, rows, targets, size.Steps, random);
    }

    /// <summary>Mean and disagreement, one prediction per output.</summary>
    public Prediction[] Predict(int[] traits)
    {
        var outputs = Array.ConvertAll(_members, member => member.Predict(traits));
        return [.. Enumerable.Range(0, outputs[0].Length).Select(o => Summary([.. outputs.Select(output => output[o])]))];
    }

    private static Prediction Summary(double[] values)
    {
        var mean = values.Average();
        return new Prediction(mean, Math.Sqrt((values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)) + 1e-6));
    }

    private static void Train(SparseNetwork network, int[][] rows, double[][] targets, int steps, Random random)
    {
        var optimizer = new Adam(network.Parameters.Length, Rate, Decay);
        var gradient = new double[network.Parameters.Length];
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var batch = Math.Min(Batch, rows.Length);
        var place = rows.Length;
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < batch; i++, place++)
            {
                if (place >= rows.Length)
                {
                    random.Shuffle(order);
                    place = 0;
                }
                network.AddGradient(rows[order[place]], targets[order[place]], 1.0 / batch, gradient);
            }
            optimizer.Step(network.Parameters, gradient);
        }
    }
}

/// <summary>How large an ensemble is.</summary>
/// <param name="Members">Networks, at least two.</param>
/// <param name="Hidden">Hidden units of each.</param>
/// <param name="Steps">Steps of training of each.</param>
internal sealed record EnsembleSize(int Members, int Hidden, int Steps);
