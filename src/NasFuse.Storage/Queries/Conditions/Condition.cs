using System.Collections.Immutable;

namespace NasFuse.Storage.Queries.Conditions;

/// <summary>Something that holds for a row or does not. Immutable and thread-safe.</summary>
internal abstract record Condition
{
    /// <summary>As it can be written; reads back as the same condition.</summary>
    public abstract string Text { get; }

    /// <summary>True when it holds.</summary>
    public abstract bool Holds(TrialRow row);

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}

/// <summary>All hold.</summary>
internal sealed record All(ImmutableArray<Condition> Conditions) : Condition
{
    public override string Text => string.Join(" and ", Conditions.Select(condition => condition is Any or All ? $"({condition})" : $"{condition}"));

    public override bool Holds(TrialRow row) => Conditions.All(condition => condition.Holds(row));
}

/// <summary>At least one holds.</summary>
internal sealed record Any(ImmutableArray<Condition> Conditions) : Condition
{
    public override string Text => string.Join(" or ", Conditions.Select(condition => condition is Any ? $"({condition})" : $"{condition}"));

    public override bool Holds(TrialRow row) => Conditions.Any(condition => condition.Holds(row));
}

/// <summary>The other does not hold.</summary>
internal sealed record Not(Condition Inner) : Condition
{
    public override string Text => $"not ({Inner})";

    public override bool Holds(TrialRow row) => !Inner.Holds(row);
}

/// <summary>The value is missing.</summary>
internal sealed record IsMissing(string Text, Func<TrialRow, QueryValue> Value) : Condition
{
    public override string Text { get; } = Text;

    public override bool Holds(TrialRow row) => Value(row).IsNull;
}

/// <summary>Two values stand in a relation; false when they cannot be compared.</summary>
internal sealed record Comparison(string Text, Func<TrialRow, QueryValue> Left, Func<TrialRow, QueryValue> Right, Func<int, bool> Relation) : Condition
{
    public override string Text { get; } = Text;

    public override bool Holds(TrialRow row) => Left(row).CompareWith(Right(row)) is { } order && Relation(order);
}

/// <summary>Two texts stand in a relation; false when one is missing.</summary>
internal sealed record TextTest(string Text, Func<TrialRow, QueryValue> Left, Func<TrialRow, QueryValue> Right, Func<string, string, bool> Relation)
    : Condition
{
    public override string Text { get; } = Text;

    public override bool Holds(TrialRow row) => Left(row).Text is { } left && Right(row).Text is { } right && Relation(left, right);
}

/// <summary>One of several names stands in a relation to a text; false when there is none.</summary>
internal sealed record NamesTest(string Text, Func<TrialRow, QueryValue> Names, Func<TrialRow, QueryValue> Right, Func<string, string, bool> Relation)
    : Condition
{
    public override string Text { get; } = Text;

    public override bool Holds(TrialRow row) =>
        Names(row).Text is { } names && Right(row).Text is { } right && names.Split(' ').Any(name => Relation(name, right));
}
