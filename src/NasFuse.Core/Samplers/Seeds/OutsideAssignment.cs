using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Seeds;

/// <summary>Assignments of architectures that the space cannot build: one choice that no space asks, with the architecture's name.</summary>
/// <remarks>
/// Nothing can be inherited from them: built again, every choice is open. So samplers that vary the best trials leave them out as parents; they still
/// count wherever trials are compared.
/// </remarks>
public static class OutsideAssignment
{
    /// <summary>Name of the choice.</summary>
    public const string Choice = "seed";

    /// <summary>The assignment of an architecture.</summary>
    public static Assignment Of(string name) => new(Assignment.Empty.Labels.Add(Choice, name));

    /// <summary>True for assignments made here.</summary>
    public static bool IsOutside(this Assignment assignment) => assignment.Labels.Count == 1 && assignment.Labels.ContainsKey(Choice);
}
