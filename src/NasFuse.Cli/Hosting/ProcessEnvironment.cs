using System.Collections;

namespace NasFuse.Cli.Hosting;

/// <summary>The process's environment variables.</summary>
internal static class ProcessEnvironment
{
    public static IReadOnlyDictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
