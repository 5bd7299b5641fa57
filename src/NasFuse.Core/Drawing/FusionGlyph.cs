using NasFuse.Core.Fusions;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Drawing;

/// <summary>The sign of a fusion in drawings.</summary>
internal static class FusionGlyph
{
    /// <summary>Mathematical signs where the fusion has one; else its name, as the text form writes it.</summary>
    public static string Of(Fusion fusion) => fusion switch
    {
        Addition => "+",
        Multiplication => "×",
        ChannelConcatenation => "‖",
        WeightedSum => "Σw",
        AddMultiply => "+×",
        DataGates => "Σg",
        PredictionBlend => "α",
        _ => Vocabularies.Fusions.NameOf(fusion),
    };
}
