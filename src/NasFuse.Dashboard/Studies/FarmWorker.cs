using System.Collections.Immutable;

namespace NasFuse.Dashboard.Studies;

/// <summary>A worker of another process, as it showed itself last.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Device">Its device with the name of the model.</param>
/// <param name="MemoryBytes">Memory of the device, bytes; 0 when it is unknown.</param>
/// <param name="State">What it does, in words: <c>idle</c>, <c>at work</c>, <c>draining</c>, or why it refuses.</param>
/// <param name="Runs">What it runs, in words, one each.</param>
public sealed record FarmWorker(string Name, string Device, long MemoryBytes, string State, ImmutableArray<string> Runs);
