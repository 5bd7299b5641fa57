using System.CommandLine;
using System.Numerics;

namespace NasFuse.Cli.CommandLine;

/// <summary>Options that are a number within bounds.</summary>
internal static class NumberOptions
{
    /// <summary>An option that refuses numbers outside its bounds.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it does; bounds and default are added.</param>
    /// <param name="smallest">Smallest number.</param>
    /// <param name="largest">Largest number.</param>
    /// <param name="fallback">Value when it is not given.</param>
    public static Option<T> Create<T>(string name, string description, T smallest, T largest, T fallback)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { Description = $"{description}, {smallest}..{largest}.", DefaultValueFactory = _ => fallback, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<T>() is var value && !(value >= smallest && value <= largest))
                result.AddError($"{name} must be {smallest}..{largest}, but was {value}");
        });
        return option;
    }

    /// <summary>The same for an option that need not be given.</summary>
    public static Option<T?> Optional<T>(string name, string description, T smallest, T largest)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { Description = $"{description}, {smallest}..{largest}.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<T?>() is { } value && !(value >= smallest && value <= largest))
                result.AddError($"{name} must be {smallest}..{largest}, but was {value}");
        });
        return option;
    }
}
