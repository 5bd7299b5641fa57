using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Enumeration;

namespace NasFuse.Core.Tests.SearchSpaces.ListedArchitectures;

/// <summary>What search-spaces/references promises.</summary>
public sealed class ShippedReferencesTests
{
    /// <summary>The study of every family that is there.</summary>
    public static TheoryData<string> Studies =>
    [
        .. Directory.EnumerateFiles(Folder(), "study.json", SearchOption.AllDirectories)
            .Where(file => Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.arch").Any())
            .Select(file => Path.GetRelativePath(Folder(), file)),
    ];

    [Theory]
    [MemberData(nameof(Studies))]
    public void Every_study_is_valid_and_its_architectures_fit_any_number_of_classes(string file)
    {
        var loaded = StudyFile.Read(Path.Combine(Folder(), file), [], new Dictionary<string, string>());
        Assert.IsType<EnumerationSamplerOptions>(loaded.Study.Sampler);
        foreach (var classes in new[] { 2, 8, 11, 19, 150 })
        {
            var space = loaded.CreateSpace(classes);
            Assert.True(space.Count().AtMost <= loaded.Study.Budget.Trials);
            foreach (var proposal in space.Enumerate())
            {
                Assert.Equal(classes, proposal.Architecture.Classes);
                ArchitectureChecks.ThrowIfInvalid(proposal.Architecture);
            }
        }
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NasFuse.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "search-spaces", "references");
    }
}
