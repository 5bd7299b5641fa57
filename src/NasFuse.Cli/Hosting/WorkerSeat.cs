using NasFuse.Core.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>Where trials are evaluated in this process.</summary>
/// <param name="Training">Where they are trained; none when workers elsewhere do that.</param>
/// <param name="Timing">Where they are timed, by class of device.</param>
internal sealed record LocalSeats(IReadOnlyList<WorkerSeat> Training, IReadOnlyDictionary<string, WorkerSeat> Timing);

/// <summary>A place where trials are evaluated.</summary>
/// <param name="Device"><c>cpu</c>, <c>cuda:n</c> or <c>auto</c>.</param>
/// <param name="Threads">CPU threads.</param>
internal sealed record WorkerSeat(string Device, int Threads)
{
    /// <summary>One seat per worker of a study; where the study does not say, processors are divided evenly, but in synchronous studies,
    /// whose results must not depend on the number of workers, each has one thread.</summary>
    public static IReadOnlyList<WorkerSeat> Of(StudySpecification specification)
    {
        var share = specification.SynchronousBatch is null ? Math.Max(1, Environment.ProcessorCount / specification.Workers.Length) : 1;
        return [.. specification.Workers.Select(worker => new WorkerSeat(worker.Device, worker.Threads ?? share))];
    }
}
