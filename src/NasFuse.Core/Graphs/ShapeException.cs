namespace NasFuse.Core.Graphs;

/// <summary>Values meet whose shapes do not fit. The architecture reader turns it into a user error with a place.</summary>
public class ShapeException(string message) : Exception(message);
