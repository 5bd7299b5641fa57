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
        var folder = Directory.CreateTempSubdirectory("nasfuse-nats-").FullName;
        var port = FreePort();
        var configuration = Path.Combine(folder, "nats.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            listen: "127.0.0.1:{{port}}"
            jetstream { store_dir: "{{folder}}/store" }
            {{configure?.Invoke(folder)}}
            """);
        var server = new NatsServer(folder, port, configuration);
        await server.WaitUntilItListensAsync();
        return server;
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
        await WaitUntilItListensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        await Task.Yield();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Program!, ["-c", _configuration, "-l", Path.Combine(Folder, "log.txt")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    private async Task WaitUntilItListensAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                Assert.False(_process.HasExited, "nats-server ended");
                await Task.Delay(50);
            }
        }
        Assert.Fail("nats-server does not listen");
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
