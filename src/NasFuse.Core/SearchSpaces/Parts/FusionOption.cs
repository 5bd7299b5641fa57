using System.Collections.Immutable;
using NasFuse.Core.Fusions;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>A fusion, and whether its inputs must have equal channels.</summary>
internal sealed record FusionOption(Fusion Fusion, bool NeedsEqualChannels);

/// <summary>A fusion with the numbers of inputs that it can merge.</summary>
internal sealed record FusionByArity(FusionOption Option, ImmutableArray<int> Arities);
