using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Draws;

/// <summary>Proposes random architectures and learns nothing: the baseline of every comparison.</summary>
/// <param name="options">How hard it looks for architectures that are not known yet.</param>
public sealed class RandomSampler(RandomSamplerOptions options) : ISampler
{
    /// <inheritdoc/>
    /// <remarks>Known architectures are drawn again up to <see cref="RandomSamplerOptions.Attempts"/> times; then a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context) => Novelty.Sample(context, options.Attempts);

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
    }

    /// <inheritdoc/>
    public JsonObject Save() => [];

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
    }
}
