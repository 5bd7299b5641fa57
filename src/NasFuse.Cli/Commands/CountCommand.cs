using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse count space</c>: how large a search space is, exactly.</summary>
internal sealed class CountCommand : Verb
{
    private readonly Argument<string> _space = CommonOptions.Space();
    private readonly Option<int> _classes = CommonOptions.Classes();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CountCommand(Terminal terminal)
        : base("count", "Count the distinct architectures of a search space, exactly.", terminal)
    {
        Add(_space);
        Add(_classes);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var loaded = NamedSpace.Read(arguments.GetRequiredValue(_space));
        var count = loaded.Options.Create(loaded.Name, arguments.GetValue(_classes)).Count();
        var digits = count.ToString(CultureInfo.InvariantCulture);
        if (arguments.GetValue(_json))
            Terminal.RawData.Write(JsonText.Of(new JsonObject { ["space"] = loaded.Name, ["architectures"] = digits, ["approximately"] = (double)count }));
        else
            Terminal.RawData.WriteLine(digits);
        Terminal.Say($"{loaded.Name} has {Rounded(count)} distinct architectures.");
        Terminal.Next(CommandText.Of("sample", arguments.GetRequiredValue(_space), "-n", "3", "--seed", "1"));
        return Task.FromResult(ExitCodes.Success);
    }

    /// <summary><c>1.23e45</c></summary>
    private static string Rounded(BigInteger count) =>
        count < 100_000 ? count.ToString("N0", CultureInfo.InvariantCulture) : count.ToString("0.00e0", CultureInfo.InvariantCulture);
}
