namespace NasFuse.Core.Pruners;

/// <summary>Ends trials early that will not be worth their training.</summary>
/// <remarks>
/// It has no state: a decision is a function of what it is shown, so the same reports give the same decisions, in a resumed study too.
/// It is asked once per evaluation of a trial, never after the last epoch. Thread-safe.
/// </remarks>
public interface IPruner
{
    /// <summary>Decides about a trial right after its newest evaluation.</summary>
    /// <returns>Why it should end, in one line; null when it goes on.</returns>
    string? Decide(PrunerContext context);
}
