namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// A small neural network that reads sets of traits: <c>y = V·tanh(W·x + b) + c</c> with x of zeros and ones. Not thread-safe while it is trained.
/// </summary>
/// <remarks>Loss is half the squared error, mean over a batch and sum over outputs, plus weight decay; O(traits of a row · hidden) per row.</remarks>
internal sealed class SparseNetwork
{
    private readonly int _inputs;
    private readonly int _hidden;
    private readonly int _outputs;
    private readonly double[] _activity;
    private readonly double[] _slope;

    /// <param name="inputs">Number of traits.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="outputs">Values that are predicted.</param>
    /// <param name="active">Traits that a row has on average: scales the start values.</param>
    /// <param name="random">Draws the start values.</param>
    public SparseNetwork(int inputs, int hidden, int outputs, double active, Random random)
    {
        (_inputs, _hidden, _outputs) = (inputs, hidden, outputs);
        Parameters = new double[((inputs + 1) * hidden) + ((hidden + 1) * outputs)];
        var (first, second) = (1 / Math.Sqrt(Math.Max(1, active)), 1 / Math.Sqrt(hidden));
        for (var i = 0; i < inputs * hidden; i++) Parameters[i] = first * Gaussian.Draw(random);
        for (var i = 0; i < hidden * outputs; i++) Parameters[((inputs + 1) * hidden) + i] = second * Gaussian.Draw(random);
        (_activity, _slope) = (new double[hidden], new double[hidden]);
    }

    /// <summary>W by trait, b, V by output, c.</summary>
    public double[] Parameters { get; }

    /// <summary>Outputs for a row.</summary>
    public double[] Predict(int[] traits)
    {
        var output = new double[_outputs];
        Forward(traits, output);
        return output;
    }

    /// <summary>Adds the derivatives of the loss of one row to a gradient.</summary>
    /// <param name="traits">The traits that the row has.</param>
    /// <param name="targets">What should come out; NaN where nobody knows.</param>
    /// <param name="weight">Of this row in its batch.</param>
    /// <param name="gradient">Receives the derivatives, in the order of <see cref="Parameters"/>.</param>
    /// <returns>The loss.</returns>
    public double AddGradient(int[] traits, double[] targets, double weight, double[] gradient)
    {
        var output = new double[_outputs];
        Forward(traits, output);
        var (loss, second) = (0.0, (_inputs + 1) * _hidden);
        Array.Clear(_slope);
        for (var o = 0; o < _outputs; o++)
        {
            if (double.IsNaN(targets[o])) continue;
            var error = output[o] - targets[o];
            loss += 0.5 * weight * error * error;
            Vectors.AddScaled(_slope, weight * error, Parameters.AsSpan(second + (o * _hidden), _hidden));
            Vectors.AddScaled(gradient.AsSpan(second + (o * _hidden), _hidden), weight * error, _activity);
            gradient[second + (_outputs * _hidden) + o] += weight * error;
        }
        for (var h = 0; h < _hidden; h++) _slope[h] *= 1 - (_activity[h] * _activity[h]);
        foreach (var trait in traits) Vectors.AddScaled(gradient.AsSpan(trait * _hidden, _hidden), 1, _slope);
        Vectors.AddScaled(gradient.AsSpan(_inputs * _hidden, _hidden), 1, _slope);
        return loss;
    }

    private void Forward(int[] traits, double[] output)
    {
        Parameters.AsSpan(_inputs * _hidden, _hidden).CopyTo(_activity);
        foreach (var trait in traits) Vectors.AddScaled(_activity, 1, Parameters.AsSpan(trait * _hidden, _hidden));
        for (var h = 0; h < _hidden; h++) _activity[h] = Math.Tanh(_activity[h]);
        var second = (_inputs + 1) * _hidden;
        for (var o = 0; o < _outputs; o++)
            output[o] = Parameters[second + (_outputs * _hidden) + o] + Vectors.Dot(_activity, Parameters.AsSpan(second + (o * _hidden), _hidden), _hidden);
    }
}
