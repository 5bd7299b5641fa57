using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace NasFuse.TestKit.Engines;

/// <summary>A real nats-server with a store of its own on a free port of this machine. Tests skip visibly where there is none.</summary>
public sealed class NatsServer : IAsyncDisposable
{
    private static readonly string[] s_places = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/bin"];

    private readonly string _configuration;
    private Process _process;
    private int _starts;

    private NatsServer(string folder, int port, string configuration)
    {
        (Folder, Port, _configuration) = (folder, port, configuration);
        _process = Start();
    }

    /// <summary>Where its files are; certificates may lie there too.</summary>
    public string Folder { get; }

    public int Port { get; }

    /// <summary>Id of the process that runs now.</summary>
    public int ProcessId => _process.Id;

    public string Url => $"nats://127.0.0.1:{Port}";

    /// <summary>Path of the server, or null where there is none.</summary>
    public static string? Program => s_places.Where(place => place.Length > 0).Select(place => Path.Combine(place, "nats-server")).FirstOrDefault(File.Exists);

    /// <summary>Starts one.</summary>
    /// <param name="configure">Further lines of the configuration, given the server's folder.</param>
    public static async Task<NatsServer> StartAsync(Func<string, string>? configure = null)
    {
        SkipWithoutProgram();
        // Another program may take a port that was free before the server does.
        for (var attempt = 1; ; attempt++)
        {
            var server = await WriteAsync(FreePort(), configure);
            if (await server.ListensAsync()) return server;
            Assert.True(attempt < 5, $"nats-server does not listen: {server.Log()}");
            await server.DisposeAsync();
        }
    }

    /// <summary>Skips a test visibly where there is no server.</summary>
    public static void SkipWithoutProgram()
    {
        if (Program is null) Assert.Skip("nats-server is not installed (Debian: apt-get install nats-server): nothing of the distributed engine is tested here");
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Starts it again with what it has stored.</summary>
    public async Task RestartAsync()
    {
        _process.Dispose();
        _process = Start();
        Assert.True(await ListensAsync(), $"nats-server does not listen: {Log()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        await Task.Yield();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<NatsServer> WriteAsync(int port, Func<string, string>? configure)
    {
        var folder = Directory.CreateTempSubdirectory("nasfuse-nats-").FullName;
        var configuration = Path.Combine(folder, "nats.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            listen: "127.0.0.1:{{port}}"
            jetstream { store_dir: "{{folder}}/store" }
            {{configure?.Invoke(folder)}}
            """);
        return new NatsServer(folder, port, configuration);
    }

    private Process Start()
    {
        _starts++;
        var start = new ProcessStartInfo(Program!, ["-c", _configuration, "-l", LogFile]) { RedirectStandardError = true, RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    /// <summary>Waits until it says so itself: at its address another program could answer. False when it ended instead, or says nothing for minutes.</summary>
    private async Task<bool> ListensAsync()
    {
        for (var look = 0; look < 6000 && !_process.HasExited; look++)
        {
            if (Log().Contains("Server is ready", StringComparison.Ordinal)) return true;
            await Task.Delay(20);
        }
        return false;
    }

    private string LogFile => Path.Combine(Folder, $"log-{_starts}.txt");

    private string Log()
    {
        if (!File.Exists(LogFile)) return "";
        using var log = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd();
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}

/// <summary>One server for the tests of a class.</summary>
public sealed class SharedNatsServer : IAsyncLifetime
{
    public NatsServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await NatsServer.StartAsync();

    public ValueTask DisposeAsync() => Server is null ? default : Server.DisposeAsync();
}
