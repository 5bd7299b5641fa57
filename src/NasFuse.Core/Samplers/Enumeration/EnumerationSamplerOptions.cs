namespace NasFuse.Core.Samplers.Enumeration;

/// <summary>Options of <see cref="EnumerationSampler"/>: it has none.</summary>
[Sampler("enumerate", "every architecture of a small space once, in order; then the study ends")]
public sealed record EnumerationSamplerOptions : SamplerOptions
{
    /// <inheritdoc/>
    public override ISampler Create() => new EnumerationSampler();
}
