using System.Globalization;
using LiteDB;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Documents;

/// <summary>How a trial lies in the database: field names as in queries.</summary>
/// <remarks>
/// Written by hand rather than by LiteDB's mapper, which would trim texts, turn empty ones into null, cut times to milliseconds and has no unsigned 64-bit
/// integers.
/// Times are ISO 8601 text in UTC, which sorts as time does; the seed is a decimal, which is exact and readable.
/// </remarks>
internal static class TrialDocument
{
    public static BsonDocument Write(Trial trial) => new()
    {
        ["_id"] = trial.Number,
        ["number"] = trial.Number,
        ["state"] = trial.State.ToString(),
        ["architectureId"] = trial.ArchitectureId,
        ["architecture"] = trial.Architecture,
        ["choices"] = NamedValues.Write(trial.Assignment.Labels, label => label),
        ["seed"] = (decimal)trial.Seed,
        ["parameters"] = trial.Parameters,
        ["macs"] = trial.Macs,
        ["activationBytes"] = trial.ActivationBytes,
        ["objectives"] = NamedValues.Write(trial.Metrics, value => value),
        ["epochs"] = trial.Epochs,
        ["device"] = trial.Device,
        ["latencyBackend"] = trial.LatencyBackend,
        ["classIou"] = NamedValues.Write(trial.ClassIou, value => value),
        ["duplicateOf"] = trial.DuplicateOf is { } original ? original : BsonValue.Null,
        ["repeatOf"] = trial.RepeatOf is { } repeated ? repeated : BsonValue.Null,
        ["error"] = trial.Error,
        ["attempts"] = trial.Attempts,
        ["proposed"] = TimeText(trial.Proposed),
        ["finished"] = trial.Finished is { } finished ? TimeText(finished) : BsonValue.Null,
        ["trainSeconds"] = trial.TrainSeconds,
        ["artefacts"] = ArtefactDocuments.Write(trial.Artefacts),
    };

    public static Trial Read(BsonDocument document) => new()
    {
        Number = document["_id"].AsInt32,
        State = Enum.Parse<TrialState>(document["state"].AsString),
        ArchitectureId = document["architectureId"].AsString,
        Architecture = document["architecture"].AsString,
        Assignment = new Assignment(NamedValues.Read(document["choices"], label => label.AsString)),
        Seed = (ulong)document["seed"].AsDecimal,
        Parameters = document["parameters"].AsInt64,
        Macs = document["macs"].AsInt64,
        ActivationBytes = document["activationBytes"].AsInt64,
        Metrics = NamedValues.Read(document["objectives"], value => value.AsDouble),
        Epochs = document["epochs"].AsInt32,
        Device = document["device"].AsString,
        LatencyBackend = document["latencyBackend"].AsString,
        ClassIou = NamedValues.Read(document["classIou"], value => value.AsDouble),
        DuplicateOf = document["duplicateOf"] is { IsNull: false } original ? original.AsInt32 : null,
        RepeatOf = document["repeatOf"] is { IsNull: false } repeated ? repeated.AsInt32 : null,
        Error = document["error"].AsString,
        Attempts = document["attempts"].AsInt32,
        Proposed = TimeOf(document["proposed"].AsString),
        Finished = document["finished"] is { IsNull: false } finished ? TimeOf(finished.AsString) : null,
        TrainSeconds = document["trainSeconds"].AsDouble,
        Artefacts = ArtefactDocuments.Read(document["artefacts"]),
    };

    /// <summary>ISO 8601 in UTC with 100 ns, always of the same length.</summary>
    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The time that such a text says.</summary>
    public static DateTimeOffset TimeOf(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
