using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;
using NasFuse.Storage.Queries;

namespace NasFuse.Dashboard.Api;

/// <summary>One page of the trials that a query finds.</summary>
/// <param name="Number">1-based page.</param>
/// <param name="Size">Most trials of a page.</param>
/// <param name="Matching">Trials that the query finds on all pages.</param>
/// <param name="Trials">The trials of this page.</param>
internal sealed record TrialPage(int Number, int Size, int Matching, IReadOnlyList<Trial> Trials)
{
    /// <summary>Largest <see cref="Size"/>.</summary>
    public const int LargestSize = 1_000;

    /// <summary>Number of pages, at least one.</summary>
    public int Pages => Math.Max(1, (Matching + Size - 1) / Size);

    /// <summary>Asks for a page.</summary>
    /// <param name="view">The study.</param>
    /// <param name="where">Which trials, or null for all.</param>
    /// <param name="order">In which order, or null for that of their numbers.</param>
    /// <param name="page">1-based page; behind the last one there are no trials.</param>
    /// <param name="size">Most trials of a page, 1..1,000.</param>
    /// <exception cref="UserErrorException">The query, page or size is wrong; all mistakes together, those of the query with their columns.</exception>
    public static TrialPage Of(StudyView view, string? where, string? order, int page, int size)
    {
        var mistakes = new DiagnosticBag();
        if (page < 1) mistakes.Add(new SourcePlace("page"), ErrorCodes.OutOfRange, $"page must be 1 or more but was {page}");
        if (size is < 1 or > LargestSize) mistakes.Add(new SourcePlace("pageSize"), ErrorCodes.OutOfRange, $"pageSize must be 1..{LargestSize} but was {size}");
        var numbers = Numbers(view, where, order, mistakes);
        mistakes.ThrowIfAny();
        var chosen = numbers.Skip((int)Math.Min(int.MaxValue, (page - 1L) * size)).Take(size);
        return new TrialPage(page, size, numbers.Count, [.. chosen.Select(number => view.Find(number)!)]);
    }

    private static List<int> Numbers(StudyView view, string? where, string? order, DiagnosticBag mistakes)
    {
        var (condition, keys) = (string.IsNullOrWhiteSpace(where) ? null : where, string.IsNullOrWhiteSpace(order) ? null : order);
        if (condition is null && keys is null) return [.. view.Trials.Select(trial => trial.Number)];
        try
        {
            var rows = new TrialQuery { Where = condition, Order = keys, Select = "number" }.Run(view.Trials);
            return [.. rows.Rows.Select(row => (int)row[0].Whole!.Value)];
        }
        catch (UserErrorException wrong)
        {
            mistakes.AddRange(wrong.Diagnostics);
            return [];
        }
    }
}
