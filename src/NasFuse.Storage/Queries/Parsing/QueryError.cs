using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Mistakes in expressions.</summary>
internal static class QueryError
{
    /// <summary>A mistake at a 1-based column of an expression, which is shown with it.</summary>
    public static UserErrorException At(string option, string source, int column, string message) =>
        new([new Diagnostic(new SourcePlace(option, 1, column), ErrorCodes.BadQuery, message) { Excerpt = source }]);
}
