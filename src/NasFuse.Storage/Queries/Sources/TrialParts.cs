namespace NasFuse.Storage.Queries.Sources;

/// <summary>What of trials is going to be looked at; the rest need not be read.</summary>
/// <param name="Names">Fields by the first part of their names, e.g. <c>number objectives choices</c>.</param>
/// <param name="Choices">Names of the choices that are looked at, or null for all.</param>
/// <param name="Most">So many trials will do, whichever are read first; null for all.</param>
public sealed record TrialParts(IReadOnlySet<string> Names, IReadOnlySet<string>? Choices = null, int? Most = null);
