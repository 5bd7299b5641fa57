using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Reads the options of branches and finds every mistake that would make some sample invalid or a bound of the count wrong.</summary>
internal sealed partial class BranchesPlanReader(BranchesOptions options) : PlanReader<BranchesPlan>
{
    protected override BranchesPlan ReadPlan(string name, int classes)
    {
        var rows = Parts.ReadStrides([.. options.Strides.Select(row => new StrideOptions { Stride = row.Stride, Widths = row.Widths })]);
        CheckStrides(rows);
        ImmutableArray<int> strides = [.. rows.Select(row => row.Stride)];
        var operators = ReadOperators();
        var encoders = Parts.ReadEncoders(options.Encoders, [.. strides.Take(1)], NodeIds());
        CheckStems(options.Encoders, encoders);
        return new BranchesPlan
        {
            Name = name,
            Classes = classes,
            Encoders = encoders,
            Strides = strides,
            Widths = [.. rows.Select(row => row.Widths)],
            EndWidths = [.. options.Strides.OrderBy(row => row.Stride).Select(row => row.EndWidth)],
            Sets = ReadSets(strides),
            Layers = Parts.InRange("layers", options.Layers, 1, 32),
            Operators = operators,
            Skips = options.Skips,
            Reductions = ReadReductions(),
            Alternatives = [.. operators, .. options.Skips ? new CellOperation?[] { null } : []],
            Fusion = options.Fusion is { } fusion ? new FusionPlanReader(Parts, options).Read(fusion, rows, classes) : NoFusion(),
            AuxiliaryWeight = options.AuxiliaryWeight,
        };
    }

    private void CheckStrides(ImmutableArray<StrideOptions> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i].Stride != 2 * rows[i - 1].Stride)
                Parts.Reject("strides", ErrorCodes.Contradiction,
                    $"each stride must be twice the one before, but {rows[i].Stride} follows {rows[i - 1].Stride}");
        }
        for (var i = 0; i < options.Strides.Length; i++) Parts.InRange($"strides[{i}].endWidth", options.Strides[i].EndWidth, 1, 4096);
    }

    private ImmutableArray<BranchSet> ReadSets(ImmutableArray<int> strides)
    {
        if (options.Branches.IsEmpty) Parts.Reject("branches", ErrorCodes.OutOfRange, "needs at least one set of branches");
        var sets = ImmutableArray.CreateBuilder<BranchSet>();
        for (var i = 0; i < options.Branches.Length; i++)
        {
            if (ReadSet(options.Branches[i], $"branches[{i}]", strides) is not { } set) continue;
            if (sets.Any(other => other.Name == set.Name)) Parts.Reject($"branches[{i}]", ErrorCodes.Contradiction, $"'{set.Name}' stands twice");
            sets.Add(set);
        }
        return sets.DrainToImmutable();
    }

    private BranchSet? ReadSet(string text, string key, ImmutableArray<int> strides)
    {
        var known = strides.Select(stride => $"{stride}").ToArray();
        var rows = text.Split('+', StringSplitOptions.TrimEntries).Select(word => Array.IndexOf(known, word)).ToArray();
        if (rows.Contains(-1))
            Parts.Reject(key, ErrorCodes.UnknownName,
                $"{Excerpt.Quote(text)} must name strides of the space, joined by '+', e.g. '{string.Join('+', known.Reverse())}'");
        else if (rows.Distinct().Count() < rows.Length)
            Parts.Reject(key, ErrorCodes.Contradiction, $"{Excerpt.Quote(text)} names a stride twice; branches end at different strides");
        else if (rows.Max() > options.Layers - 1)
            Parts.Reject(key, ErrorCodes.Contradiction,
                $"{options.Layers} layers are too few to step down to 1/{strides[rows.Max()]}; {rows.Max() + 1} are needed");
        else return new BranchSet(string.Join('+', rows.OrderDescending().Select(row => known[row])), [.. rows.OrderDescending()]);
        return null;
    }

    private ImmutableArray<CellOperation> ReadOperators()
    {
        if (options.Operators.IsEmpty) Parts.Reject("operators", ErrorCodes.OutOfRange, "needs at least one operator");
        var operators = ImmutableArray.CreateBuilder<CellOperation>();
        for (var i = 0; i < options.Operators.Length; i++)
        {
            var (keep, down) = (ReadOperator(options.Operators[i].Keep, $"operators[{i}].keep", 1),
                ReadOperator(options.Operators[i].Down, $"operators[{i}].down", 2));
            if (keep is null || down is null) continue;
            if (operators.Any(other => other.Keep.Equals(keep))) Parts.Reject($"operators[{i}].keep", ErrorCodes.Contradiction, $"'{keep.Text}' stands twice");
            if (operators.Any(other => other.Down.Equals(down))) Parts.Reject($"operators[{i}].down", ErrorCodes.Contradiction, $"'{down.Text}' stands twice");
            operators.Add(new CellOperation(keep, down));
        }
        return operators.DrainToImmutable();
    }

    private ImmutableArray<Operator> ReadReductions()
    {
        if (options.Reductions.IsEmpty) Parts.Reject("reductions", ErrorCodes.OutOfRange, "needs at least one operator");
        var reductions = options.Reductions.Select((text, i) => (Key: $"reductions[{i}]", Operator: ReadOperator(text, $"reductions[{i}]", 2)))
            .Where(read => read.Operator is not null).ToArray();
        foreach (var group in reductions.GroupBy(read => read.Operator!.Text).Where(group => group.Count() > 1))
            Parts.Reject(group.Last().Key, ErrorCodes.Contradiction, $"'{group.Key}' stands twice");
        return [.. reductions.Select(read => read.Operator!)];
    }

    private Operator? ReadOperator(string text, string key, int stride)
    {
        if (Parts.Text.ReadOperator(text, PartsReader.PlaceOf(key)) is not { } operation) return null;
        if (OperatorProbe.Problem(operation, stride) is not { } problem) return operation;
        Parts.Reject(key, ErrorCodes.Contradiction, string.Create(CultureInfo.InvariantCulture, $"'{operation.Text}' {problem}"));
        return null;
    }

    private FusionPlan? NoFusion()
    {
        if (options.Head is not null)
            Parts.Reject("head", ErrorCodes.Contradiction, "the published head has no options; add 'fusion' to search a head, or leave 'head' out");
        return null;
    }

    [GeneratedRegex("^([bar][0-9]+_[0-9]+|aux[0-9]+(_m)?|ffm|f[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
