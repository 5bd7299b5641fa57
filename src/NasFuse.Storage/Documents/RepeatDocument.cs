using LiteDB;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Storage.Documents;

/// <summary>
/// How a repeat lies in the database: a collection of its own, which comes into being with the first one and which older versions leave alone.
/// </summary>
internal static class RepeatDocument
{
    /// <summary>Orders by trial, then index, so that the repeats of a trial are one range of the primary key.</summary>
    public static long Key(int trial, int index) => ((long)trial << 32) | (uint)index;

    public static BsonDocument Write(Repeat repeat) => new()
    {
        ["_id"] = Key(repeat.Trial, repeat.Index),
        ["trial"] = repeat.Trial,
        ["index"] = repeat.Index,
        ["evaluatedBy"] = repeat.EvaluatedBy is { } trial ? trial : BsonValue.Null,
        ["seed"] = (decimal)repeat.Seed,
        ["epochs"] = repeat.Epochs,
        ["state"] = repeat.State.ToString(),
        ["attempts"] = repeat.Attempts,
        ["objectives"] = NamedValues.Write(repeat.Metrics, value => value),
        ["classIou"] = NamedValues.Write(repeat.ClassIou, value => value),
        ["device"] = repeat.Device,
        ["latencyBackend"] = repeat.LatencyBackend,
        ["error"] = repeat.Error,
        ["trainSeconds"] = repeat.TrainSeconds,
        ["finished"] = repeat.Finished is { } finished ? TrialDocument.TimeText(finished) : BsonValue.Null,
        ["artefacts"] = ArtefactDocuments.Write(repeat.Artefacts),
    };

    public static Repeat Read(BsonDocument document) => new()
    {
        Trial = document["trial"].AsInt32,
        Index = document["index"].AsInt32,
        EvaluatedBy = document["evaluatedBy"] is { IsNull: false } trial ? trial.AsInt32 : null,
        Seed = (ulong)document["seed"].AsDecimal,
        Epochs = document["epochs"].AsInt32,
        State = Enum.Parse<TrialState>(document["state"].AsString),
        Attempts = document["attempts"].AsInt32,
        Metrics = NamedValues.Read(document["objectives"], value => value.AsDouble),
        ClassIou = NamedValues.Read(document["classIou"], value => value.AsDouble),
        Device = document["device"].AsString,
        LatencyBackend = document["latencyBackend"].AsString,
        Error = document["error"].AsString,
        TrainSeconds = document["trainSeconds"].AsDouble,
        Finished = document["finished"] is { IsNull: false } finished ? TrialDocument.TimeOf(finished.AsString) : null,
        Artefacts = ArtefactDocuments.Read(document["artefacts"]),
    };
}
