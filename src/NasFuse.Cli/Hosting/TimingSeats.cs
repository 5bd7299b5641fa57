using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Hosting;

/// <summary>Where this process times trials for studies that name classes of devices.</summary>
internal static class TimingSeats
{
    /// <summary>No class.</summary>
    public static IReadOnlyDictionary<string, WorkerSeat> None { get; } = new Dictionary<string, WorkerSeat>();

    /// <summary>For each class that the study names, the first seat whose device is of it.</summary>
    /// <exception cref="UserErrorException">No seat is of a class; all such classes with their places.</exception>
    public static IReadOnlyDictionary<string, WorkerSeat> Of(LoadedStudy loaded, IReadOnlyList<WorkerSeat> seats)
    {
        var (found, missing) = (new Dictionary<string, WorkerSeat>(StringComparer.Ordinal), new DiagnosticBag());
        foreach (var name in loaded.Study.DeviceClasses())
        {
            if (seats.FirstOrDefault(seat => IsOfClass(seat, name)) is { } seat) found[name] = seat;
            else missing.Add(new SourcePlace(loaded.Study.KeyOfClass(name)), ErrorCodes.NoDevice, Explain(name, seats));
        }
        return missing.Diagnostics.Count == 0 ? found : throw loaded.Located(new UserErrorException([.. missing.Diagnostics]));
    }

    private static string Explain(string name, IReadOnlyList<WorkerSeat> seats) =>
        $"no worker of this search is of class '{name}': there is {string.Join("; ", seats.Select(Describe).Distinct())}. Name a class of these, e.g. "
        + $"{DeviceClass.LatencyOn("cpu")}, or run the study with 'nasfuse controller' and a worker of class '{name}'";

    private static bool IsOfClass(WorkerSeat seat, string name)
    {
        var (device, facts) = FactsOf(seat);
        return DeviceClass.Includes(name, device, facts.Name, []);
    }

    private static string Describe(WorkerSeat seat)
    {
        var (device, facts) = FactsOf(seat);
        return $"{device}, {facts.Name}";
    }

    private static (string Device, DeviceFacts Facts) FactsOf(WorkerSeat seat)
    {
        var device = TorchRuntime.Resolve(seat.Device, new("workers.device"));
        return (TorchRuntime.Describe(device, seat.Threads), DeviceFacts.Of(device));
    }
}
