using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NasFuse.Cli.Hosting;

/// <summary>
/// Sends figures and spans to a collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; else nothing leaves and nothing is listened to.
/// </summary>
/// <remarks>
/// The further variables of the OpenTelemetry protocol exporter are obeyed, e.g. <c>OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf</c>, <c>…_HEADERS</c> and
/// <c>OTEL_METRIC_EXPORT_INTERVAL</c>. A collector that is away holds nothing up but the end, by ten seconds at most.
/// </remarks>
internal sealed class TelemetryExport : IDisposable
{
    /// <summary>The variable that names the collector.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly MeterProvider _meters;
    private readonly TracerProvider _traces;

    private TelemetryExport(string role)
    {
        var resource = ResourceBuilder.CreateDefault()
            .AddService("nasfuse", serviceVersion: HostEnvironment.Current.Version, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
            .AddAttributes([KeyValuePair.Create<string, object>("nasfuse.role", role)]);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(StudyTelemetry.Name).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(StudyTelemetry.Name).AddOtlpExporter().Build();
    }

    /// <summary>Begins to send, or returns null where no collector is named.</summary>
    /// <param name="role">What this process does: <c>search</c>, <c>controller</c> or <c>worker</c>.</param>
    /// <param name="environment">Environment variables.</param>
    /// <exception cref="UserErrorException">The variable holds no address.</exception>
    public static TelemetryExport? Begin(string role, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(Variable, out var endpoint) || endpoint.Length == 0) return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new UserErrorException(
                new SourcePlace(Variable), ErrorCodes.BadSetting, $"'{endpoint}' is no address of a collector; write e.g. http://127.0.0.1:4317, or unset it");
        }
        return new TelemetryExport(role);
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }
}
