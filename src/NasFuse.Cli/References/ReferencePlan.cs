using NasFuse.Cli.Hosting;
using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.ListedArchitectures;
using NasFuse.Core.Studies;
using NasFuse.Data;

namespace NasFuse.Cli.References;

/// <summary>What a person asks of a run over the references.</summary>
/// <param name="Data">Value of <c>--data</c>, or null.</param>
/// <param name="Settings">Values of <c>--set</c>.</param>
/// <param name="Seeds">Studies of every family, each with a seed of its own.</param>
/// <param name="ControlledSeeds">The same for the controlled family, or null for as many.</param>
/// <param name="Quick">Little data, one epoch.</param>
internal sealed record ReferenceRequest(string? Data, IReadOnlyList<string> Settings, int Seeds, int? ControlledSeeds, bool Quick);

/// <summary>One study of a run over the references.</summary>
/// <param name="Family">The family it trains.</param>
/// <param name="References">The references in it.</param>
/// <param name="Loaded">Its configuration.</param>
internal sealed record PlannedStudy(ReferenceFamily Family, IReadOnlyList<Reference> References, LoadedStudy Loaded)
{
    /// <summary>Name of the study.</summary>
    public string Name => Loaded.Study.Name!;
}

/// <summary>Turns a request into studies: one per family and seed, all by the recipe of one <c>study.json</c>.</summary>
internal sealed class ReferencePlan(ReferenceCollection collection, ReferenceRequest request)
{
    private const string RecipeFile = "study.json";
    private const string NamePrefix = "references-";

    /// <summary>Enough to train, export and compare every network, and no more.</summary>
    /// <remarks>24 steps, so that normalisations know their inputs and logits are of usual size.</remarks>
    private static readonly string[] s_quick =
    [
        "data.format=synthetic", "data.root=null", "data.size=[64,96]", "data.trainLimit=48", "data.valLimit=4",
        "training.epochs=1", "training.batch=2", "latency.runs=5", """workers=[{"device":"auto"},{"device":"auto"}]""",
    ];

    /// <summary>The studies, those of one family together, by seed.</summary>
    /// <param name="families">Families with files.</param>
    /// <exception cref="Core.Diagnostics.UserErrorException">A reference, the recipe or a setting is not valid.</exception>
    public IReadOnlyList<PlannedStudy> Studies(IReadOnlyList<ReferenceFamily> families) => [.. families.SelectMany(Studies)];

    private IEnumerable<PlannedStudy> Studies(ReferenceFamily family)
    {
        var references = collection.Read([family]);
        var folder = collection.PathOf(family);
        var space = SpaceFile.Of(Path.GetFileName(Path.GetFullPath(folder)), folder, new ListedArchitecturesOptions { Files = [ReferenceCollection.Pattern] });
        var first = Read(family, space, []);
        var seeds = family == ReferenceFamily.Controlled ? request.ControlledSeeds ?? request.Seeds : request.Seeds;
        for (var i = 0; i < seeds; i++)
        {
            var seed = first.Study.Seed + (ulong)i;
            var name = $"{BaseName(first)}{family.Suffix}{(i == 0 ? "" : $"-s{seed}")}";
            string[] own = [$"name={name}", $"seed={seed}", $"budget={{\"trials\":{references.Count}}}"];
            yield return new PlannedStudy(family, references, Read(family, space, own));
        }
    }

    private LoadedStudy Read(ReferenceFamily family, LoadedSpace space, IEnumerable<string> last) =>
        StudyFile.ReadOn(
            Recipe(family), space, [.. request.Quick ? s_quick : [], .. DataSettings(), .. request.Settings, .. last], ProcessEnvironment.Variables());

    private IEnumerable<string> DataSettings()
    {
        if (request.Data is null) return [];
        var data = SegmentationDatasets.Parse(request.Data);
        return [$"data.format={data.Format}", $"data.root={data.Root ?? "null"}"];
    }

    /// <summary>The recipe beside the family's files, else that of the first family, else the one that comes with NasFuse.</summary>
    private string Recipe(ReferenceFamily family) =>
        new[] { collection.PathOf(family), collection.Folder }.Select(folder => Path.Combine(folder, RecipeFile)).FirstOrDefault(File.Exists)
        ?? Path.Combine(ReferenceCollection.Shipped, RecipeFile);

    /// <summary>A name that was set, else one by the data: references to different data are different studies.</summary>
    private string BaseName(LoadedStudy loaded)
    {
        if (loaded.Source["name"] is { Place.Line: 0 }) return loaded.Study.Name!;
        return NamePrefix + (request.Quick && request.Data is null ? "quick" : Describe(loaded.Study.Data));
    }

    private static string Describe(DataSpecification data)
    {
        if (data.Format != "folder" || data.Root is null) return data.Format;
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data.Root)));
        return string.Concat(folder.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
    }
}
