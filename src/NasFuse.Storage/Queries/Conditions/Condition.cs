using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Conditions;

/// <summary>Something that holds for a trial or does not. Immutable and thread-safe.</summary>
internal abstract record Condition
{
    /// <summary>True when it holds.</summary>
    public abstract bool Holds(Trial trial);
}

/// <summary>All hold.</summary>
internal sealed record All(ImmutableArray<Condition> Conditions) : Condition
{
    public override bool Holds(Trial trial) => Conditions.All(condition => condition.Holds(trial));
}

/// <summary>At least one holds.</summary>
internal sealed record Any(ImmutableArray<Condition> Conditions) : Condition
{
    public override bool Holds(Trial trial) => Conditions.Any(condition => condition.Holds(trial));
}

/// <summary>The other does not hold.</summary>
internal sealed record Not(Condition Inner) : Condition
{
    public override bool Holds(Trial trial) => !Inner.Holds(trial);
}

/// <summary>The value is missing.</summary>
internal sealed record IsMissing(Func<Trial, QueryValue> Value) : Condition
{
    public override bool Holds(Trial trial) => Value(trial).IsNull;
}

/// <summary>Two values stand in a relation; false when they cannot be compared.</summary>
internal sealed record Comparison(Func<Trial, QueryValue> Left, Func<Trial, QueryValue> Right, Func<int, bool> Relation) : Condition
{
    public override bool Holds(Trial trial) => Left(trial).CompareWith(Right(trial)) is { } order && Relation(order);
}

/// <summary>Two texts stand in a relation; false when one is missing.</summary>
internal sealed record TextTest(Func<Trial, QueryValue> Left, Func<Trial, QueryValue> Right, Func<string, string, bool> Relation) : Condition
{
    public override bool Holds(Trial trial) => Left(trial).Text is { } left && Right(trial).Text is { } right && Relation(left, right);
}
