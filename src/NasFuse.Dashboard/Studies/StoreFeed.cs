using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Studies;

/// <summary>Follows a study by reading its store, whoever writes it; only what may have changed is read, and only when a file changed.</summary>
internal sealed class StoreFeed(LiteDbTrialReader reader) : ITrialFeed
{
    private readonly HashSet<int> _open = [];
    private (long, DateTime, long, DateTime) _stamp;
    private string _manifestText = "";
    private RunManifest? _manifest;
    private int _next;

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public StudyNews? Poll()
    {
        // Taken before reading: what is written meanwhile is read once more next time.
        var stamp = Stamp();
        if (stamp == _stamp || !ReadManifest()) return null;
        var trials = reader.TrialsSince(_open, _next);
        foreach (var trial in trials) Note(trial);
        _stamp = stamp;
        return new StudyNews(_manifest!, trials, [.. trials.Where(trial => trial.State == TrialState.Running).Select(Running)]);
    }

    private bool ReadManifest()
    {
        if (reader.Manifest() is not { } json) return false;
        var text = json.ToJsonString();
        if (text == _manifestText) return true;
        var manifest = RunManifest.Read(reader.Folder.Database, json);
        if (_manifest is not null && manifest.Created != _manifest.Created) Forget();
        (_manifest, _manifestText) = (manifest, text);
        return true;
    }

    private void Forget()
    {
        _open.Clear();
        _next = 0;
    }

    private void Note(Trial trial)
    {
        // A number that is not there yet may still come.
        for (; _next < trial.Number; _next++) _open.Add(_next);
        _next = Math.Max(_next, trial.Number + 1);
        if (trial.State.IsFinal()) _open.Remove(trial.Number);
        else _open.Add(trial.Number);
    }

    private RunningTrial Running(Trial trial) =>
        new(trial.Number, trial.Epochs, null, trial.Epochs == 0 ? null : reader.Epochs(trial.Number)[^1]);

    private (long, DateTime, long, DateTime) Stamp()
    {
        var (data, log) = (new FileInfo(reader.Folder.Database), new FileInfo(reader.Folder.Log));
        return (data.Exists ? data.Length : -1, data.LastWriteTimeUtc, log.Exists ? log.Length : -1, log.LastWriteTimeUtc);
    }
}
