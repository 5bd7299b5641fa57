using System.Runtime.InteropServices;

namespace NasFuse.Core.Measurement;

/// <summary>Lets the calling thread run before all ordinary work of the machine, so that neighbours do not lengthen what it times.</summary>
/// <remarks>
/// Linux only, and only for a process that may (root, or <c>CAP_SYS_NICE</c>); elsewhere nothing changes. Threads begun meanwhile do not inherit it.
/// So it helps what one thread computes; the further threads of an operator stay ordinary. It keeps a processor, not caches or memory bandwidth: beside
/// busy neighbours, times still grow by some percent.
/// </remarks>
public static partial class RealTimeThread
{
    private const int RoundRobin = 2;
    private const int ResetOnFork = 0x4000_0000;

    /// <summary>Raises the calling thread, runs <paramref name="action"/> and puts the thread back.</summary>
    public static T Run<T>(Func<T> action)
    {
        if (!OperatingSystem.IsLinux()) return action();
        var before = GetScheduler(0);
        if (before < 0 || SetScheduler(0, RoundRobin | ResetOnFork, 1) != 0) return action();
        try
        {
            return action();
        }
        finally
        {
            _ = SetScheduler(0, before, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetScheduler(int thread);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetScheduler(int thread, int policy, in int priority);
}
