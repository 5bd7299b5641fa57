using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces;

public sealed class ShippedFasterSegTests : SpaceConformance
{
    protected override SearchSpace Space { get; } = Shipped("fasterseg");
}

public sealed class ShippedFasterSegFusionTests : SpaceConformance
{
    protected override SearchSpace Space { get; } = Shipped("fasterseg-fusion");
}

public sealed class ShippedAutoDeepLabTests : SpaceConformance
{
    protected override SearchSpace Space { get; } = Shipped("autodeeplab");
}

public sealed class ShippedMeshTests : SpaceConformance
{
    protected override SearchSpace Space { get; } = Shipped("hrnet-mesh");
}
