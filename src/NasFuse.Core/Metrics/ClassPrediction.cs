namespace NasFuse.Core.Metrics;

/// <summary>Turns logits into classes.</summary>
public static class ClassPrediction
{
    /// <summary>The class of the largest logit per pixel; of equal ones the first, as in PyTorch and NumPy.</summary>
    /// <param name="logits">One image, <c>[K, H, W] float32</c>.</param>
    /// <param name="classes">K, 1..255.</param>
    /// <returns>Classes, <c>[H, W] uint8</c>.</returns>
    /// <exception cref="ArgumentException">The logits do not divide into <paramref name="classes"/> maps.</exception>
    public static byte[] FromLogits(ReadOnlySpan<float> logits, int classes)
    {
        if (classes is < 1 or > 255 || logits.Length % classes != 0)
            throw new ArgumentException($"{logits.Length} logits are not {classes} maps of equal size", nameof(logits));
        var area = logits.Length / classes;
        var best = logits[..area].ToArray();
        var predicted = new byte[area];
        for (var candidate = 1; candidate < classes; candidate++)
        {
            var map = logits.Slice(candidate * area, area);
            for (var i = 0; i < area; i++)
            {
                if (map[i] <= best[i]) continue;
                best[i] = map[i];
                predicted[i] = (byte)candidate;
            }
        }
        return predicted;
    }
}
