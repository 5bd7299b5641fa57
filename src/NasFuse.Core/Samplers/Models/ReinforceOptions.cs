using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Options of <see cref="ReinforceSampler"/>.</summary>
[Sampler("reinforce", "a recurrent controller picks one choice after another and is trained by policy gradients (Zoph and Le 2017)")]
public sealed record ReinforceOptions : SamplerOptions
{
    /// <summary>Hidden units of the controller, 2..256.</summary>
    [Range(2, 256)] public int HiddenUnits { get; init; } = 16;

    /// <summary>Learning rate, 0.0001..1.</summary>
    [Range(0.0001, 1)] public double LearningRate { get; init; } = 0.02;

    /// <summary>Weight of the entropy, 0..10: larger explores longer.</summary>
    [Range(0.0, 10)] public double EntropyWeight { get; init; } = 0.05;

    /// <summary>Share of the former baseline that is kept when a reward comes in, 0..0.999.</summary>
    [Range(0.0, 0.999)] public double BaselineMemory { get; init; } = 0.9;

    /// <summary>The best trials that the controller is shown again, 0..1,000; 0 for plain policy gradients.</summary>
    [Range(0, 1_000)] public int ReplayedTrials { get; init; } = 20;

    /// <summary>How many of them it is shown per proposal, 0..100.</summary>
    [Range(0, 100)] public int ReplaysPerProposal { get; init; } = 4;

    /// <summary>Draws before a random architecture is taken instead of a known one, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;

    /// <inheritdoc/>
    public override ISampler Create() => new ReinforceSampler(this);
}
