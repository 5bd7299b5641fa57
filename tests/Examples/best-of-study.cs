#:project ../../src/NasFuse.Storage/NasFuse.Storage.csproj
#:property IsTestCode=true
#:property PublishAot=false

// Prints the best trials of a study by its first objective, also while a search writes it:
//     dotnet run -c Release tests/Examples/best-of-study.cs -- results camvid-quick
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Storage;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;
using NasFuse.Storage.Queries.Writers;

if (args is not [var results, var name])
{
    Console.Error.WriteLine("usage: dotnet run best-of-study.cs -- <results folder> <study>");
    return 2;
}
try
{
    using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(results, name));
    var json = reader.Manifest() ?? throw new StudyNotFoundException($"Study '{name}' has not begun yet.");
    var manifest = RunManifest.Read(reader.Folder.Database, json);
    var first = manifest.Objectives[0];
    var query = new TrialQuery
    {
        Where = "state = 'complete'",
        Order = $"objectives.{first.Name}{(first.Direction == Direction.Maximize ? " desc" : "")}, number",
        Select = $"number, {string.Join(", ", manifest.Objectives.Select(objective => $"objectives.{objective.Name}"))}, parameters, arch.fusions",
        Limit = 10,
    };
    new MarkdownRowWriter().Write(query.Over(new StoredTrials(reader, manifest.Study.Study.Training.Epochs)), Console.Out);
    return 0;
}
catch (Exception wrong) when (wrong is UserErrorException or StudyNotFoundException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
