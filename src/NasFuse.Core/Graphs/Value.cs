namespace NasFuse.Core.Graphs;

/// <summary>A tensor under construction: which node computes it, and its shape <c>[C, H, W]</c>.</summary>
public readonly record struct Value(int Node, TensorShape Shape)
{
    /// <summary>Channels of the tensor.</summary>
    public int Channels => Shape.Channels;

    /// <summary>Height and width of the tensor.</summary>
    public Size Size => Shape.Size;
}
