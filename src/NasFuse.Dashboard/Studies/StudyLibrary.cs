using System.Collections.Concurrent;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Studies;

/// <summary>All studies under a results folder, each followed. Thread-safe.</summary>
/// <param name="results">The results folder.</param>
/// <param name="live">The study that runs in this process, or null.</param>
public sealed class StudyLibrary(string results, LiveStudy? live) : IDisposable
{
    private readonly ConcurrentDictionary<string, WatchedStudy> _studies = new(StringComparer.Ordinal);

    /// <summary>Called after a change of any study, from the thread that noticed it; must be quick.</summary>
    public event Action<StudyChange>? Changed;

    /// <summary>The results folder.</summary>
    public string Results => results;

    /// <summary>The study that runs in this process, or null.</summary>
    public LiveStudy? Live => live;

    /// <summary>All studies by name.</summary>
    public IReadOnlyList<WatchedStudy> All => [.. _studies.Values.OrderBy(study => study.Name, StringComparer.Ordinal)];

    /// <summary>The study of a name, read at once if it was not yet; null when there is none.</summary>
    public WatchedStudy? Find(string name)
    {
        if (!_studies.ContainsKey(name)) Discover();
        if (_studies.GetValueOrDefault(name) is not { } study) return null;
        if (study.View is null) study.Poll();
        return study;
    }

    /// <summary>All studies by name, each read at least once: a caller may come before the first look.</summary>
    public IReadOnlyList<WatchedStudy> Read()
    {
        if (_studies.IsEmpty) Discover();
        foreach (var study in _studies.Values.Where(study => study.View is null)) study.Poll();
        return All;
    }

    /// <summary>Looks for news of the study that runs in this process.</summary>
    public void PollLive()
    {
        if (live is null) return;
        if (!_studies.ContainsKey(live.Folder.Name)) Discover();
        if (_studies.GetValueOrDefault(live.Folder.Name) is { } study) study.Poll();
    }

    /// <summary>Looks for new studies, and for news of all.</summary>
    public void PollAll()
    {
        Discover();
        foreach (var study in All) study.Poll();
    }

    /// <summary>Ends waiting reads.</summary>
    public void Dispose()
    {
        foreach (var study in _studies.Values) study.Dispose();
    }

    private void Discover()
    {
        var names = StudyFolders.List(results);
        foreach (var gone in _studies.Keys.Except(names))
        {
            if (_studies.TryRemove(gone, out var study)) study.Dispose();
        }
        foreach (var name in names.Where(name => !_studies.ContainsKey(name)))
        {
            var reader = LiteDbTrialReader.Open(new StudyFolder(Path.Combine(results, name)));
            var study = new WatchedStudy(reader, name == live?.Folder.Name ? live : new StoreFeed(reader));
            if (_studies.TryAdd(name, study)) study.Changed += change => Changed?.Invoke(change);
            else study.Dispose();
        }
    }
}
