using System.Text;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Cluster.Tests.Wire;

public sealed class WireFormatTests
{
    private const string Key = "0123456789abcdef";

    [Fact]
    public void A_trial_comes_back_as_it_was()
    {
        var trial = TrialGenerator.Proposed(7) with { Seed = ulong.MaxValue, Metrics = TrialGenerator.Proposed(7).Metrics.SetItem("odd", double.NaN) };
        var sent = TrialDocument.Of(Key, new TrialJob(trial) { AwaitsDecisions = true });
        var job = WireFormats.Trial.Read(WireFormats.Trial.Write(sent)).ToJob(new ServedStudy(Key, "s", []));
        TrialComparison.AssertEqual(trial with { Assignment = Core.SearchSpaces.Assignment.Empty }, job.Trial);
        Assert.True(job.AwaitsDecisions);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{", "is no JSON")]
    [InlineData("null", "does not fit its schema")]
    [InlineData("[]", "does not fit its schema")]
    [InlineData("{\"protocol\":1}", "does not fit its schema")]
    public void What_is_no_trial_is_refused(string text, string why) => Refused(Encoding.UTF8.GetBytes(text), why);

    [Theory]
    [InlineData("\"number\":7", "\"number\":-1", "number")]
    [InlineData("\"number\":7", "\"number\":7e300", "number")]
    [InlineData("\"number\":7", "\"number\":99999999999999999999999999", "")]
    [InlineData("\"number\":7", "\"number\":7,\"type\":\"System.Diagnostics.Process\"", "NoAdditionalPropertiesAllowed")]
    [InlineData("\"number\":7", "\"number\":7,\"number\":8", "")]
    [InlineData(Key, "../../../etc/pass", "study")]
    [InlineData("\"seed\":\"", "\"seed\":\"x", "seed")]
    [InlineData("\"attempts\":0", "\"attempts\":\"0\"", "attempts")]
    [InlineData("\"architectureId\":\"", "\"architectureId\":{},\"x\":\"", "architectureId")]
    public void A_forged_trial_is_refused_with_the_place(string before, string after, string why)
    {
        var text = Encoding.UTF8.GetString(WireFormats.Trial.Write(TrialDocument.Of(Key, new TrialJob(TrialGenerator.Proposed(7)))));
        Assert.Contains(before, text, StringComparison.Ordinal);
        Refused(Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal)), why);
    }

    [Fact]
    public void An_oversized_trial_is_refused_at_both_ends()
    {
        var large = TrialGenerator.Proposed(7) with { Architecture = new string('x', WireFormats.Trial.MostBytes) };
        var error = Assert.Throws<WireException>(() => WireFormats.Trial.Write(TrialDocument.Of(Key, new TrialJob(large))));
        Assert.Contains($"at most {WireFormats.Trial.MostBytes} are allowed", error.Message, StringComparison.Ordinal);
        Refused(new byte[WireFormats.Trial.MostBytes + 1], "at most");
    }

    [Fact]
    public void Deep_nesting_is_refused() => Refused(Encoding.UTF8.GetBytes(new string('[', 5000)), "is no JSON");

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("weights.pt")]
    [InlineData("weights.pkl")]
    [InlineData("a/b.safetensors")]
    [InlineData(".safetensors")]
    public void A_result_cannot_name_a_file_that_leads_elsewhere_or_runs(string name)
    {
        var artefact = new ArtefactDocument("weights", name, new ArtefactKey(new string('a', 64), 1));
        var result = ResultDocument.Of("w", 0, 1, TrialOutcome.Failed(TrialGenerator.Proposed(0), "x"), [artefact]);
        Assert.Contains("artefacts", Assert.Throws<WireException>(() => WireFormats.Result.Write(result)).Message, StringComparison.Ordinal);
        Assert.NotEmpty(WireFormats.Result.Write(result with { Artefacts = [artefact with { Name = "weights.safetensors" }] }));
    }

    [Fact]
    public void A_long_error_is_cut() => Assert.NotEmpty(WireFormats.Result.Write(
        ResultDocument.Of("w", 0, 1, TrialOutcome.Failed(TrialGenerator.Proposed(0), new string('e', 100_000)), [])));

    private static void Refused(byte[] content, string why) =>
        Assert.Contains(why, Assert.Throws<WireException>(() => WireFormats.Trial.Read(content)).Message, StringComparison.Ordinal);
}
