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

    /// <summary>What a legend says about it.</summary>
    public static string Describe(Fusion fusion) => fusion switch
    {
        Addition => "sum",
        Multiplication => "product",
        ChannelConcatenation => "concatenation",
        WeightedSum => "learned weighted sum",
        AddMultiply => "add and multiply",
        DataGates => "gated sum",
        PredictionBlend => "blend",
        FeatureFusion => "feature fusion module",
        CascadeFusion => "cascade fusion",
        GatedFusion => "gated full fusion",
        AsymmetricFusionBlock => "asymmetric attention",
        IndexUnpooling => "unpooling by index",
        ObjectContext => "object context",
        Maximum => "maximum",
        TopSelection => "strongest gates",
        _ => $"{Vocabularies.Fusions.NameOf(fusion)} fusion",
    };
}
