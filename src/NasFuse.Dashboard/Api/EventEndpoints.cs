using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>A trial that is new or changed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Metrics">What was measured, by metric name.</param>
public sealed record TrialEvent(int Number, TrialState State, IReadOnlyDictionary<string, double> Metrics);

/// <summary>A trial under evaluation.</summary>
/// <param name="Number">Its number.</param>
/// <param name="EpochsDone">Epochs trained, the one under way counted by its share.</param>
/// <param name="Loss">Loss of the last step, or null where only the store is known.</param>
/// <param name="MeanIou">Validation mIoU after the last epoch that was evaluated, or null.</param>
public sealed record ProgressEvent(int Number, double EpochsDone, double? Loss, double? MeanIou);

/// <summary>A change of a study.</summary>
/// <param name="Study">Name of the study.</param>
/// <param name="Version">Counts up with every change.</param>
/// <param name="Ended">Trials that ended.</param>
/// <param name="Front">Trials on the Pareto front.</param>
/// <param name="Hypervolume">Dominated share of the reference box, 0..1.</param>
/// <param name="Trials">New and changed trials.</param>
/// <param name="Running">All trials under evaluation.</param>
public sealed record StudyEvent(
    string Study, int Version, int Ended, int Front, double Hypervolume, IReadOnlyList<TrialEvent> Trials, IReadOnlyList<ProgressEvent> Running);

/// <summary>Changes as they happen, as server-sent events.</summary>
internal static class EventEndpoints
{
    private const int Waiting = 256;

    /// <summary>Maps them.</summary>
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", All).WithTags("events").WithSummary("Changes of all studies as server-sent events.");
        api.MapGet("/studies/{study}/events", One).WithTags("events").WithSummary("Changes of a study as server-sent events; begins with how it stands.");
    }

    private static ServerSentEventsResult<StudyEvent> All(StudyLibrary library, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Items(library, null, cancellation));

    private static ServerSentEventsResult<StudyEvent> One(string study, StudyLibrary library, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Items(library, library.View(study), cancellation));

    // Without an event type, so that the browser's onmessage hears all of them.
    private static async IAsyncEnumerable<SseItem<StudyEvent>> Items(
        StudyLibrary library, StudyView? one, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Who reads too slowly misses the oldest; the version shows the gap.
        var channel = Channel.CreateBounded<StudyEvent>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
        if (one is not null) channel.Writer.TryWrite(Event(new StudyChange(one, [])));
        library.Changed += Hear;
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false)) yield return new SseItem<StudyEvent>(item);
        }
        finally
        {
            library.Changed -= Hear;
        }

        void Hear(StudyChange change)
        {
            if (one is null || change.View.Name == one.Name) channel.Writer.TryWrite(Event(change));
        }
    }

    private static StudyEvent Event(StudyChange change) => new(
        change.View.Name, change.View.Version, change.View.Ended, change.View.Front.Length, change.View.Hypervolume,
        [.. change.Trials.Select(trial => new TrialEvent(trial.Number, trial.State, trial.Metrics.Where(pair => double.IsFinite(pair.Value)).ToDictionary()))],
        [.. change.View.Running.Select(
            trial => new ProgressEvent(trial.Number, trial.EpochsDone, trial.Loss is { } loss && double.IsFinite(loss) ? loss : null, trial.Last?.MeanIou))]);
}
