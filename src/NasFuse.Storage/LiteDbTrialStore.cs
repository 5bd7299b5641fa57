using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Schema;

namespace NasFuse.Storage;

/// <summary>A study in a LiteDB database: the one writer.</summary>
/// <remarks>
/// Thread-safe. Every method blocks until its change is on the disk (the log is flushed, not only handed to the operating system); calls that
/// come together share one transaction and one flush. Holds the study's lock until disposed or until the process ends; everything that a method
/// has returned from survives <c>kill -9</c> and is there once when the study is opened again.
/// </remarks>
public sealed class LiteDbTrialStore : ITrialStore
{
    private readonly StudyLock _lock;
    private readonly WriterThread _writer;

    private LiteDbTrialStore(StudyFolder folder, StudyLock studyLock, WriterThread writer)
    {
        Folder = folder;
        _lock = studyLock;
        _writer = writer;
    }

    /// <summary>Where the study lies.</summary>
    public StudyFolder Folder { get; }

    /// <summary>Opens a study for writing; creates it when it is not there; brings an older one to the newest schema.</summary>
    /// <exception cref="StoreLockedException">Another writer has it.</exception>
    /// <exception cref="UserErrorException">The folder cannot be written, the database is newer than this build, or it is no study.</exception>
    public static LiteDbTrialStore Open(StudyFolder folder)
    {
        StudyLock? studyLock = null;
        StudyDatabase? database = null;
        try
        {
            studyLock = StudyLock.Take(folder);
            database = new StudyDatabase(folder);
            SchemaVersion.Upgrade(database, folder.Database, SchemaVersion.Migrations);
            return new LiteDbTrialStore(folder, studyLock, new WriterThread(database));
        }
        catch (Exception exception)
        {
            database?.Dispose();
            studyLock?.Dispose();
            if (exception is not UnauthorizedAccessException) throw;
            throw new UserErrorException(new SourcePlace(folder.Path), ErrorCodes.FileUnreadable,
                $"The study's folder cannot be written: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void Together(Action work) => _writer.RunGroup(work);

    /// <inheritdoc/>
    public void SaveManifest(JsonObject manifest) => _writer.Run(content => content.Manifest = manifest);

    /// <inheritdoc/>
    public void Propose(Trial trial, JsonObject samplerState) => _writer.Run(content =>
    {
        if (content.Find(trial.Number) is not null) throw new InvalidOperationException($"Trial {trial.Number} was proposed before.");
        content.Insert(trial);
        return content.SamplerState = samplerState;
    });

    /// <inheritdoc/>
    public Trial Start(int number, string device) => _writer.Run(content =>
    {
        var trial = content.Get(number);
        if (trial.State is not (TrialState.Proposed or TrialState.Interrupted))
            throw new InvalidOperationException($"Trial {number} is {trial.State}; only a proposed or an interrupted one can start.");
        var started = trial with { State = TrialState.Running, Device = device, Attempts = trial.Attempts + 1 };
        content.Update(started);
        return started;
    });

    /// <inheritdoc/>
    public void Measured(int number, IReadOnlyDictionary<string, double> metrics, string? latencyBackend = null) => _writer.Run(content =>
    {
        var trial = content.Get(number);
        if (!trial.State.IsFinal())
            content.Update(trial with { Metrics = trial.Metrics.SetItems(metrics), LatencyBackend = latencyBackend ?? trial.LatencyBackend });
        return true;
    });

    /// <inheritdoc/>
    /// <remarks>A trial that is not final counts the epoch in <see cref="Trial.Epochs"/>.</remarks>
    public void Report(int number, EpochRecord epoch) => _writer.Run(content =>
    {
        var trial = content.Get(number);
        content.Upsert(number, epoch);
        if (!trial.State.IsFinal() && epoch.Epoch > trial.Epochs) content.Update(trial with { Epochs = epoch.Epoch });
        return true;
    });

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The trial's state is not final.</exception>
    /// <exception cref="InvalidOperationException">The trial was never proposed.</exception>
    public bool Finish(Trial trial)
    {
        if (!trial.State.IsFinal())
            throw new ArgumentException($"Trial {trial.Number} is {trial.State}, which is not an end.", nameof(trial));
        return _writer.Run(content =>
        {
            if (content.Get(trial.Number).State.IsFinal()) return false;
            content.Update(trial);
            return true;
        });
    }

    /// <inheritdoc/>
    public bool Save(Repeat repeat) => _writer.Run(content =>
    {
        if (content.Find(repeat.Trial) is not { } trial || !trial.State.IsFinal())
            throw new InvalidOperationException($"There is no trial {repeat.Trial} that has ended.");
        if (trial.Repeats.FirstOrDefault(stored => stored.Index == repeat.Index) is { } before && before.State.IsFinal()) return false;
        content.Upsert(repeat);
        return true;
    });

    /// <inheritdoc/>
    public void Interrupt(int number) => _writer.Run(content =>
    {
        var trial = content.Get(number);
        if (trial.State == TrialState.Running) content.Update(trial with { State = TrialState.Interrupted });
        return true;
    });

    /// <inheritdoc/>
    public IReadOnlyList<int> InterruptRunning() => _writer.Run(content =>
    {
        var running = content.Trials().Where(trial => trial.State == TrialState.Running).ToList();
        foreach (var trial in running) content.Update(trial with { State = TrialState.Interrupted });
        return running.ConvertAll(trial => trial.Number);
    });

    /// <inheritdoc/>
    public JsonObject? Manifest() => _writer.Run(content => content.Manifest);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Trials() => _writer.Run(content => content.Trials());

    /// <inheritdoc/>
    public Trial? Find(int number) => _writer.Run(content => content.Find(number));

    /// <inheritdoc/>
    public IReadOnlyList<EpochRecord> Epochs(int number) => _writer.Run(content => content.Epochs(number));

    /// <inheritdoc/>
    public JsonObject? SamplerState() => _writer.Run(content => content.SamplerState);

    /// <summary>Finishes what was asked for, closes the database and releases the lock.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _lock.Dispose();
    }
}
