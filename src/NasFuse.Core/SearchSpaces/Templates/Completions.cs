using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.SearchSpaces.Templates.Expressions;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>Counts the assignments of a template that keep its constraints, by dynamic programming over its choices. Immutable and thread-safe.</summary>
/// <remarks>
/// What matters of the choices so far are those that a later condition looks at; assignments that agree in these are counted once. Every constraint
/// is tried at the last of its choices. So the weight of an option is the exact number of assignments behind it, and options that lead nowhere have none.
/// </remarks>
internal sealed class Completions
{
    /// <summary>More cases than these are not kept in memory.</summary>
    public const int MostCases = 200_000;

    private readonly ImmutableArray<TemplateChoice> _choices;
    private readonly ImmutableArray<Expression>[] _constraintsAt;
    private readonly int[][] _watched;
    private readonly Dictionary<Case, Behind> _known = [];

    private readonly record struct Case(int Choice, string Watched);

    private sealed record Behind(BigInteger Number, ImmutableArray<double> Weights);

    /// <exception cref="OverflowException">The conditions connect so many choices that there are more than <see cref="MostCases"/>.</exception>
    public Completions(ImmutableArray<TemplateChoice> choices, IReadOnlyList<Expression> constraints)
    {
        _choices = choices;
        _constraintsAt = [.. choices.Select((_, i) => constraints.Where(constraint => constraint.Choices.Max() == i).ToImmutableArray())];
        _watched = [.. Enumerable.Range(0, choices.Length + 1).Select(i => WatchedFrom(i, constraints))];
        Total = From(0, new int[choices.Length]);
    }

    /// <summary>Number of assignments.</summary>
    public BigInteger Total { get; }

    /// <summary>Share of each option among the assignments that begin with these values; 0 for options that no assignment has.</summary>
    /// <param name="choice">The choice; it must be asked.</param>
    /// <param name="values">Values of the choices before it.</param>
    public ImmutableArray<double> Weights(int choice, int[] values) => _known[CaseOf(choice, values)].Weights;

    /// <summary>True when the choice is asked.</summary>
    public bool IsAsked(int choice, int[] values) => _choices[choice].When?.Holds(values) ?? true;

    private BigInteger From(int choice, int[] values)
    {
        if (choice == _choices.Length) return 1;
        var key = CaseOf(choice, values);
        if (_known.TryGetValue(key, out var known)) return known.Number;
        if (_known.Count >= MostCases) throw new OverflowException();
        BigInteger[] numbers = [.. OptionsOf(choice, values).Select(option => With(choice, option, values))];
        var total = numbers.Aggregate(BigInteger.Zero, (sum, number) => sum + number);
        _known[key] = new Behind(total, [.. numbers.Select(number => Share(number, total))]);
        return total;
    }

    private BigInteger With(int choice, int option, int[] values)
    {
        values[choice] = option;
        foreach (var constraint in _constraintsAt[choice])
        {
            if (!constraint.Holds(values)) return 0;
        }
        return From(choice + 1, values);
    }

    private IEnumerable<int> OptionsOf(int choice, int[] values) =>
        IsAsked(choice, values) ? Enumerable.Range(0, _choices[choice].Options.Length) : [Expression.NotAsked];

    private Case CaseOf(int choice, int[] values) => new(choice, string.Create(_watched[choice].Length, (_watched[choice], values), static (text, state) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)(state.values[state.Item1[i]] + 1);
    }));

    private int[] WatchedFrom(int choice, IReadOnlyList<Expression> constraints) =>
    [
        .. _choices.Skip(choice).Select(later => later.When).OfType<Expression>()
            .Concat(constraints.Where(constraint => constraint.Choices.Max() >= choice))
            .SelectMany(expression => expression.Choices).Where(index => index < choice).Distinct().Order(),
    ];

    private static double Share(BigInteger part, BigInteger whole) => part.IsZero ? 0 : Math.Exp(BigInteger.Log(part) - BigInteger.Log(whole));
}
