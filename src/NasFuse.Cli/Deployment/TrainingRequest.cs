using NasFuse.Core.Architectures;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Deployment;

/// <summary>One architecture to be trained outside of a study.</summary>
/// <param name="File">Where the architecture was read from.</param>
/// <param name="Architecture">A valid architecture.</param>
/// <param name="Data">The data with the size to train at.</param>
/// <param name="Training">How.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Device"><c>auto</c>, <c>cpu</c> or <c>cuda:n</c>.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="Checkpoint">File that the training is saved in and goes on from, or null.</param>
internal sealed record TrainingRequest(
    string File, Architecture Architecture, DataSpecification Data, TrainingSpecification Training, ulong Seed, string Device, int Threads, string? Checkpoint)
{
    /// <summary>What it is called.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);
}
