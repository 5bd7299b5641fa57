namespace NasFuse.Dashboard.Studies;

/// <summary>What a study is doing, as far as its store shows.</summary>
public enum StudyState
{
    /// <summary>Trials are under evaluation.</summary>
    Running,

    /// <summary>Its budget is not spent and no trial is under evaluation.</summary>
    Paused,

    /// <summary>Its budget of trials is spent.</summary>
    Ended,
}
