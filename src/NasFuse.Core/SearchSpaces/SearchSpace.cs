using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces;

/// <summary>What may be sampled: a procedure that asks for one choice after another and always ends in a valid architecture.</summary>
/// <remarks>
/// Which choices are asked may depend on earlier ones (conditional choices), so random sampling, mutation, crossover and
/// enumeration are all the same procedure with different choosers. Immutable and thread-safe.
/// </remarks>
public abstract class SearchSpace
{
    /// <summary>Name, e.g. <c>fusion-lattice</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Builds the architecture that the chooser's answers describe.</summary>
    public abstract Architecture Build(IChooser chooser);

    /// <summary>The choices that build an architecture, where the space knows without trying: that of a reference which it varies, for example.</summary>
    /// <returns>Null when it has no such architecture, or cannot tell.</returns>
    public virtual Assignment? Find(Architecture architecture) => null;

    /// <summary>Number of distinct architectures.</summary>
    public abstract SpaceCount Count();
}
