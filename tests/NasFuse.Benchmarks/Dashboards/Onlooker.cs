namespace NasFuse.Benchmarks.Dashboards;

/// <summary>Who looks on while a search runs.</summary>
public enum Onlooker
{
    /// <summary>Nobody: what the others are compared with.</summary>
    Nobody,

    /// <summary>Nobody once more: how much two equal searches differ on this machine.</summary>
    NobodyAgain,

    /// <summary>The dashboard in the search's process (<c>--dashboard</c>), with a client that holds its stream of events open.</summary>
    Dashboard,

    /// <summary>Another process that asks the database for the best trials every second, as <c>nasfuse query</c> does.</summary>
    Reader,
}
