using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>Turns an architecture for one number of classes into one for another.</summary>
public static class ClassCount
{
    /// <summary>The same architecture telling another number of classes apart.</summary>
    /// <remarks>
    /// Logits are known by their width: every node as wide as the number of classes, and every align step that names that width, gets the new number.
    /// A file whose hidden layers have that width by chance is changed there too; references are written such that none has.
    /// </remarks>
    /// <param name="architecture">A valid architecture.</param>
    /// <param name="classes">Number of classes, ≥ 2.</param>
    /// <exception cref="UserErrorException">The result is not valid, e.g. because a width was a sum of numbers of classes; every mistake found.</exception>
    public static Architecture WithClasses(this Architecture architecture, int classes)
    {
        var before = architecture.Classes;
        if (classes == before) return architecture;
        var changed = new Architecture([.. architecture.Nodes.Select(node => Change(node, before, classes))]);
        ArchitectureChecks.ThrowIfInvalid(changed);
        return changed;
    }

    private static ArchitectureNode Change(ArchitectureNode node, int before, int classes) => node with
    {
        Width = node.Width == before ? classes : node.Width,
        Inputs = [.. node.Inputs.Select(edge => edge with { Steps = [.. edge.Steps.Select(step => Change(step, before, classes))] })],
    };

    private static AlignStep Change(AlignStep step, int before, int classes) =>
        step is ChannelMatch match && match.Width == before ? match with { Width = classes } : step;
}
