using System.Collections.Immutable;
using CsCheck;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries;

/// <summary>Trials to ask about.</summary>
internal static class QueryTrials
{
    /// <summary>Few different values, so that equal ones meet; values missing here and there.</summary>
    public static Gen<Trial> Any { get; } = Gen.Select(
        Gen.Enum<TrialState>(), Gen.OneOf<double?>(0.25, 0.5, 0.75, double.NaN, null), Gen.OneOf<double?>(1, 2.5, 1e6, null), Gen.Long[0, 3],
        Gen.OneOf("conv", "Conv", "16", "8", "8.0", null), Gen.OneOf("cpu", "cuda:0", "CPU", null), Gen.Int[0, 2].Nullable(),
        (state, miou, latency, parameters, label, device, original) => TrialGenerator.Proposed(0) with
        {
            State = state,
            Metrics = Values(("miou", miou), ("latencyMs", latency)),
            Parameters = parameters * 1_000_000,
            Assignment = new Assignment(label is null ? Assignment.Empty.Labels : Assignment.Empty.Labels.Add("s8/op", label)),
            Device = device,
            DuplicateOf = original,
        });

    /// <summary>A small study.</summary>
    public static Gen<Trial[]> Study { get; } = Any.Array[0, 12].Select(trials => trials.Select((trial, number) => trial with { Number = number }).ToArray());

    public static ImmutableSortedDictionary<string, double> Values(params (string Name, double? Value)[] values) =>
        values.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value!.Value, StringComparer.Ordinal);
}
