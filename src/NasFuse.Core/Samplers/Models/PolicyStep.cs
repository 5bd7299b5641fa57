using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>A choice that was asked and answered.</summary>
/// <param name="Choice">Name of the choice.</param>
/// <param name="Options">Labels it had.</param>
/// <param name="Picked">Index of the answer.</param>
internal sealed record PolicyStep(string Choice, IReadOnlyList<string> Options, int Picked)
{
    /// <summary>
    /// The steps that lead to an assignment, in the order in which the space asks. What the assignment does not answer is answered by the first option.
    /// </summary>
    public static List<PolicyStep> Of(SearchSpace space, Assignment assignment)
    {
        var recorder = new Recorder(assignment);
        space.Build(recorder);
        return recorder.Steps;
    }

    private sealed class Recorder(Assignment assignment) : IChooser
    {
        public List<PolicyStep> Steps { get; } = [];

        public int Choose(string choice, IReadOnlyList<string> options)
        {
            var picked = assignment.IndexIn(choice, options) ?? 0;
            Steps.Add(new PolicyStep(choice, options, picked));
            return picked;
        }
    }
}
