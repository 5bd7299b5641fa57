namespace NasFuse.Data;

/// <summary>Parts of a data set.</summary>
public enum Split
{
    /// <summary>What weights are trained on.</summary>
    Train,

    /// <summary>What architectures are judged by.</summary>
    Val,

    /// <summary>What nothing is chosen by; may be absent.</summary>
    Test,
}
