using System.Text.Json.Nodes;

namespace NasFuse.Core.Studies;

/// <summary>Everything a store knows about a trial but its architecture, as JSON.</summary>
public static class TrialJson
{
    /// <summary>The trial with its choices, artefacts, repeats and epochs.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="history">Its epochs in order.</param>
    public static JsonObject Of(Trial trial, IReadOnlyList<EpochRecord> history) => new()
    {
        ["number"] = trial.Number,
        ["state"] = trial.State.ToString(),
        ["objectives"] = Values(trial.Metrics),
        ["epochs"] = trial.Epochs,
        ["seed"] = trial.Seed,
        ["device"] = trial.Device,
        ["latencyBackend"] = trial.LatencyBackend,
        ["classIou"] = Values(trial.ClassIou),
        ["duplicateOf"] = trial.DuplicateOf,
        ["repeatOf"] = trial.RepeatOf,
        ["error"] = trial.Error,
        ["attempts"] = trial.Attempts,
        ["evaluations"] = trial.EvaluationCount,
        ["spread"] = Values(trial.Spread),
        ["trainSeconds"] = trial.TrainSeconds,
        ["proposed"] = trial.Proposed.UtcDateTime.ToString("O"),
        ["finished"] = trial.Finished?.UtcDateTime.ToString("O"),
        ["choices"] = new JsonObject(trial.Assignment.Labels.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["artefacts"] = Artefacts(trial.Artefacts),
        ["repeats"] = new JsonArray([.. trial.Repeats.Select(repeat => new JsonObject
        {
            ["index"] = repeat.Index, ["evaluatedBy"] = repeat.EvaluatedBy, ["seed"] = repeat.Seed, ["epochs"] = repeat.Epochs, ["state"] = repeat.State.ToString(),
            ["objectives"] = Values(repeat.Metrics), ["error"] = repeat.Error, ["trainSeconds"] = repeat.TrainSeconds,
            ["artefacts"] = Artefacts(repeat.Artefacts),
        })]),
        ["history"] = new JsonArray([.. history.Select(epoch => new JsonObject
        {
            ["epoch"] = epoch.Epoch, ["loss"] = Number(epoch.Loss), ["learningRate"] = Number(epoch.LearningRate),
            ["miou"] = Number(epoch.MeanIou), ["pixelAccuracy"] = Number(epoch.PixelAccuracy),
            ["imagesPerSecond"] = Number(epoch.ImagesPerSecond), ["seconds"] = Number(epoch.Seconds), ["pruned"] = epoch.Pruned,
        })]),
    };

    private static JsonArray Artefacts(IEnumerable<ArtefactReference> artefacts) => new([.. artefacts.Select(artefact => new JsonObject
    {
        ["kind"] = artefact.Kind, ["path"] = artefact.Path, ["bytes"] = artefact.Bytes, ["sha256"] = artefact.Sha256,
    })]);

    private static JsonObject Values(IEnumerable<KeyValuePair<string, double>> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, Number(pair.Value))));

    /// <summary>JSON knows neither NaN nor infinity; both become null.</summary>
    private static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
