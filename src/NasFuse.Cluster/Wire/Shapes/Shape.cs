using System.Text.Json;

namespace NasFuse.Cluster.Wire.Shapes;

/// <summary>What a JSON value may be, to look at many documents quickly. What fits it fits the schema too; what does not may still do so. Immutable.</summary>
internal abstract class Shape
{
    /// <summary>True when a whole document is one value of this shape. False also when the document is no JSON.</summary>
    public bool Fits(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        try
        {
            return reader.Read() && Fits(ref reader) && !reader.Read();
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is no UTF-8.
            return false;
        }
    }

    /// <summary>True when the value that begins at the reader's token is of this shape; the reader stands at the value's last token then.</summary>
    public abstract bool Fits(ref Utf8JsonReader reader);
}
