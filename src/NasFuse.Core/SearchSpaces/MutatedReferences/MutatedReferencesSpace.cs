using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>The space that <see cref="MutatedReferencesOptions"/> describe.</summary>
/// <remarks>
/// Choices: <c>architecture</c>, the reference; then for its nodes <c>f16/width</c> (named after the first node of those that change together),
/// <c>f16/fusion</c>, <c>f16/operator</c>. The first option is always what the reference has, and only options that fit what was chosen before are
/// offered. Random sampling takes references, and then the options offered, with equal probability; it is not uniform over architectures, as
/// references differ in their numbers of slots and options in what they leave for others.
/// </remarks>
public sealed class MutatedReferencesSpace : SearchSpace
{
    /// <summary>Name of the choice between references; its labels are their names.</summary>
    public const string Choice = "architecture";

    private const int DrawnForBound = 2000;

    private readonly ImmutableArray<MutatedReference> _references;
    private readonly string[] _names;

    internal MutatedReferencesSpace(string name, ImmutableArray<MutatedReference> references)
    {
        (Name, _references) = (name, references);
        _names = [.. references.Select(reference => reference.Name)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    /// <remarks>The reference is asked even when there is one, so that every trial carries its name.</remarks>
    public override Architecture Build(IChooser chooser) => _references[chooser.Choose(Choice, _names)].Build(chooser);

    /// <inheritdoc/>
    /// <remarks>Finds the references themselves, not their variants.</remarks>
    public override Assignment? Find(Architecture architecture)
    {
        var id = ArchitectureId.Of(architecture);
        if (_references.FirstOrDefault(reference => ArchitectureId.Of(reference.Original) == id) is not { } found) return null;
        // The first option of every choice is what the reference has.
        var recorder = new RecordingChooser(new ReplayChooser(new(Assignment.Empty.Labels.Add(Choice, found.Name)), new EnumeratingChooser()));
        Build(recorder);
        return recorder.Assignment;
    }

    /// <inheritdoc/>
    /// <remarks>Of many assignments no more architectures than the product of all options and no fewer than different ones among 2,000 drawn.</remarks>
    public override SpaceCount Count()
    {
        var most = _references.Aggregate(BigInteger.Zero, (sum, reference) => sum + reference.MostAssignments);
        var count = most <= DistinctArchitectures.MostEnumerated
            ? SpaceCount.Exactly(DistinctArchitectures.In(this))
            : new SpaceCount(DistinctArchitectures.Among(this, DrawnForBound), most);
        var slots = _references.Sum(reference => reference.Slots.Length);
        return count with { Parts = [new("references", _references.Length), new("slots", slots), new("assignments at most", most)] };
    }
}
