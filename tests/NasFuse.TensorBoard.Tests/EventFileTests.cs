using System.Text;

namespace NasFuse.TensorBoard.Tests;

public sealed class EventFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("nasfuse-events-").FullName, "run");

    [Fact]
    public void The_checksum_is_that_of_RFC_3720()
    {
        // Appendix B.4: 32 bytes of zeros, of ones, rising; and the check value of the polynomial.
        Assert.Equal(0x8a9136aau, MaskedChecksum.Crc32C(new byte[32]));
        Assert.Equal(0x62a8ab43u, MaskedChecksum.Crc32C([.. Enumerable.Repeat((byte)255, 32)]));
        Assert.Equal(0x46dd794eu, MaskedChecksum.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xe3069283u, MaskedChecksum.Crc32C("123456789"u8));
        foreach (var data in Enumerable.Range(0, 40).Select(length => Encoding.ASCII.GetBytes(new string('x', length))))
            Assert.Equal(EventReader.Crc32C(data), MaskedChecksum.Crc32C(data));
    }

    [Fact]
    public void Curves_and_texts_are_read_back_by_an_independent_reader()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using (var file = EventFile.Create(_folder, TimeProvider.System))
        {
            file.AddScalars(1, [new("training/loss", 0.75), new("validation/miou", 0.5)]);
            file.AddScalars(300, [new("training/loss", double.NaN)]);
            file.AddText(0, "architecture", "```\ns2: 1/2 ü\n```");
        }

        var events = EventReader.Read(Assert.Single(Directory.GetFiles(_folder)));

        Assert.Equal(["brain.Event:2", null, null, null], events.Select(e => e.Version));
        Assert.Equal([0, 1, 300, 0], events.Select(e => e.Step));
        Assert.All(events, e => Assert.InRange(e.WallTime, before, before + 60));
        Assert.Equal((0.75f, 0.5f), (events[1].Scalars["training/loss"], events[1].Scalars["validation/miou"]));
        Assert.Equal(float.NaN, events[2].Scalars["training/loss"]);
        Assert.Equal(("text", "```\ns2: 1/2 ü\n```"), events[3].Texts["architecture/text_summary"]);
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_written_and_names_do_not_clash()
    {
        using EventFile first = EventFile.Create(_folder, TimeProvider.System), second = EventFile.Create(_folder, TimeProvider.System);
        first.AddScalars(1, [new("a", 1)]);

        Assert.Equal([1, 2], Directory.GetFiles(_folder).Select(file => EventReader.Read(file).Count).Order());
        Assert.All(Directory.GetFiles(_folder), file => Assert.Contains("tfevents", Path.GetFileName(file)));
    }

    [Fact]
    public void Many_threads_write_whole_records()
    {
        using var file = EventFile.Create(_folder, TimeProvider.System);
        Parallel.For(0, 200, i => file.AddScalars(i, [new("a", i)]));

        var events = EventReader.Read(Assert.Single(Directory.GetFiles(_folder)));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), events.Skip(1).Select(e => e.Scalars["a"]).Order());
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
}
