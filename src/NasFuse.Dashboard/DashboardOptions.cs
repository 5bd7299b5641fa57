using Microsoft.Extensions.Logging;
using NasFuse.Dashboard.Predictions;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard;

/// <summary>What a dashboard shows, and to whom.</summary>
public sealed record DashboardOptions
{
    /// <summary>Where the dashboard listens unless told otherwise: reachable from this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5170";

    /// <summary>Folder that holds the studies.</summary>
    public required string Results { get; init; }

    /// <summary>Address to listen at; port 0 takes a free one.</summary>
    public string Url { get; init; } = DefaultUrl;

    /// <summary>The token that callers have to know; null makes one when the address can be reached from other machines.</summary>
    public string? Token { get; init; }

    /// <summary>The study that runs in this process, or null.</summary>
    public LiveStudy? Live { get; init; }

    /// <summary>Shows what trials predict, or null where nothing can.</summary>
    public ITrialPredictor? Predictor { get; init; }

    /// <summary>Where warnings and errors of the server go, or null for nowhere.</summary>
    public ILoggerFactory? Log { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
