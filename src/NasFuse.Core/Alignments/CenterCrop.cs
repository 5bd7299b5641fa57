using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Takes the middle of a finer map, of the target's size: what lies there at full detail, instead of all of it at less.</summary>
[AlignStep("crop")]
public sealed record CenterCrop : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target)
    {
        if (input.Size.Height < target.Size.Height || input.Size.Width < target.Size.Width)
            throw new ShapeException($"'crop' needs a map at least as large as the target's {target.Size} but got {input.Size}");
        var (top, left) = ((input.Size.Height - target.Size.Height) / 2, (input.Size.Width - target.Size.Width) / 2);
        return input.Size == target.Size ? input : graph.Emit(new Crop(top, left, target.Size), "crop", input);
    }
}
