namespace NasFuse.Core.SearchSpaces;

/// <summary>Short forms for asking and answering.</summary>
public static class ChooserExtensions
{
    /// <summary>Lets the chooser pick one of several items; a single item is taken without asking.</summary>
    /// <param name="chooser">Who answers.</param>
    /// <param name="choice">Name of the choice.</param>
    /// <param name="items">What can be picked, at least one.</param>
    /// <param name="labelOf">Label of an item; labels are distinct.</param>
    public static T Pick<T>(this IChooser chooser, string choice, IReadOnlyList<T> items, Func<T, string> labelOf) =>
        items.Count == 1 ? items[0] : items[chooser.Choose(choice, [.. items.Select(labelOf)])];

    /// <summary>The same where some items lead to more architectures than others.</summary>
    /// <param name="chooser">Who answers.</param>
    /// <param name="choice">Name of the choice.</param>
    /// <param name="items">What can be picked, at least one.</param>
    /// <param name="labelOf">Label of an item; labels are distinct.</param>
    /// <param name="weightOf">How often an item should be drawn, relative to the others.</param>
    public static T Pick<T>(this IChooser chooser, string choice, IReadOnlyList<T> items, Func<T, string> labelOf, Func<T, double> weightOf) =>
        items.Count == 1 ? items[0] : items[chooser.Choose(choice, [.. items.Select(labelOf)], [.. items.Select(weightOf)])];

    /// <summary>Asks yes or no.</summary>
    public static bool Confirm(this IChooser chooser, string choice) => chooser.Choose(choice, ["no", "yes"]) == 1;

    /// <summary>Where the recorded label of a choice stands among the options; null when it was not asked or is not there.</summary>
    public static int? IndexIn(this Assignment assignment, string choice, IReadOnlyList<string> options)
    {
        if (!assignment.Labels.TryGetValue(choice, out var label)) return null;
        for (var i = 0; i < options.Count; i++)
        {
            if (options[i] == label) return i;
        }
        return null;
    }
}
