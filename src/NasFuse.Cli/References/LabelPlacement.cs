namespace NasFuse.Cli.References;

/// <summary>A box in a picture, pixels from its top left corner.</summary>
internal readonly record struct LabelBox(double Left, double Top, double Width, double Height)
{
    /// <summary>Area that two boxes share.</summary>
    public double Overlap(LabelBox other) =>
        Math.Max(0, Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left))
        * Math.Max(0, Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top));

    /// <summary>Area of this box that lies outside of another.</summary>
    public double Outside(LabelBox frame) => Width * Height - Overlap(frame);
}

/// <summary>Places labels beside markers such that they overlap as little as can be: label by label, the best of some places around its marker.</summary>
/// <param name="frame">Where labels may stand.</param>
/// <param name="lineHeight">Height of a label.</param>
internal sealed class LabelPlacement(LabelBox frame, double lineHeight)
{
    private const double MarkerSide = 12;
    private const int Directions = 16;
    private static readonly double[] s_distances = [10, 20, 34, 52, 74];

    private readonly List<LabelBox> _taken = [];

    /// <summary>Places all labels; most crowded markers first, because they have the least choice.</summary>
    /// <param name="labels">Centre of each marker and width of its label, pixels.</param>
    /// <param name="obstacles">What else labels should not cover.</param>
    /// <returns>Box of each label, in the order given.</returns>
    public LabelBox[] Place(IReadOnlyList<(double X, double Y, double Width)> labels, IEnumerable<LabelBox> obstacles)
    {
        _taken.AddRange(obstacles);
        _taken.AddRange(labels.Select(label => new LabelBox(label.X - MarkerSide / 2, label.Y - MarkerSide / 2, MarkerSide, MarkerSide)));
        var boxes = new LabelBox[labels.Count];
        foreach (var i in Enumerable.Range(0, labels.Count).OrderByDescending(i => Crowd(labels, i)).ThenBy(i => i))
        {
            boxes[i] = Candidates(labels[i]).MinBy(Badness).Box;
            _taken.Add(boxes[i]);
        }
        return boxes;
    }

    private double Badness((LabelBox Box, double Distance) candidate) =>
        _taken.Sum(candidate.Box.Overlap) + 10 * candidate.Box.Outside(frame) + candidate.Distance / 10;

    private IEnumerable<(LabelBox Box, double Distance)> Candidates((double X, double Y, double Width) label)
    {
        foreach (var distance in s_distances)
        {
            for (var i = 0; i < Directions; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * i / Directions);
                // The box touches a circle about the marker from outside.
                var (x, y) = (label.X + distance * cos + (cos - 1) / 2 * label.Width, label.Y + distance * sin + (sin - 1) / 2 * lineHeight);
                yield return (new LabelBox(x, y, label.Width, lineHeight), distance);
            }
        }
    }

    private static double Crowd(IReadOnlyList<(double X, double Y, double Width)> labels, int index) =>
        labels.Sum(other => 1 / (1 + Math.Pow((other.X - labels[index].X) / 60, 2) + Math.Pow((other.Y - labels[index].Y) / 20, 2)));
}
