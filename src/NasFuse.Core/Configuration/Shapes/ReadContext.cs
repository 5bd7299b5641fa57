using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>What goes with one reading: the names that can be chosen and the mistakes found so far.</summary>
internal sealed class ReadContext(OptionCatalog catalog, DiagnosticBag bag)
{
    // A file of nothing but mistakes would bury the first of them.
    private const int MostMistakes = 200;
    private int _mistakes;

    public OptionCatalog Catalog => catalog;

    /// <summary>Notes a mistake.</summary>
    /// <returns>Null: the value that could not be read.</returns>
    public object? Reject(SourcePlace place, string code, string message)
    {
        if (++_mistakes <= MostMistakes) bag.Add(place, code, message);
        else if (_mistakes == MostMistakes + 1) bag.Add(place, code, $"{message} (Further mistakes are not listed.)");
        return null;
    }

    public object? RejectType(JsonNodeAt node, string label, string wanted) =>
        Reject(node.Place, ErrorCodes.WrongType, $"{label} must be {wanted} but is {node.Describe()}");

    public object? RejectName(JsonNodeAt node, string label, IReadOnlyCollection<string> names) =>
        Reject(node.Place, ErrorCodes.UnknownName, $"{label} must be one of {string.Join(", ", names)} but is {node.Describe()}.{Nearest(node.Text, names)}");

    /// <summary><c> Did you mean 'x'?</c> or nothing.</summary>
    private static string Nearest(string name, IEnumerable<string> names) =>
        NearestName.Find(Excerpt.Of(name), names) is { } near ? $" Did you mean '{near}'?" : "";
}
