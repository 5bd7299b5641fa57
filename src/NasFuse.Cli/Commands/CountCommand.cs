using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse count space</c>: how large a search space is, exactly or between bounds.</summary>
internal sealed class CountCommand : Verb
{
    private readonly Argument<string> _space = CommonOptions.Space();
    private readonly Option<int> _classes = CommonOptions.Classes();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CountCommand(Terminal terminal)
        : base("count", "Count the distinct architectures of a search space, exactly or between certified bounds.", terminal)
    {
        Add(_space);
        Add(_classes);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var loaded = NamedSpace.Read(arguments.GetRequiredValue(_space));
        var count = loaded.Options.Create(loaded.Name, arguments.GetValue(_classes)).Count();
        if (arguments.GetValue(_json)) Terminal.RawData.Write(JsonText.Of(Json(loaded.Name, count)));
        else Terminal.RawData.WriteLine(count.IsExact ? Digits(count.AtMost) : $"{Digits(count.AtLeast)}..{Digits(count.AtMost)}");
        Terminal.Say($"{loaded.Name} has {SpaceSizeText.Of(count)}.");
        foreach (var part in count.Parts) Terminal.Say($"  {part.Name}: {SpaceSizeText.Rounded(part.Number)}");
        Terminal.Next(CommandText.Of("sample", arguments.GetRequiredValue(_space), "-n", "3", "--seed", "1"));
        return Task.FromResult(ExitCodes.Success);
    }

    private static JsonObject Json(string space, SpaceCount count) => new()
    {
        ["space"] = space,
        ["atLeast"] = Digits(count.AtLeast),
        ["atMost"] = Digits(count.AtMost),
        ["isExact"] = count.IsExact,
        ["approximately"] = (double)count.AtMost,
        ["parts"] = new JsonObject(count.Parts.Select(part => KeyValuePair.Create(part.Name, (JsonNode?)Digits(part.Number)))),
    };

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
