using System.Text.Json;
using System.Text.Json.Serialization;
using NasFuse.Core.Studies;
using Xunit;

namespace NasFuse.TestKit.Studies;

/// <summary>Compares trials by content; the record itself compares its collections by reference.</summary>
public static class TrialComparison
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>All fields as text, equal for equal content; times as the instant in UTC.</summary>
    public static string Text(Trial trial) => JsonSerializer.Serialize(
        trial with { Proposed = trial.Proposed.ToUniversalTime(), Finished = trial.Finished?.ToUniversalTime() }, Options);

    /// <summary>Fails unless both are there with equal content.</summary>
    public static void AssertEqual(Trial expected, Trial? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(Text(expected), Text(actual));
    }

    /// <summary>Fails unless both lists have equal trials in equal order.</summary>
    public static void AssertEqual(IEnumerable<Trial> expected, IEnumerable<Trial> actual) =>
        Assert.Equal(expected.Select(Text), actual.Select(Text));
}
