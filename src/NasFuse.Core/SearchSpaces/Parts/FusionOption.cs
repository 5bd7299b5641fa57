using NasFuse.Core.Fusions;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>A fusion, and whether its inputs must have equal channels.</summary>
internal sealed record FusionOption(Fusion Fusion, bool NeedsEqualChannels);
