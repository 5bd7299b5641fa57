using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Storage.Tests.Artefacts;

public sealed class ArtefactFolderTests : IDisposable
{
    private const string Path = "trials/14/weights.safetensors";

    private readonly TemporaryStudy _study = new();

    private ArtefactFolder Artefacts => new(_study.Folder);

    public void Dispose() => _study.Dispose();

    [Fact]
    public void What_was_written_is_there_with_its_hash()
    {
        var reference = Artefacts.Write("weights", Path, stream => stream.Write("abc"u8));
        // SHA-256 of "abc": the example of FIPS 180-4.
        Assert.Equal(new ArtefactReference("weights", Path, 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), reference);
        Assert.Equal("abc", File.ReadAllText(Artefacts.PathOf(reference)));
        Assert.True(Artefacts.Verify(reference));
        Assert.Equal(reference, Artefacts.Describe("weights", Path));
    }

    [Fact]
    public void The_hash_does_not_depend_on_how_the_content_is_cut() =>
        Gen.Byte.Array[0, 300].Array[0, 5].Sample(
            pieces =>
            {
                var written = Artefacts.Write("checkpoint", "trials/1/checkpoint", stream => Array.ForEach(pieces, piece => stream.Write(piece, 0, piece.Length)));
                Assert.Equal(Artefacts.Describe("checkpoint", "trials/1/checkpoint"), written);
            },
            iter: 50, threads: 1);

    [Fact]
    public void A_changed_a_cut_and_a_missing_file_do_not_verify()
    {
        var reference = Artefacts.Write("weights", Path, stream => stream.Write("abc"u8));
        File.WriteAllText(Artefacts.PathOf(reference), "abd");
        Assert.False(Artefacts.Verify(reference));
        File.WriteAllText(Artefacts.PathOf(reference), "ab");
        Assert.False(Artefacts.Verify(reference));
        File.Delete(Artefacts.PathOf(reference));
        Assert.False(Artefacts.Verify(reference));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_older_file_and_nothing_else()
    {
        var older = Artefacts.Write("weights", Path, stream => stream.Write("old"u8));
        Assert.Throws<TimeoutException>(() => Artefacts.Write("weights", Path, stream =>
        {
            stream.Write("ne"u8);
            throw new TimeoutException();
        }));
        Assert.True(Artefacts.Verify(older));
        Assert.Single(Directory.GetFiles(_study.Folder.TrialFolder(14)));
    }

    [Fact]
    public void While_it_is_written_it_is_not_to_be_seen() =>
        Artefacts.Write("weights", Path, _ => Assert.False(File.Exists(System.IO.Path.Combine(_study.Folder.Path, Path))));

    [Fact]
    public void What_a_killed_process_left_half_written_is_swept_and_nothing_else()
    {
        var whole = Artefacts.Write("weights", Path, stream => stream.Write("abc"u8));
        File.WriteAllText(System.IO.Path.Combine(_study.Folder.TrialFolder(14), "weights.safetensors.abcdefgh.ijk.unfinished"), "ab");
        Assert.Equal(1, Artefacts.DeleteUnfinished());
        Assert.Equal(0, Artefacts.DeleteUnfinished());
        Assert.True(Artefacts.Verify(whole));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("trials/../../outside")]
    [InlineData("trials\\14")]
    [InlineData("")]
    public void A_path_that_leads_out_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => Artefacts.Write("weights", path, _ => { }));
}
