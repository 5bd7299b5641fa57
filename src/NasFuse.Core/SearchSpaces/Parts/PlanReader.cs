using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads the options of one kind of space and finds every mistake that would make some sample invalid or a count or bound wrong. One instance per reading.</summary>
/// <typeparam name="TPlan">What is read.</typeparam>
internal abstract class PlanReader<TPlan>
{
    /// <summary>Reads what kinds of space have in common, and takes the mistakes.</summary>
    protected PartsReader Parts { get; } = new();

    /// <summary>The plan.</summary>
    /// <param name="name">Name of the space.</param>
    /// <param name="classes">Number of classes of the data.</param>
    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public TPlan Read(string name, int classes)
    {
        var plan = ReadPlan(name, classes);
        Parts.ThrowIfAny(name);
        return plan;
    }

    /// <summary>Every mistake, placed by its key alone, e.g. <c>operators[1]</c>, for <see cref="IValidatableObject"/>.</summary>
    public IEnumerable<ValidationResult> Mistakes()
    {
        ReadPlan("", classes: 2);
        return PartsReader.Results(Parts.Errors.Diagnostics);
    }

    /// <summary>Reads everything and notes mistakes; what was refused is missing in the plan.</summary>
    protected abstract TPlan ReadPlan(string name, int classes);

    /// <summary>Notes stems that go on behind the one node that is read.</summary>
    /// <param name="options">The stems as written.</param>
    /// <param name="stems">As read.</param>
    protected void CheckStems(ImmutableArray<EncoderOptions> options, ImmutableArray<Encoder> stems)
    {
        for (var i = 0; i < options.Length; i++)
        {
            if (stems.FirstOrDefault(read => read.Name == options[i].Name) is not { } stem) continue;
            if (stem.Taps is [var tap] && tap < stem.Nodes.Length - 1)
                Parts.Reject($"encoders[{i}].taps[0]", ErrorCodes.Contradiction, "must be the last node of the stem: what comes behind it would reach no output");
            CheckStem(stem, i);
        }
    }

    /// <summary>Notes what else is wrong with a stem.</summary>
    /// <param name="stem">As read.</param>
    /// <param name="index">0-based place among the stems as written.</param>
    protected virtual void CheckStem(Encoder stem, int index)
    {
    }
}
