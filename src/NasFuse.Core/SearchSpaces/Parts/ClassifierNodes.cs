using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Turns a map into logits: a 1×1 convolution with a bias, and the enlargement to the image's size.</summary>
internal static class ClassifierNodes
{
    private static readonly Conv Classifier = new() { Kernel = 1, Normalize = false, Activation = Activation.None };

    /// <summary>The nodes <c>cls</c> and <c>out</c>.</summary>
    public static IEnumerable<ArchitectureNode> Behind(string source, Scale scale, int classes) =>
    [
        Classify("cls", source, scale, classes),
        new ArchitectureNode(Architecture.OutputId, Scale.Full, classes, new Identity(), null, [new Edge("cls", [new BilinearEnlargement()])]),
    ];

    /// <summary>Logits at the scale of the map.</summary>
    public static ArchitectureNode Classify(string id, string source, Scale scale, int classes) => new(id, scale, classes, Classifier, null, [new Edge(source, [])]);
}
