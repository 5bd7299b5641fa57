using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads operators that stand between maps of equal size and channels.</summary>
internal static class ShapeKeepers
{
    /// <summary>The operator, or null when it was refused.</summary>
    public static Operator? ReadShapeKeeper(this PartsReader parts, string text, string key)
    {
        if (parts.Text.ReadOperator(text, PartsReader.PlaceOf(key)) is not { } operation) return null;
        if (OperatorProbe.ProblemKeepingShape(operation) is not { } problem) return operation;
        parts.Reject(key, ErrorCodes.Contradiction, $"'{operation.Text}' {problem}");
        return null;
    }
}
