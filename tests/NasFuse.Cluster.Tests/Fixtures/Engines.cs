using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Leases;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Tests.Fixtures;

/// <summary>Both sides of one study on one server, closed together.</summary>
/// <remarks>The usual lease lasts so long that a busy machine does not let it run out, and so short that waiting for its end takes seconds.</remarks>
public sealed class Engines(NatsServer server, double leaseSeconds = 4) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];
    private readonly Dictionary<string, NatsTrialSource> _workers = [];

    /// <summary>What either side told people.</summary>
    public ConcurrentQueue<string> Notes { get; } = new();

    /// <summary>The study; key and pool are new for each instance, so that tests on one server do not meet.</summary>
    public StudyDocument Study { get; } = NewStudy(Guid.NewGuid().ToString("N")[..16], leaseSeconds);

    /// <summary>Where the controller keeps files of results.</summary>
    public ConcurrentDictionary<string, byte[]> Kept { get; } = new();

    /// <summary>Passwords of users, where the server asks for them.</summary>
    public Dictionary<string, string> Passwords { get; } = [];

    public static async Task<EngineConnection> ConnectAsync(
        NatsServer server, string name = "test", Action<string>? note = null, IReadOnlyDictionary<string, string>? environment = null) =>
        await EngineConnection.OpenAsync(
            EngineAddress.Parse(server.Url, null, mayBePlain: false), EngineCredentials.Read(environment ?? new Dictionary<string, string>()), name,
            TimeSpan.FromMinutes(1), note ?? (_ => { }), TestContext.Current.CancellationToken);

    /// <summary>The controller's side; a second call gives the side of a controller that takes over.</summary>
    public async Task<NatsTrialQueue> QueueAsync(IReadOnlyList<Trial>? stored = null, StudyDocument? study = null)
    {
        var options = new QueueOptions { Keep = Keep, Note = Notes.Enqueue, IsSynchronous = false };
        var engine = await OpenAsync("controller", "controller");
        var queue = await NatsTrialQueue.OpenAsync(engine, study ?? Study, stored ?? [], options, TestContext.Current.CancellationToken);
        _open.Add(queue);
        return queue;
    }

    /// <summary>The side of a worker; the same one for the same name.</summary>
    public async Task<NatsTrialSource> WorkerAsync(string name, string version = "1.0", IStudyService? service = null, WorkerTiming? timing = null,
        string[]? classes = null)
    {
        if (_workers.TryGetValue(name, out var known)) return known;
        var identity = new WorkerIdentity
        {
            Id = name, Pool = Study.Pool, Slots = 1, Version = version, Device = "cpu (1 thread)", DeviceName = "none", MemoryBytes = 1,
            Classes = [.. classes ?? []],
        };
        timing ??= new WorkerTiming { PresenceEvery = TimeSpan.FromSeconds(1), CheckpointEvery = TimeSpan.Zero };
        var engine = await OpenAsync(name, "worker");
        var source = await NatsTrialSource.OpenAsync(
            engine, identity, service ?? new AnyStudy(), timing, Notes.Enqueue, TestContext.Current.CancellationToken);
        _open.Add(source);
        return _workers[name] = source;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_open)) await part.DisposeAsync();
    }

    private static StudyDocument NewStudy(string key, double leaseSeconds) => new()
    {
        Protocol = WireFormats.Protocol, Version = "1.0", Key = key, Name = "test", Pool = $"pool-{key}", LeaseSeconds = leaseSeconds,
        Configuration = new JsonObject { ["name"] = "test" }, DataFingerprint = new string('a', 64),
    };

    private async Task<EngineConnection> OpenAsync(string name, string user)
    {
        var credentials = Passwords.TryGetValue(user, out var password)
            ? new Dictionary<string, string> { [EngineCredentials.UserVariable] = user, [EngineCredentials.PasswordVariable] = password }
            : [];
        var engine = await ConnectAsync(server, name, Notes.Enqueue, credentials);
        _open.Add(engine);
        return engine;
    }

    private ArtefactReference Keep(int trial, string kind, string name, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        Kept[$"{trial}/{name}"] = content.ToArray();
        return new ArtefactReference(kind, $"trials/{trial}/{name}", content.Length, "");
    }

    private sealed class AnyStudy : IStudyService
    {
        public IReadOnlyCollection<string> Datasets => [];

        public ValueTask PrepareAsync(StudyDocument study, IArtefactStore artefacts, CancellationToken cancellation) => default;

        public void Forget(string key)
        {
        }
    }
}
