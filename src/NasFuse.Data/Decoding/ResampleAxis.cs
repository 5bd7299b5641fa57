namespace NasFuse.Data.Decoding;

/// <summary>How much each old pixel contributes to each new one along one axis; the weights of a new pixel sum to 1.</summary>
internal sealed class ResampleAxis
{
    private readonly (int Index, float Weight)[] _taps;
    private readonly int[] _ends;

    public ResampleAxis(int source, int target)
    {
        (Source, Target) = (source, target);
        var taps = new List<(int, float)>();
        _ends = new int[target];
        for (var i = 0; i < target; i++)
        {
            if (target <= source) AddArea(taps, i);
            else AddBilinear(taps, i);
            _ends[i] = taps.Count;
        }
        _taps = [.. taps];
    }

    public int Source { get; }

    public int Target { get; }

    public ReadOnlySpan<(int Index, float Weight)> Taps(int target) => _taps.AsSpan((target == 0 ? 0 : _ends[target - 1]).._ends[target]);

    private void AddArea(List<(int, float)> taps, int i)
    {
        double scale = (double)Source / Target, from = i * scale, to = from + scale;
        for (var index = (int)from; index < Source && index < to; index++)
        {
            var covered = Math.Min(index + 1, to) - Math.Max(index, from);
            if (covered > 1e-9) taps.Add((index, (float)(covered / scale)));
        }
    }

    private void AddBilinear(List<(int, float)> taps, int i)
    {
        var position = Math.Clamp((i + 0.5) * Source / Target - 0.5, 0, Source - 1);
        var index = Math.Min((int)position, Math.Max(0, Source - 2));
        var fraction = (float)(position - index);
        taps.Add((index, 1 - fraction));
        if (fraction > 0) taps.Add((index + 1, fraction));
    }
}
