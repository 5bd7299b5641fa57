namespace NasFuse.Core.Graphs;

/// <summary>Puts tensors of equal size behind each other along the channels.</summary>
public sealed record Concatenation : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        if (inputs.IsEmpty) throw new ShapeException("Concatenation needs at least one input");
        var channels = 0;
        foreach (var input in inputs)
        {
            if (input.Size != inputs[0].Size) throw new ShapeException($"Concatenation needs equal sizes but got {inputs[0]} and {input}");
            channels += input.Channels;
        }
        return inputs[0] with { Channels = channels };
    }
}
