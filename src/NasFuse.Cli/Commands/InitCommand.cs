using System.CommandLine;
using NasFuse.Cli.Beginning;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Surveys;
using Spectre.Console;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse init data/mine</c>: looks at a data folder and writes a study for it.</summary>
internal sealed class InitCommand : Verb
{
    private readonly Argument<string> _data = new("FOLDER") { Description = "Folder of the data set.", DefaultValueFactory = _ => "." };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder that study.json and space.json are written to.", DefaultValueFactory = _ => ".", HelpName = "DIR",
    };

    public InitCommand(Terminal terminal)
        : base("init", "Look at a data folder and write a commented study for it, with suggested size and budget. Overwrites nothing.", terminal)
    {
        Add(_data);
        Add(_output);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var data = arguments.GetRequiredValue(_data);
        var beginning = new StudyBeginning(arguments.GetRequiredValue(_output), data);
        beginning.RequireNew();
        var survey = DataSurvey.Of(data, cancellation);
        Print(survey);
        // One bad file is a mistake to mend and no reason to write nothing; without any good file there is nothing to go by.
        if (survey.Sampled.Splits.All(split => split.Readable == 0)) throw new UserErrorException([.. survey.Sampled.Errors]);
        var proposal = StudyProposal.Of(survey);
        var files = beginning.Write(survey, proposal);
        Terminal.Say($"written: {string.Join(", ", files)}");
        if (survey.Masks is not null) Terminal.Say($"The label files do not say what their values are called: give the classes names in {files[0]}.");
        else if (survey.HasNumberedClasses)
        {
            var example = """{ "names": ["road", "sky"] }""";
            var file = Path.Combine(data, "classes.json");
            Terminal.Say($"The classes have numbers only; to name them, write {file}, e.g. {example}, in the order of the numbers.");
        }
        Terminal.Next(
            CommandText.Of("validate", beginning.Study), CommandText.Of("search", beginning.Study, "--dry-run"), CommandText.Of("search", beginning.Study));
        return Task.FromResult(ExitCodes.Success);
    }

    private void Print(DataSurvey survey)
    {
        var report = survey.Sampled;
        var counts = from pair in survey.Images where pair.Value > 0 orderby pair.Key select $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}";
        Terminal.RawData.WriteLine($"data set of format {survey.Data.Format}: {string.Join(", ", counts)} images, {report.Classes.Length} classes");
        Terminal.RawData.Flush();
        Terminal.Data.Write(DatasetView.Splits(report));
        Terminal.Data.Write(DatasetView.Histogram(report));
        if (survey.Images.Any(pair => pair.Value > DataSurvey.SampleSize))
            Terminal.Say($"The tables are of a sample: at most {DataSurvey.SampleSize} images of each split.");
        foreach (var warning in report.Warnings)
            Terminal.Talk.WriteLine($"{warning.Place}: warning {warning.Code}: {warning.Message}", new Style(Color.Yellow));
        foreach (var error in report.Errors) Terminal.Complain(error.ToString());
        if (report.Errors.Length > 0)
            Terminal.Say($"Mend these before you search; '{CommandText.Of("dataset", "check", $"{survey.Data.Format}:{survey.Data.Root}")}' lists all.");
    }
}
