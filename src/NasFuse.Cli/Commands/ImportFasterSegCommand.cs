using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Graphs;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse import fasterseg student.json</c>: decodes published search parameters into an architecture and says what it really costs.</summary>
internal sealed class ImportFasterSegCommand : Verb
{
    private readonly Argument<string> _file = new("json")
    {
        Description = "Search parameters of a student or a teacher: the tensors alpha_*, beta_*, ratio_* of its arch_*.pt as JSON lists.",
    };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write the architecture to this file, which must not be there yet, and not to stdout.", HelpName = "FILE",
    };
    private readonly Option<string?> _table = new("--table")
    {
        Description = "Price it with this latency table (JSON, key: ms), as published and with the right keys.", HelpName = "FILE",
    };
    private readonly Option<int> _classes = CommonOptions.Classes();
    private readonly Option<int[]> _branches = Branches();
    private readonly Option<int> _baseWidth = NumberOptions.Create(
        "--base-width", "Channels per unit of stride at full width",
        DecodingOptions.SmallestBaseWidth, DecodingOptions.LargestBaseWidth, new DecodingOptions().BaseWidth);
    private readonly Option<int?> _stemWidth = Twelfths("--stem-width", "Width of the stem");
    private readonly Option<int?> _headWidth = Twelfths("--head-width", "Width of the head");
    private readonly Option<Size?> _size = CommonOptions.ImageSize("Image size of MACs and price. Default: 1024x2048, that of the published table.");
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON on stdout; without -o the architecture is in it." };

    public ImportFasterSegCommand(Terminal terminal)
        : base("fasterseg", "Decode published FasterSeg search parameters into an architecture.", terminal)
    {
        Add(_file);
        Add(_output);
        Add(_table);
        Add(_classes);
        Add(_branches);
        Add(_baseWidth);
        Add(_stemWidth);
        Add(_headWidth);
        Add(_size);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (file, output) = (arguments.GetRequiredValue(_file), arguments.GetValue(_output));
        var report = Import(file, arguments);
        if (output is not null) OutputFile.WriteNew(output, report.Text);
        if (arguments.GetValue(_json)) Terminal.RawData.Write(JsonText.Of(report.Json(withText: output is null)));
        else if (output is null) Terminal.RawData.Write(report.Text);
        Terminal.RawData.Flush();
        foreach (var line in report.Summary()) Terminal.Say(line);
        if (output is not null) Terminal.Next(CommandText.Of("show", output));
        else Terminal.Next($"{CommandText.Of(arguments)} -o fasterseg.arch", CommandText.Of("show", "fasterseg.arch"));
        return Task.FromResult(ExitCodes.Success);
    }

    private ImportReport Import(string file, ParseResult arguments)
    {
        var parameters = SearchParametersReader.Read(file);
        var table = arguments.GetValue(_table) is { } path ? LatencyTable.Read(path) : null;
        var options = new DecodingOptions
        {
            Classes = arguments.GetValue(_classes), BaseWidth = arguments.GetValue(_baseWidth), Branches = [.. arguments.GetValue(_branches) ?? []],
            StemTwelfths = arguments.GetValue(_stemWidth), HeadTwelfths = arguments.GetValue(_headWidth),
        };
        var genotype = DecodedGenotype.Of(parameters, options, file);
        var architecture = GenotypeArchitecture.Of(genotype);
        var size = arguments.GetValue(_size) ?? TablePrice.PublishedSize;
        return new ImportReport(
            file, genotype, ArchitectureCost.Of(architecture, size), ParameterAccount.Of(genotype, architecture), DecisionMargins.Of(parameters),
            table is null ? null : TablePrice.Of(genotype, table, size, TableKeying.AsPublished),
            table is null ? null : TablePrice.Of(genotype, table, size, TableKeying.Corrected));
    }

    private static Option<int[]> Branches()
    {
        var option = new Option<int[]>("--branches")
        {
            Description = "Strides of the branches to build, e.g. 32,16. Default: 32 and the better one of 16 and 8 by the scores in the file.",
            HelpName = "8|16|32,...",
        };
        option.CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split(',');
            if (parts.All(part => part is "8" or "16" or "32")) return [.. parts.Select(int.Parse)];
            result.AddError($"--branches is written as strides 8, 16, 32 with commas, e.g. 32,16, but was '{result.Tokens[0].Value}'");
            return [];
        };
        return option;
    }

    private static Option<int?> Twelfths(string name, string what)
    {
        var option = new Option<int?>(name)
        {
            Description = $"{what} in twelfths of the full width, 1..12. Default: 8 for a student, 12 for a teacher.", HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int?>() is < 1 or > 12) result.AddError($"{name} must be 1..12");
        });
        return option;
    }
}
