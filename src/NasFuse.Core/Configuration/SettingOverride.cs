using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>A setting given outside the study file.</summary>
/// <param name="Path">Keys from the top, e.g. <c>training</c>, <c>epochs</c>; items of lists by their 0-based number.</param>
/// <param name="Value">The value as JSON, or any other text for a text.</param>
/// <param name="Origin">Where it was given, for messages: <c>--set training.epochs</c> or <c>NASFUSE__TRAINING__EPOCHS</c>.</param>
/// <param name="IgnoreCase">True when the case of the keys says nothing, as in environment variables.</param>
public sealed record SettingOverride(IReadOnlyList<string> Path, string Value, string Origin, bool IgnoreCase)
{
    /// <summary>Beginning of the environment variables that are settings.</summary>
    public const string EnvironmentPrefix = "NASFUSE__";

    private const int LongestPath = 16;

    /// <summary>Reads the argument of <c>--set</c>: <c>training.epochs=3</c>.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="bag">Takes what is wrong with it.</param>
    /// <returns>The setting, or null when there was a mistake.</returns>
    public static SettingOverride? FromArgument(string argument, DiagnosticBag bag)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            bag.Add(new SourcePlace($"--set {Excerpt.Of(argument)}"), ErrorCodes.BadSetting, "a setting is written key=value, e.g. --set training.epochs=3");
            return null;
        }
        var path = argument[..equals].Trim();
        return Checked(new SettingOverride(path.Split('.'), argument[(equals + 1)..], $"--set {Excerpt.Of(path)}", IgnoreCase: false), bag);
    }

    /// <summary>Takes the settings among the environment variables: <c>NASFUSE__TRAINING__EPOCHS=3</c>, sorted by name.</summary>
    /// <param name="environment">All environment variables.</param>
    /// <param name="bag">Takes what is wrong with them.</param>
    public static IReadOnlyList<SettingOverride> FromEnvironment(IReadOnlyDictionary<string, string> environment, DiagnosticBag bag) =>
    [
        .. from variable in environment
           where variable.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
           orderby variable.Key
           let setting = new SettingOverride(variable.Key[EnvironmentPrefix.Length..].Split("__"), variable.Value, variable.Key, IgnoreCase: true)
           let valid = Checked(setting, bag)
           where valid is not null
           select valid,
    ];

    private static SettingOverride? Checked(SettingOverride setting, DiagnosticBag bag)
    {
        if (setting.Path.Count <= LongestPath && !setting.Path.Any(string.IsNullOrWhiteSpace)) return setting;
        bag.Add(new SourcePlace(setting.Origin), ErrorCodes.BadSetting, $"the name of a setting has 1..{LongestPath} keys, none of them empty");
        return null;
    }
}
