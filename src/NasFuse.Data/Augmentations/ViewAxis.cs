namespace NasFuse.Data.Augmentations;

/// <summary>Where the pixels of a window come from along one axis.</summary>
internal sealed class ViewAxis
{
    /// <param name="source">Length of the sample.</param>
    /// <param name="scaled">Length it is brought to.</param>
    /// <param name="offset">Position of the window in it; may be negative.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="flip">Mirrored.</param>
    public ViewAxis(int source, int scaled, int offset, int window, bool flip)
    {
        Begin = Math.Clamp(-offset, 0, window);
        End = Math.Clamp(scaled - offset, Begin, window);
        IsExact = source == scaled || source == 1;
        IsCopy = source == scaled && !flip;
        Index = new int[window];
        Fraction = new float[window];
        Nearest = new int[window];
        var step = (double)source / scaled;
        for (var i = Begin; i < End; i++)
        {
            var center = ((flip ? scaled - 1 - (i + offset) : i + offset) + 0.5) * step;
            var position = Math.Clamp(center - 0.5, 0, source - 1);
            Index[i] = Math.Min((int)position, Math.Max(0, source - 2));
            Fraction[i] = (float)(position - Index[i]);
            Nearest[i] = Math.Min((int)center, source - 1);
        }
    }

    /// <summary>First position of the window that the sample covers.</summary>
    public int Begin { get; }

    /// <summary>First position after <see cref="Begin"/> that the sample does not cover.</summary>
    public int End { get; }

    /// <summary>Every position is exactly one sample pixel, in any order: nothing is blended.</summary>
    public bool IsExact { get; }

    /// <summary>Every position is exactly one sample pixel, in order.</summary>
    public bool IsCopy { get; }

    /// <summary>Pixel at or before each position; at most the last but one.</summary>
    public int[] Index { get; }

    /// <summary>Weight of the pixel after it, 0..1.</summary>
    public float[] Fraction { get; }

    /// <summary>Nearest pixel.</summary>
    public int[] Nearest { get; }
}
