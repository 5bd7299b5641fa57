namespace NasFuse.Data.Tests.Fixtures;

/// <summary>A small data set in the folder layout: 20×30 images, labels 0, 1, 2 in vertical stripes and one void corner.</summary>
internal sealed class FolderFixture : IDisposable
{
    public const int Height = 20, Width = 30;
    private readonly TemporaryFolder _folder = new();

    public FolderFixture(int train = 3, int val = 2, bool withMasks = true)
    {
        foreach (var (split, count) in new[] { ("train", train), ("val", val) })
        {
            Directory.CreateDirectory(Path.Combine(Root, split, "images"));
            Directory.CreateDirectory(Path.Combine(Root, split, "masks"));
            for (var i = 0; i < count; i++)
            {
                PngWriter.WritePlain(Image(split, $"scene{i}"), Height, Width, new RgbColor((byte)(40 * i), 100, 200));
                if (withMasks) PngWriter.Write(Mask(split, $"scene{i}"), Height, Width, 0, Ids());
            }
        }
    }

    public string Root => _folder.Path;

    public DataSpecification Specification => new() { Format = "folder", Root = Root, Size = [Height, Width] };

    public static byte[] Ids()
    {
        var ids = Enumerable.Range(0, Height * Width).Select(i => (byte)(i % Width / 10)).ToArray();
        ids[0] = SegmentationDataset.Void;
        return ids;
    }

    public string Image(string split, string name) => _folder.File($"{split}/images/{name}.png");

    public string Mask(string split, string name) => _folder.File($"{split}/masks/{name}.png");

    public void WriteClasses(string json) => File.WriteAllText(_folder.File("classes.json"), json);

    public void Dispose() => _folder.Dispose();
}
