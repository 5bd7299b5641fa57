using CsCheck;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Tests.Decoding;

public sealed class RawPngTests
{
    private static readonly Gen<(int Height, int Width, int Kind, int Depth, int Seed)> Files =
        Gen.Select(Gen.Int[1, 24], Gen.Int[1, 40], Gen.Int[0, 4].Select(i => new[] { 0, 2, 3, 4, 6 }[i]), Gen.Int[0, 3].Select(i => 1 << i), Gen.Int)
            .Select((height, width, kind, depth, seed) => (height, width, kind, kind is 0 or 3 ? depth : 8, seed));

    [Fact]
    public void What_was_written_is_read_for_every_kind_depth_and_filter()
    {
        using var folder = new TemporaryFolder();
        var counter = 0;
        Files.Sample(file =>
        {
            var path = folder.File($"{Interlocked.Increment(ref counter)}.png");
            var (samples, palette) = Write(path, file);
            var png = RawPng.Read(path);
            Assert.Equal(new Size(file.Height, file.Width), png.Size);
            Assert.Equal((PngKind)file.Kind, png.Kind);
            Assert.Equal(samples, png.Samples);
        }, iter: 300);
    }

    [Fact]
    public void Colours_are_those_another_decoder_sees()
    {
        using var folder = new TemporaryFolder();
        var counter = 0;
        Files.Sample(file =>
        {
            var path = folder.File($"{Interlocked.Increment(ref counter)}.png");
            Write(path, file);
            var png = RawPng.Read(path);
            var (_, rgb) = ImageDecoder.Decode(path);
            var area = rgb.Length / 3;
            for (var i = 0; i < area; i++) Assert.Equal(new RgbColor(rgb[i], rgb[area + i], rgb[2 * area + i]), png.ColorAt(i));
        }, iter: 200);
    }

    [Fact]
    public void Damaged_files_end_in_a_user_error()
    {
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder.File("good.png"), 12, 9, 3, new byte[108], palette: [1, 2, 3], filterOf: y => y % 5);
        var good = File.ReadAllBytes(folder.File("good.png"));
        var path = folder.File("bad.png");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[1, good.Length]).Sample((at, value, length) =>
        {
            var bytes = good[..length];
            if (at < length) bytes[at] = value;
            File.WriteAllBytes(path, bytes);
            try
            {
                RawPng.Read(path);
            }
            catch (UserErrorException error)
            {
                Assert.Equal(path, error.Diagnostics[0].Place.File);
            }
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public void A_palette_that_is_too_short_is_refused()
    {
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder.File("x.png"), 1, 2, 3, [0, 2], palette: [1, 2, 3, 4, 5, 6]);
        Assert.Contains("colour 2 of a palette that has 2", Assert.Throws<UserErrorException>(() => RawPng.Read(folder.File("x.png"))).Message);
    }

    [Fact]
    public void Sixteen_bits_are_refused()
    {
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder.File("x.png"), 1, 1, 0, [0], depth: 8);
        var bytes = File.ReadAllBytes(folder.File("x.png"));
        bytes[24] = 16;
        File.WriteAllBytes(folder.File("x.png"), bytes);
        Assert.Contains("16 bits per sample", Assert.Throws<UserErrorException>(() => RawPng.Read(folder.File("x.png"))).Message);
    }

    private static (byte[] Samples, byte[]? Palette) Write(string path, (int Height, int Width, int Kind, int Depth, int Seed) file)
    {
        var random = new Random(file.Seed);
        var samples = new byte[file.Height * file.Width * PngWriter.Channels(file.Kind)];
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)random.Next(1 << file.Depth);
        // Opaque, because some decoders drop the colour of what is fully transparent.
        if (file.Kind is 4 or 6) for (var i = PngWriter.Channels(file.Kind) - 1; i < samples.Length; i += PngWriter.Channels(file.Kind)) samples[i] = 255;
        byte[]? palette = null;
        if (file.Kind == 3) random.NextBytes(palette = new byte[3 << file.Depth]);
        PngWriter.Write(path, file.Height, file.Width, file.Kind, samples, file.Depth, _ => random.Next(5), palette);
        return (samples, palette);
    }
}
