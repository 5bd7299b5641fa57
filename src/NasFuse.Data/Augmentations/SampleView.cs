using NasFuse.Core.Graphs;

namespace NasFuse.Data.Augmentations;

/// <summary>How a sample is looked at: scaled to a size, mirrored, seen through a window, coloured.</summary>
/// <param name="Scaled">Size the sample is brought to before the window is laid on it.</param>
/// <param name="Top">Row of the scaled sample at the window's top; negative when there is void above.</param>
/// <param name="Left">Column of the scaled sample at the window's left; negative when there is void at the left.</param>
/// <param name="Flip">Mirrored left to right.</param>
/// <param name="Color">What happens to the colours.</param>
internal readonly record struct SampleView(Size Scaled, int Top, int Left, bool Flip, ColorTransform Color);
