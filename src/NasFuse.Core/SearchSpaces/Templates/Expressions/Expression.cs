using System.Collections.Immutable;

namespace NasFuse.Core.SearchSpaces.Templates.Expressions;

/// <summary>A condition over the choices of a template. Immutable.</summary>
internal abstract record Expression
{
    /// <summary>Index of an option that stands for: this choice is not asked.</summary>
    public const int NotAsked = -1;

    /// <summary>The choices it looks at, by index.</summary>
    public abstract IEnumerable<int> Choices { get; }

    /// <summary>True when it holds.</summary>
    /// <param name="values">Index of the option of each choice, or <see cref="NotAsked"/>.</param>
    public abstract bool Holds(ReadOnlySpan<int> values);
}

/// <summary>Both hold.</summary>
internal sealed record Conjunction(Expression First, Expression Second) : Expression
{
    public override IEnumerable<int> Choices => First.Choices.Concat(Second.Choices);

    public override bool Holds(ReadOnlySpan<int> values) => First.Holds(values) && Second.Holds(values);
}

/// <summary>At least one holds.</summary>
internal sealed record Disjunction(Expression First, Expression Second) : Expression
{
    public override IEnumerable<int> Choices => First.Choices.Concat(Second.Choices);

    public override bool Holds(ReadOnlySpan<int> values) => First.Holds(values) || Second.Holds(values);
}

/// <summary>It does not hold.</summary>
internal sealed record Negation(Expression Inner) : Expression
{
    public override IEnumerable<int> Choices => Inner.Choices;

    public override bool Holds(ReadOnlySpan<int> values) => !Inner.Holds(values);
}

/// <summary>A choice has one of some options.</summary>
internal sealed record Among(int Choice, ImmutableArray<bool> Accepted) : Expression
{
    public override IEnumerable<int> Choices => [Choice];

    public override bool Holds(ReadOnlySpan<int> values) => values[Choice] is not NotAsked and var value && Accepted[value];
}

/// <summary>Two choices have one of some pairs of options.</summary>
internal sealed record PairAmong(int First, int Second, ImmutableArray<ImmutableArray<bool>> Accepted) : Expression
{
    public override IEnumerable<int> Choices => [First, Second];

    public override bool Holds(ReadOnlySpan<int> values) =>
        values[First] is not NotAsked and var first && values[Second] is not NotAsked and var second && Accepted[first][second];
}
