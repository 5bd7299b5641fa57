using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>Writes told trials into a sampler's state. Numbers come back bit for bit; values must be finite.</summary>
internal static class FinishedTrialJson
{
    public static JsonArray Write(IEnumerable<FinishedTrial> trials) => new([.. trials.Select(Write)]);

    public static ImmutableArray<FinishedTrial> Read(JsonArray trials) => [.. trials.Select(trial => Read(trial!.AsObject()))];

    private static JsonObject Write(FinishedTrial trial) => new()
    {
        ["number"] = trial.Number,
        ["values"] = trial.Values is null ? null : Numbers(trial.Values),
        ["violation"] = trial.Violation,
        ["partial"] = trial.Partial is not { } partial ? null : new JsonObject
        {
            ["values"] = Numbers(partial.Values), ["budget"] = partial.Budget, ["foretold"] = partial.Foretold is null ? null : Numbers(partial.Foretold),
        },
        ["assignment"] = new JsonObject(trial.Assignment.Labels.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    private static FinishedTrial Read(JsonObject trial) => new(
        trial["number"]!.GetValue<int>(),
        new Assignment(Assignment.Empty.Labels.AddRange(
            trial["assignment"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<string>())))),
        trial["values"] is { } values ? Numbers(values) : null,
        trial["violation"]!.GetValue<double>())
    {
        Partial = trial["partial"] is not { } partial ? null
            : new PartialResult(Numbers(partial["values"]!), partial["budget"]!.GetValue<double>())
            {
                Foretold = partial["foretold"] is { } foretold ? Numbers(foretold) : null,
            },
    };

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static double[] Numbers(JsonNode values) => [.. values.AsArray().Select(value => value!.GetValue<double>())];
}
