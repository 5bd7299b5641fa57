using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>What leaves the process for a collector, and that nothing does unless it is asked for.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_and_spans_of_a_search_reach_the_collector_that_is_named()
    {
        using var collector = new Collector();
        Search(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).Succeeded();
        Assert.Contains("nasfuse.trials", collector.Of("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("nasfuse.training.throughput", collector.Of("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("trial", collector.Of("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("nasfuse.role", collector.Of("/v1/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_sent_when_no_collector_is_named()
    {
        // Where collectors usually listen; taken when one does, and then there is nothing to be seen here.
        TcpListener[] usual = [.. new[] { 4317, 4318 }.Select(port => new TcpListener(IPAddress.Loopback, port))];
        try
        {
            foreach (var listener in usual) listener.Start();
        }
        catch (SocketException)
        {
            Assert.Skip("a collector listens on this machine");
        }
        Search(("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).Succeeded();
        Assert.All(usual, listener => Assert.False(listener.Pending()));
        foreach (var listener in usual) listener.Dispose();
    }

    [Fact]
    public void An_address_that_is_none_is_refused_before_anything_begins()
    {
        var refused = Search(("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")).EndedWith(2);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT: error NF0018: 'collector:4317' is no address of a collector", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("results")));
    }

    private ProcessResult Search(params (string Name, string Value)[] environment)
    {
        var study = SampleFiles.WriteStudy(_folder);
        string[] small = ["budget.trials=1", "training.epochs=1", "data.trainLimit=8", "data.valLimit=4", "data.size=[32,48]", "constraints=[]"];
        using var process = NasFuseProcess.Start(["search", study, .. small.SelectMany(setting => new[] { "--set", setting })], _folder.Path, environment);
        return process.WaitForEnd(TimeSpan.FromMinutes(3));
    }

    /// <summary>A collector on a free port that keeps what it is sent.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Content)> _received = new();

        public Collector()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }
            _listener.Prefixes.Add($"{Url}/");
            _listener.Start();
            _ = ListenAsync();
        }

        public string Url { get; }

        /// <summary>All that came to a path, byte for byte: names stand in protobuf as they are.</summary>
        public string Of(string path) => string.Concat(_received.Where(one => one.Path == path).Select(one => one.Content));

        public void Dispose() => _listener.Close();

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var content = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(content);
                    _received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(content.ToArray())));
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
