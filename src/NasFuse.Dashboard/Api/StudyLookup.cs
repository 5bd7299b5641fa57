using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Api;

/// <summary>Finds what a request names.</summary>
internal static class StudyLookup
{
    /// <summary>How a study stands.</summary>
    /// <exception cref="StudyNotFoundException">There is none of that name, or it has not begun.</exception>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static StudyView View(this StudyLibrary library, string name) => library.Watched(name).View!;

    /// <summary>A study that was read.</summary>
    /// <exception cref="StudyNotFoundException">There is none of that name, or it has not begun.</exception>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static WatchedStudy Watched(this StudyLibrary library, string name)
    {
        if (library.Find(name) is not { } study)
            throw new StudyNotFoundException($"There is no study '{name}'. {NearestName.Hint(name, [.. library.All.Select(known => known.Name)])}");
        if (study.View is not null) return study;
        if (study.Problem is { } problem) throw new UserErrorException(new SourcePlace(name), ErrorCodes.FileUnreadable, problem);
        throw new StudyNotFoundException($"Study '{name}' has not begun yet.");
    }

    /// <summary>A trial of a study.</summary>
    /// <exception cref="UserErrorException">The study has no such trial.</exception>
    public static Trial Trial(this StudyView view, int number) =>
        view.Find(number) ?? throw new UserErrorException(
            new SourcePlace($"study '{view.Name}'"), ErrorCodes.NotFound,
            view.Trials.IsEmpty ? $"there is no trial {number}; there is none yet"
                : $"there is no trial {number}; there are {view.Trials[0].Number} to {view.Trials[^1].Number}");
}
