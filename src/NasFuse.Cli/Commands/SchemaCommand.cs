using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse schema study</c>: the JSON schema that editors check and complete files by.</summary>
internal sealed class SchemaCommand : Verb
{
    private readonly Argument<string> _file = new("study|space") { Description = "Which file the schema is for." };

    public SchemaCommand(Terminal terminal)
        : base("schema", "Print the JSON schema of study.json or space.json.", terminal) => Add(_file.AcceptOnlyFromAmong("study", "space"));

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var file = arguments.GetRequiredValue(_file);
        Terminal.RawData.Write(file == "study" ? StudySchema.Text() : SpaceSchema.Text());
        Terminal.Say($"Save it, and name it in your file: \"$schema\": \"…/{file}.schema.json\"");
        Terminal.Next($"nasfuse validate {file}.json");
        return Task.FromResult(ExitCodes.Success);
    }
}
