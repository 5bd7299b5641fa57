using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Studies;

/// <summary>What changed in a study.</summary>
/// <param name="View">How it stands now.</param>
/// <param name="Trials">New and changed trials.</param>
public sealed record StudyChange(StudyView View, IReadOnlyList<Trial> Trials);

/// <summary>A study that is followed: its newest view, and a call when that changes. Thread-safe.</summary>
public sealed class WatchedStudy : IDisposable
{
    private readonly Lock _polling = new();
    private readonly ITrialFeed _feed;
    private readonly StudyViewBuilder _builder;
    private volatile StudyView? _view;

    internal WatchedStudy(LiteDbTrialReader reader, ITrialFeed feed)
    {
        (Reader, _feed) = (reader, feed);
        _builder = new StudyViewBuilder(reader.Folder.Name, feed.IsLive);
    }

    /// <summary>Called after each change, from the thread that noticed it; must be quick.</summary>
    public event Action<StudyChange>? Changed;

    /// <summary>Name of the study.</summary>
    public string Name => Reader.Folder.Name;

    /// <summary>Where details are read from.</summary>
    public LiteDbTrialReader Reader { get; }

    /// <summary>How the study stands; null until it was read, and while it has not begun.</summary>
    public StudyView? View => _view;

    /// <summary>Why the study cannot be read, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Looks for news.</summary>
    public void Poll()
    {
        StudyChange? change;
        lock (_polling) change = ReadNews();
        if (change is not null) Changed?.Invoke(change);
    }

    /// <summary>Ends waiting reads.</summary>
    public void Dispose() => Reader.Dispose();

    private StudyChange? ReadNews()
    {
        try
        {
            if (_feed.Poll() is not { } news) return null;
            Problem = null;
            var (view, changed) = _builder.Apply(news);
            _view = view;
            return new StudyChange(view, changed);
        }
        catch (Exception unreadable) when (unreadable is UserErrorException or IOException or UnauthorizedAccessException)
        {
            Problem = unreadable.Message;
            return null;
        }
    }
}
