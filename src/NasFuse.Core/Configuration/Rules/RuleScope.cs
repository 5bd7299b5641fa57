using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>A record that was just read, for rules that look at several of its keys.</summary>
/// <param name="record">The record; keys that failed have their default.</param>
/// <param name="node">What stands in the file.</param>
/// <param name="path">Path of the record; empty for the whole file.</param>
/// <param name="failed">Keys that were missing or rejected.</param>
/// <param name="context">Takes the mistakes.</param>
internal sealed class RuleScope(object record, JsonNodeAt node, string path, IReadOnlySet<string> failed, ReadContext context)
{
    public object Record => record;

    public JsonNodeAt Node => node;

    /// <summary>True until a rule was broken.</summary>
    public bool IsKept { get; private set; } = true;

    /// <summary>True when no key failed: rules need not judge what a person did not write.</summary>
    public bool AllSound => failed.Count == 0;

    /// <summary>True when these keys did not fail.</summary>
    public bool Sound(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (failed.Contains(key)) return false;
        }
        return true;
    }

    /// <summary>How messages call a key.</summary>
    public string Name(string key) => path.Length == 0 ? $"'{key}'" : $"'{path}.{key}'";

    /// <summary>Notes a broken rule at a key, or at the record when the file does not have the key.</summary>
    public void Break(string key, string code, string message) => Break(node[key] ?? node, code, message);

    /// <summary>Notes a broken rule at a value.</summary>
    public void Break(JsonNodeAt at, string code, string message)
    {
        IsKept = false;
        context.Reject(at.Place, code, message);
    }
}
