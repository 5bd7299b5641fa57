namespace NasFuse.Cluster.Wire;

/// <summary>Something that came over the wire, or should go, is not what the protocol says.</summary>
/// <param name="message">What is wrong with it.</param>
public sealed class WireException(string message) : Exception(message);
