using System.Collections.Immutable;
using NasFuse.Core.Studies;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Formats;

/// <summary>Cityscapes in its official tree, fine annotations, 19 evaluated classes (Cordts et al. 2016).</summary>
public sealed class CityscapesFormat : DatasetFormat
{
    private const int LabelIds = 34;

    // Position is the trainId; the number is the labelId that files contain (cityscapesScripts, labels.py).
    private static readonly ImmutableArray<(int LabelId, SegmentationClass Class)> TrainClasses =
    [
        (7, new("road", new(128, 64, 128))), (8, new("sidewalk", new(244, 35, 232))), (11, new("building", new(70, 70, 70))),
        (12, new("wall", new(102, 102, 156))), (13, new("fence", new(190, 153, 153))), (17, new("pole", new(153, 153, 153))),
        (19, new("traffic light", new(250, 170, 30))), (20, new("traffic sign", new(220, 220, 0))), (21, new("vegetation", new(107, 142, 35))),
        (22, new("terrain", new(152, 251, 152))), (23, new("sky", new(70, 130, 180))), (24, new("person", new(220, 20, 60))),
        (25, new("rider", new(255, 0, 0))), (26, new("car", new(0, 0, 142))), (27, new("truck", new(0, 0, 70))),
        (28, new("bus", new(0, 60, 100))), (31, new("train", new(0, 80, 100))), (32, new("motorcycle", new(0, 0, 230))), (33, new("bicycle", new(119, 11, 32))),
    ];

    /// <inheritdoc/>
    public override string Name => "cityscapes";

    /// <inheritdoc/>
    public override string Layout => "<root>/leftImg8bit/{train,val}/<city>/*_leftImg8bit.png and <root>/gtFine/{train,val}/<city>/*_gtFine_labelIds.png";

    /// <inheritdoc/>
    public override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems) =>
        new FileDataset(Name, specification, [.. TrainClasses.Select(pair => pair.Class)], new ClassIdMasks(Table()), split =>
            FilePairing.Join(
                split,
                new(Path.Combine(specification.Root!, "leftImg8bit", FilePairing.Name(split)), "_leftImg8bit", Nested: true),
                new(Path.Combine(specification.Root!, "gtFine", FilePairing.Name(split)), "_gtFine_labelIds", Nested: true),
                specification,
                problems));

    private static ClassIdTable Table()
    {
        var table = ClassIdTable.Empty();
        for (var id = 0; id < LabelIds; id++) table.Set(id, SegmentationDataset.Void);
        // License plates have labelId -1, which 8-bit files hold as 255.
        table.Set(255, SegmentationDataset.Void);
        for (var trainId = 0; trainId < TrainClasses.Length; trainId++) table.Set(TrainClasses[trainId].LabelId, (byte)trainId);
        return table;
    }
}
