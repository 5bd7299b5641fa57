using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Weights by name, made when they are first asked for, and gradient steps on them. Not thread-safe.</summary>
/// <remarks>
/// Every block of weights moves by its gradient over the running root mean square of its gradients (RMSProp, Tieleman and Hinton 2012, one rate per block as in
/// Adafactor), so that a block's state is one number. Weights are rounded to single precision after every step, so that what is saved is exact.
/// </remarks>
/// <param name="rate">Learning rate.</param>
internal sealed class PolicyWeights(double rate)
{
    private const double Memory = 0.95;

    private readonly SortedDictionary<string, Block> _blocks = new(StringComparer.Ordinal);

    /// <summary>Weights and their gradient.</summary>
    /// <param name="name">Name of the block.</param>
    /// <param name="size">Number of weights.</param>
    /// <param name="scale">Deviation of the start values, which depend on the name only; 0 for zeros.</param>
    public (double[] Values, double[] Gradient) Of(string name, int size, double scale)
    {
        if (!_blocks.TryGetValue(name, out var block)) _blocks[name] = block = new Block(StartValues(name, size, scale), new double[size]);
        return (block.Values, block.Gradient);
    }

    /// <summary>Moves every block that has a gradient against it, and clears the gradients.</summary>
    public void Step()
    {
        foreach (var block in _blocks.Values)
        {
            var square = Vectors.Dot(block.Gradient, block.Gradient, block.Gradient.Length) / block.Gradient.Length;
            if (square <= 0) continue;
            block.MeanSquare = block.MeanSquare <= 0 ? square : (Memory * block.MeanSquare) + ((1 - Memory) * square);
            var factor = rate / (Math.Sqrt(block.MeanSquare) + 1e-12);
            for (var i = 0; i < block.Values.Length; i++) block.Values[i] = (float)(block.Values[i] - (factor * block.Gradient[i]));
            Array.Clear(block.Gradient);
        }
    }

    /// <summary>Everything that was ever moved; the rest comes again from the names.</summary>
    public JsonObject Save() => new(_blocks.Where(pair => pair.Value.MeanSquare > 0).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject
    {
        ["square"] = pair.Value.MeanSquare,
        ["weights"] = Convert.ToBase64String(MemoryMarshal.AsBytes<float>(Array.ConvertAll(pair.Value.Values, value => (float)value))),
    })));

    /// <summary>Takes over what <see cref="Save"/> gave.</summary>
    public void Restore(JsonObject saved)
    {
        _blocks.Clear();
        foreach (var (name, block) in saved)
        {
            var weights = MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(block!["weights"]!.GetValue<string>())).ToArray();
            var square = block["square"]!.GetValue<double>();
            _blocks[name] = new Block(Array.ConvertAll(weights, weight => (double)weight), new double[weights.Length]) { MeanSquare = square };
        }
    }

    private static double[] StartValues(string name, int size, double scale)
    {
        var values = new double[size];
        if (scale <= 0) return values;
        var random = Reproducibility.RandomStreams.Create(0, name);
        for (var i = 0; i < size; i++) values[i] = (float)(scale * Gaussian.Draw(random));
        return values;
    }

    private sealed record Block(double[] Values, double[] Gradient)
    {
        public double MeanSquare { get; set; }
    }
}
