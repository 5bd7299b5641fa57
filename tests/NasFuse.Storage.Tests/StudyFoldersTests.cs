using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Tests;

public sealed class StudyFoldersTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Studies_are_the_folders_that_hold_a_database()
    {
        foreach (var name in new[] { "zoo", "camvid-quick" }) LiteDbTrialStore.Open(StudyFolders.ForNew(_study.Results, name)).Dispose();
        Directory.CreateDirectory(Path.Combine(_study.Results, "benchmarks"));
        Assert.Equal(["camvid-quick", "zoo"], StudyFolders.List(_study.Results));
        Assert.Equal("zoo", StudyFolders.Resolve(_study.Results, "zoo").Name);
        Assert.Empty(StudyFolders.List(Path.Combine(_study.Results, "nowhere")));
    }

    [Theory]
    [InlineData("camvid-quik", "Did you mean 'camvid-quick'?")]
    [InlineData("entirely-different", "Known: camvid-quick.")]
    [InlineData("../camvid-quick", "Did you mean 'camvid-quick'?")]
    [InlineData("", "Known: camvid-quick.")]
    public void An_unknown_study_is_answered_with_the_nearest(string name, string hint)
    {
        LiteDbTrialStore.Open(StudyFolders.ForNew(_study.Results, "camvid-quick")).Dispose();
        Assert.EndsWith(hint, Assert.Throws<StudyNotFoundException>(() => StudyFolders.Resolve(_study.Results, name)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ü")]
    [InlineData("a\n")]
    [InlineData("more-than-eighty-characters-more-than-eighty-characters-more-than-eighty-characters-1")]
    public void A_name_that_is_no_folder_name_is_refused(string name) =>
        Assert.Equal(ErrorCodes.OutOfRange, Assert.Throws<UserErrorException>(() => StudyFolders.ForNew(_study.Results, name)).Diagnostics[0].Code);

    [Fact]
    public void Trials_have_folders_beside_the_database() =>
        Assert.Equal(Path.Combine(_study.Folder.Path, "trials/14"), _study.Folder.TrialFolder(14));
}
