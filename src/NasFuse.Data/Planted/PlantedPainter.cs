using NasFuse.Core.Graphs;
using NasFuse.Data.Synthetic;

namespace NasFuse.Data.Planted;

/// <summary>Paints an image whose labels are the exclusive or of a fine cue, spots, and one cue for the whole image, the colour of a beacon.</summary>
/// <remarks>
/// The label of a pixel is <c>spot xor red beacon</c>: spots tell nothing without the beacon, the beacon nothing without the spots, and no sum of a function
/// of one and a function of the other has the sign of their exclusive or. Branches that meet right before a linear classifier therefore have to be
/// multiplied (or merged by another operation that is no sum, such as a maximum).
/// Spots are some pixels wide, so that coarse maps lose them; the beacon is small and anywhere, so that only a global view has it at every pixel.
/// </remarks>
internal static class PlantedPainter
{
    // Pixels from one spot to the next, about.
    private const double Spacing = 7;
    private const float Contrast = 0.16f, Grain = 0.10f;

    private static readonly Tint Red = new(0.85f, 0.15f, 0.15f), Blue = new(0.15f, 0.2f, 0.85f), Ground = new(0.42f, 0.42f, 0.42f);

    public static SegmentationSample Paint(string name, Size size, Random random)
    {
        var seed = (uint)random.Next();
        var isRed = random.Next(2) == 0;
        var side = Math.Max(4, Math.Min(size.Height, size.Width) / 3);
        int top = random.Next(size.Height - side + 1), left = random.Next(size.Width - side + 1);
        var area = size.Height * size.Width;
        byte[] rgb = new byte[3 * area], labels = new byte[area];
        for (var i = 0; i < area; i++)
        {
            int y = i / size.Width, x = i % size.Width;
            var isSpot = ValueNoise.At(x / Spacing, y / Spacing, seed) > 0.5f;
            var isBeacon = y >= top && y < top + side && x >= left && x < left + side;
            labels[i] = (byte)(isBeacon ? PlantedClass.Beacon : isSpot == isRed ? PlantedClass.Odd : PlantedClass.Even);
            var tint = isBeacon ? isRed ? Red : Blue : Ground * (isSpot ? 1 + Contrast : 1 - Contrast);
            Set(rgb, area, i, tint * (1 + Grain * (2 * ValueNoise.Hash(x, y, seed + 1) - 1)));
        }
        return new SegmentationSample(name, size, rgb, labels);
    }

    private static void Set(byte[] rgb, int area, int i, Tint tint) =>
        (rgb[i], rgb[area + i], rgb[2 * area + i]) = (Level(tint.Red), Level(tint.Green), Level(tint.Blue));

    private static byte Level(float value) => (byte)Math.Clamp(MathF.Round(255 * value), 0, 255);
}
