namespace NasFuse.Core.Graphs.Weights;

/// <summary>A parameter or running statistic of a graph under its full name.</summary>
/// <param name="Name">Full, stable name: <c>scope/role</c>.</param>
/// <param name="Spec">Shape and start value.</param>
public readonly record struct NamedParameter(string Name, ParameterSpec Spec);

/// <summary>Lists what a graph owns.</summary>
public static class GraphParameters
{
    /// <summary>Every parameter and running statistic once, in order of first use; nodes that share a parameter scope share the entry.</summary>
    /// <exception cref="InvalidOperationException">Two nodes share a name but not a shape.</exception>
    public static IReadOnlyList<NamedParameter> Of(Graph graph)
    {
        var parameters = new List<NamedParameter>();
        var seen = new Dictionary<string, ParameterSpec>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            foreach (var spec in node.Parameters)
            {
                var name = node.ParameterName(spec);
                if (seen.TryAdd(name, spec)) parameters.Add(new NamedParameter(name, spec));
                else if (!seen[name].Shape.SequenceEqual(spec.Shape))
                    throw new InvalidOperationException($"'{name}' is shared by nodes that need [{string.Join(", ", seen[name].Shape)}] and [{string.Join(", ", spec.Shape)}]");
            }
        }
        return parameters;
    }
}
