using System.Collections.Immutable;
using NasFuse.Core.Studies;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Formats;

/// <summary>CamVid road scenes in the 11-class layout of SegNet (Brostow et al. 2009; Badrinarayanan et al. 2017).</summary>
public sealed class CamVidFormat : DatasetFormat
{
    private static readonly ImmutableArray<SegmentationClass> Classes =
    [
        new("Sky", new(128, 128, 128)), new("Building", new(128, 0, 0)), new("Pole", new(192, 192, 128)), new("Road", new(128, 64, 128)),
        new("Pavement", new(60, 40, 222)), new("Tree", new(128, 128, 0)), new("SignSymbol", new(192, 128, 128)), new("Fence", new(64, 64, 128)),
        new("Car", new(64, 0, 128)), new("Pedestrian", new(64, 64, 0)), new("Bicyclist", new(0, 128, 192)),
    ];

    /// <inheritdoc/>
    public override string Name => "camvid";

    /// <inheritdoc/>
    public override string Layout => "<root>/{train,val[,test]}/*.png and <root>/{train,val[,test]}annot/*.png with class ids 0..10, 11 = void";

    /// <inheritdoc/>
    public override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems) =>
        new FileDataset(Name, specification, Classes, new ClassIdMasks(ClassIdTable.Plain(Classes.Length, voidId: Classes.Length)), split =>
        {
            var folder = Path.Combine(specification.Root!, FilePairing.Name(split));
            return FilePairing.Join(split, new(folder), new(folder + "annot"), specification, problems);
        });
}
