using System.Runtime.CompilerServices;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Paths of architectures that come again and again, because trials stay in the history. Forgets them with their assignments.</summary>
internal sealed class PathMemory
{
    private readonly ConditionalWeakTable<Assignment, PathEncoding> _known = [];

    /// <summary>Paths of the architecture that an assignment describes.</summary>
    /// <exception cref="InvalidOperationException">The space asks for a choice that the assignment does not answer.</exception>
    public PathEncoding Of(SearchSpace space, Assignment assignment)
    {
        if (_known.TryGetValue(assignment, out var paths)) return paths;
        paths = PathEncoding.Of(space.Build(new ReplayChooser(assignment, new Unanswered())));
        _known.Add(assignment, paths);
        return paths;
    }

    private sealed class Unanswered : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => throw new InvalidOperationException($"choice '{choice}' is not in the assignment");
    }
}
