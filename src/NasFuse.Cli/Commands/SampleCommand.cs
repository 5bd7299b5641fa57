using System.CommandLine;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse sample space -n 3</c>: random architectures, to see what a space holds.</summary>
internal sealed class SampleCommand : Verb
{
    private const string Purpose = "sample";

    private readonly Argument<string> _space = CommonOptions.Space();
    private readonly Option<int> _count = new("-n") { Description = "How many, 1..100000.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed; equal seeds give equal architectures, and more of them begin with the same.", DefaultValueFactory = _ => 1, HelpName = "S",
    };
    private readonly Option<int> _classes = CommonOptions.Classes();
    private readonly Option<Size?> _size = CommonOptions.ImageSize("Image size that MACs are counted at. Default: 512x512.");
    private readonly Option<string> _as = new("--as")
    {
        Description = "How they are printed; json is one array.", DefaultValueFactory = _ => "text", HelpName = "text|json",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public SampleCommand(Terminal terminal)
        : base("sample", "Draw random architectures from a search space.", terminal)
    {
        _count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError("-n must be 1..100000");
        });
        Add(_space);
        Add(_count);
        Add(_seed);
        Add(_classes);
        Add(_size);
        Add(_as.AcceptOnlyFromAmong("text", "json"));
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var loaded = NamedSpace.Read(arguments.GetRequiredValue(_space));
        var space = loaded.Options.Create(loaded.Name, arguments.GetValue(_classes));
        var (seed, size) = (arguments.GetValue(_seed), arguments.GetValue(_size) ?? new Size(512, 512));
        var samples = Enumerable.Range(0, arguments.GetValue(_count))
            .Select(i => ArchitectureCost.Of(space.Sample(RandomStreams.Create(seed, Purpose, i)).Architecture, size));
        if (arguments.GetValue(_json) || arguments.GetRequiredValue(_as) == "json") PrintJson(samples, cancellation);
        else PrintText(loaded.Name, seed, samples, cancellation);
        Terminal.Next(CommandText.Of("sample", arguments.GetRequiredValue(_space), "-n", "1", "--seed", $"{seed}") + " > one.arch", "nasfuse show one.arch");
        return Task.FromResult(ExitCodes.Success);
    }

    private void PrintText(string space, ulong seed, IEnumerable<ArchitectureCost> samples, CancellationToken cancellation)
    {
        foreach (var (i, cost) in samples.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            if (i > 0) Terminal.RawData.WriteLine();
            Terminal.RawData.Write(ArchitectureReport.Text(cost, $"{space}, seed {seed}, sample {i}: id {ArchitectureId.Of(cost.Architecture)}"));
        }
    }

    private void PrintJson(IEnumerable<ArchitectureCost> samples, CancellationToken cancellation)
    {
        var array = new JsonArray();
        foreach (var cost in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            array.Add(ArchitectureCostJson.Of(cost));
        }
        Terminal.RawData.Write(JsonText.Of(array));
    }
}
