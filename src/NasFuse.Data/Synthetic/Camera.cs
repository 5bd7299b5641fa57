namespace NasFuse.Data.Synthetic;

/// <summary>A camera that looks down a street. World: X to the right, Y up from the ground, Z ahead, in metres; picture: x right, y down, in pixels.</summary>
/// <param name="Focal">Focal length in pixels.</param>
/// <param name="CenterX">Column of the vanishing point.</param>
/// <param name="HorizonY">Row of the horizon.</param>
/// <param name="EyeHeight">Metres above the ground.</param>
internal sealed record Camera(double Focal, double CenterX, double HorizonY, double EyeHeight)
{
    /// <summary>Where a point is seen.</summary>
    public Point Project(double x, double y, double z) => new(CenterX + Focal * x / z, HorizonY + Focal * (EyeHeight - y) / z);

    /// <summary>Pixels per metre at a distance.</summary>
    public double Scale(double z) => Focal / z;
}

/// <summary>A position in the picture, pixels.</summary>
internal readonly record struct Point(double X, double Y);
