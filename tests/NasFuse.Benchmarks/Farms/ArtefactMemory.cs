using System.Globalization;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Queues;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Engines;

namespace NasFuse.Benchmarks.Farms;

/// <summary>How much more memory this process needs at its peak while a file is streamed to the engine and back.</summary>
/// <param name="Bytes">Size of the file.</param>
/// <param name="BaseBytes">Resident memory before, after a small file was carried both ways.</param>
/// <param name="UploadBytes">More of it at the peak of the upload.</param>
/// <param name="DownloadBytes">More of it at the peak of the download.</param>
/// <param name="UploadSeconds">Duration of the upload, hashing included.</param>
/// <param name="DownloadSeconds">Duration of the download, proof included.</param>
internal sealed record ArtefactMemory(long Bytes, long BaseBytes, long UploadBytes, long DownloadBytes, double UploadSeconds, double DownloadSeconds)
{
    private const string Status = "/proc/self/status", ResetPeak = "/proc/self/clear_refs";

    private const int WarmUpBytes = 4 << 20;

    /// <summary>Measures on an engine of its own. Linux only: the kernel keeps the peak.</summary>
    public static async Task<ArtefactMemory> RunAsync(long bytes, CancellationToken cancellation)
    {
        await using var server = await NatsServer.StartAsync().ConfigureAwait(false);
        await using var engine = await EngineConnection.OpenAsync(
            EngineAddress.Parse(server.Url, null, mayBePlain: false), EngineCredentials.Read(new Dictionary<string, string>()), "artefacts", TimeSpan.FromSeconds(30), _ => { },
            cancellation).ConfigureAwait(false);
        var options = new QueueOptions { Keep = (_, _, _, _) => throw new InvalidOperationException("no files are expected"), Note = _ => { } };
        await using var queue = await NatsTrialQueue.OpenAsync(engine, StopLatency.Study(), [], options, cancellation).ConfigureAwait(false);
        var artefacts = NatsTrialQueue.ArtefactsOf(engine);
        var (source, target) = (Path.Combine(server.Folder, "source.bin"), Path.Combine(server.Folder, "target.bin"));
        await CarryAsync(WarmUpBytes).ConfigureAwait(false);
        Write(source, bytes);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return await CarryAsync(bytes).ConfigureAwait(false);

        async Task<ArtefactMemory> CarryAsync(long size)
        {
            if (size == WarmUpBytes) Write(source, size);
            var start = Resident("VmRSS:");
            var (key, upload, uploadSeconds) = await PeakAsync(async () =>
            {
                await using var content = File.OpenRead(source);
                return await artefacts.PutAsync(content, new ArtefactOwner(StopLatency.Study().Key, null), cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            var (_, download, downloadSeconds) = await PeakAsync(async () =>
            {
                await using var content = File.Create(target);
                await artefacts.CopyToAsync(key, content, cancellation).ConfigureAwait(false);
                return key;
            }).ConfigureAwait(false);
            return new ArtefactMemory(size, start, upload - start, download - start, uploadSeconds, downloadSeconds);
        }
    }

    private static async Task<(ArtefactKey Key, long Peak, double Seconds)> PeakAsync(Func<Task<ArtefactKey>> carry)
    {
        // Sets the peak back to what is resident now.
        await File.WriteAllTextAsync(ResetPeak, "5").ConfigureAwait(false);
        var start = TimeProvider.System.GetTimestamp();
        var key = await carry().ConfigureAwait(false);
        return (key, Resident("VmHWM:"), TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    private static long Resident(string field)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }

    private static void Write(string path, long bytes)
    {
        var (random, block) = (RandomStreams.Create(1, "artefact"), new byte[1 << 20]);
        using var file = File.Create(path);
        for (var written = 0L; written < bytes; written += block.Length)
        {
            for (var i = 0; i < block.Length; i++) block[i] = (byte)(random.NextSingle() * 256);
            file.Write(block.AsSpan(0, (int)Math.Min(block.Length, bytes - written)));
        }
    }
}
