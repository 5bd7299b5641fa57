using System.Text.Json.Nodes;
using LiteDB;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage.Documents;

namespace NasFuse.Storage.Engine;

/// <summary>A study's collections: how trials, epochs, manifest and sampler state lie in the database.</summary>
/// <remarks>As thread-safe as the database it stands on: used by one thread.</remarks>
internal sealed class StudyContent(LiteDatabase database)
{
    /// <summary>Name of the collection of trials, as written in SQL.</summary>
    public const string TrialsName = "trials";

    /// <summary>Name of the collection of epochs, as written in SQL.</summary>
    public const string EpochsName = "epochs";

    /// <summary>Name of the collection of repeats, as written in SQL.</summary>
    public const string RepeatsName = "repeats";

    private const string StudyName = "study";
    private const string ManifestId = "manifest";
    private const string SamplerStateId = "samplerState";

    private readonly ILiteCollection<BsonDocument> _trials = database.GetCollection(TrialsName);
    private readonly ILiteCollection<BsonDocument> _epochs = database.GetCollection(EpochsName);
    private readonly ILiteCollection<BsonDocument> _repeats = database.GetCollection(RepeatsName);
    private readonly ILiteCollection<BsonDocument> _study = database.GetCollection(StudyName);

    public JsonObject? Manifest
    {
        get => JsonDocuments.Read(_study.FindById(ManifestId));
        set => _study.Upsert(JsonDocuments.Write(ManifestId, value!));
    }

    public JsonObject? SamplerState
    {
        get => JsonDocuments.Read(_study.FindById(SamplerStateId));
        set => _study.Upsert(JsonDocuments.Write(SamplerStateId, value!));
    }

    public int TrialCount => _trials.Count();

    /// <summary>All trials by number, with their repeats.</summary>
    public IReadOnlyList<Trial> Trials()
    {
        var repeats = _repeats.Find(Query.All()).Select(RepeatDocument.Read).ToLookup(repeat => repeat.Trial);
        return [.. _trials.Find(Query.All()).Select(TrialDocument.Read).Select(trial => trial with { Repeats = [.. repeats[trial.Number]] })];
    }

    /// <summary>Trials from a number on, and of the earlier ones those named and those with repeats; by number.</summary>
    public IReadOnlyList<Trial> TrialsSince(IReadOnlyCollection<int> open, int next)
    {
        var repeats = _repeats.Find(Query.All()).Select(RepeatDocument.Read).ToLookup(repeat => repeat.Trial);
        var earlier = open.Concat(repeats.Select(group => group.Key)).Where(number => number < next).Distinct().Order().Select(number => _trials.FindById(number));
        var documents = earlier.Where(document => document is not null).Concat(_trials.Find(Query.GTE("_id", next)));
        return [.. documents.Select(TrialDocument.Read).Select(trial => trial with { Repeats = [.. repeats[trial.Number]] })];
    }

    public Trial? Find(int number)
    {
        if (_trials.FindById(number) is not { } document) return null;
        var trial = TrialDocument.Read(document);
        // Only what has ended is repeated, and LiteDB compiles the query of a range anew each time.
        return trial.State.IsFinal() ? trial with { Repeats = [.. Repeats(number)] } : trial;
    }

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Trial Get(int number) => Find(number) ?? throw new InvalidOperationException($"There is no trial {number}.");

    /// <summary>Epochs of a trial in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs(int number) =>
        [.. _epochs.Find(Query.Between("_id", EpochDocument.Key(number, 0), EpochDocument.Key(number, int.MaxValue))).Select(EpochDocument.Read)];

    /// <summary>Epochs of all trials, in order.</summary>
    public ILookup<int, EpochRecord> EpochsByTrial() =>
        _epochs.Find(Query.All()).ToLookup(document => document["trial"].AsInt32, EpochDocument.Read);

    public void Insert(Trial trial) => _trials.Insert(TrialDocument.Write(trial));

    public void Update(Trial trial) => _trials.Update(TrialDocument.Write(trial));

    public void Upsert(int number, EpochRecord epoch) => _epochs.Upsert(EpochDocument.Write(number, epoch));

    public void Upsert(Repeat repeat) => _repeats.Upsert(RepeatDocument.Write(repeat));

    private IEnumerable<Repeat> Repeats(int number) =>
        _repeats.Find(Query.Between("_id", RepeatDocument.Key(number, 0), RepeatDocument.Key(number, int.MaxValue))).Select(RepeatDocument.Read);
}
