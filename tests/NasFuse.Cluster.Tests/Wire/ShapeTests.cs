using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Cluster.Wire.Shapes;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Cluster.Tests.Wire;

public sealed class ShapeTests
{
    private const int Mutations = 3000;

    private const string Letters = ",:{}[]\"\\09-.eE n\u00e9";

    private static readonly JsonSerializerOptions s_asIs = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string?[] s_values =
    [
        "null", "true", "0", "-0", "1", "-1", "7.0", "7.5", "1e3", "1e400", "9223372036854775807", "9223372036854775808",
        "0.1e-400", "\"\"", "\"NaN\"", "\"Infinity\"", "\"complete\"",
        "\"\\u0041\"", "\"2026-11-26T06:52:07Z\"", "\"a\\n\"", "\"😀😀\"", "\"0123456789abcdef\"",
        "\"0123456789abcdef\\n\"", "[]", "{}", "[1]", "{\"a\":1}", "{\"a\":\"NaN\"}", "{\"$ref\":\"#\"}",
    ];

    [Fact]
    public void A_trial_is_judged_as_by_its_schema()
    {
        var trial = TrialGenerator.Proposed(7) with { Metrics = TrialGenerator.Proposed(7).Metrics.SetItem("odd", double.NaN) };
        Judge(WireFormats.Trial, TrialDocument.Of("0123456789abcdef", new TrialJob(trial) { AwaitsDecisions = true }));
        Judge(WireFormats.Trial, TrialDocument.Of("0123456789abcdef", new TrialJob(trial with { RepeatOf = 3 })));
    }

    [Fact]
    public void A_report_is_judged_as_by_its_schema()
    {
        var report = new ReportDocument { Worker = "w", Trial = 3, Lease = 1 };
        Judge(WireFormats.Report, report with { Leased = "cpu (2 threads)" });
        Judge(WireFormats.Report, report with { Measured = new() { ["latencyMs"] = 1.5, ["macs"] = 3e9 } });
        Judge(WireFormats.Report, report with { Epoch = EpochDocument.Of(new EpochRecord(3, double.NaN, 0.01, null, 12, 3.5) { PixelAccuracy = 0.5 }) });
        Judge(WireFormats.Report, report with { Returned = "its worker was told to end" });
    }

    [Fact]
    public void A_result_is_judged_as_by_its_schema()
    {
        var outcome = TrialOutcome.Failed(TrialGenerator.Proposed(3), "x") with { ClassIou = TrialGenerator.Proposed(3).Metrics };
        var artefact = new ArtefactDocument("weights", "weights.safetensors", new ArtefactKey(new string('a', 64), 1));
        Judge(WireFormats.Result, ResultDocument.Of("w", 3, 1, outcome, [artefact]) with { Checkpoint = artefact.Content });
    }

    [Fact]
    public void An_owner_a_stop_and_a_decision_are_judged_as_by_their_schemas()
    {
        var checkpoint = new ArtefactKey(new string('0', 64), 7);
        Judge(WireFormats.Owner, new OwnerDocument { Worker = "w", Lease = 2, Failures = 1, IsFree = true, Error = "e", Checkpoint = checkpoint });
        Judge(WireFormats.Stop, new StopDocument(StopReason.Early, "at epoch 4: dominated", 4));
        Judge(WireFormats.Decision, new DecisionDocument("0123456789abcdef", 3, 4, null));
    }

    [Fact]
    public void A_worker_is_judged_as_by_its_schema() => Judge(WireFormats.Worker, new WorkerDocument
    {
        Worker = "w", Protocol = 1, Version = "0.1.0", Host = "h", ProcessId = 7, Pool = "default", Slots = 2,
        Device = "cpu (2 threads)", DeviceName = "EPYC", MemoryBytes = 1L << 40, Classes = ["edge"], IsDraining = false,
        Running = [new RunningDocument("0123456789abcdef", 3, 1, 0)], Studies = [new ServiceDocument("0123456789abcdef", "why")],
        Datasets = [new string('f', 64)],
    });

    [Theory]
    [InlineData("""{"type":"string","minLength":2}""")]
    [InlineData("""{"type":"string","format":"date"}""")]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"type":"integer","maximum":3}""")]
    [InlineData("""{"type":"number","minimum":3}""")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object"}},"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"array"}]}""")]
    [InlineData("""{"type":"null","anyOf":[{"type":"null"}]}""")]
    [InlineData("""{"$ref":"#"}""")]
    public void What_a_shape_cannot_say_has_none(string schema) => Assert.Null(ShapeReader.Read(JsonDocument.Parse(schema).RootElement));

    /// <summary>What is written is seen to fit at a glance; of all that may become of it, nothing is seen to fit that the schema refuses.</summary>
    private static void Judge<T>(WireFormat<T> format, T document)
        where T : class
    {
        var text = Encoding.UTF8.GetString(format.Write(document));
        Assert.True(format.FitsAtAGlance(Encoding.UTF8.GetBytes(text)), $"not seen to fit: {text}");
        var random = new Random(text.Length);
        var fitting = 0;
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var changed = Change(text, random);
            if (!format.FitsAtAGlance(Encoding.UTF8.GetBytes(changed))) continue;
            fitting++;
            Assert.True(format.FitsSchema(changed), $"seen to fit, but refused: {changed}");
        }
        Assert.InRange(fitting, Mutations / 100, Mutations * 9 / 10);
    }

    private static string Change(string text, Random random) => random.Next(4) switch
    {
        0 => text.Remove(random.Next(text.Length), 1),
        1 => text.Insert(random.Next(text.Length + 1), Letters[random.Next(Letters.Length)].ToString()),
        _ => ChangePart(text, random),
    };

    private static string ChangePart(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var places = Places(root).ToArray();
        var (marked, name) = places[random.Next(places.Length)];
        var value = s_values[random.Next(s_values.Length)]!;
        const string Mark = "\"@mark@\"";
        if (marked is JsonObject parts && random.Next(4) == 0) parts.Remove(name);
        else if (marked is JsonObject named && random.Next(4) == 0) named[random.Next(2) == 0 ? "other" : name + "x"] = "@mark@";
        else if (marked is JsonObject same) same[name] = "@mark@";
        else ((JsonArray)marked)[0] = "@mark@";
        return root.ToJsonString(s_asIs).Replace(Mark, value, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Holder, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Places(part.Value).Prepend((parts, part.Key))),
        JsonArray { Count: > 0 } list => list.SelectMany(Places).Prepend((list, "")),
        _ => [],
    };
}
