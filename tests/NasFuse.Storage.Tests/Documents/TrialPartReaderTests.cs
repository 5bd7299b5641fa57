using CsCheck;
using LiteDB;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Storage.Documents;
using NasFuse.Storage.Queries.Sources;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Documents;

public sealed class TrialPartReaderTests
{
    private static readonly string[] s_unread = ["_id", "number", "artefacts"];

    [Fact]
    public void Every_field_of_a_trial_can_be_asked_for() =>
        Assert.Equal(TrialDocument.Write(TrialGenerator.Proposed(3)).Keys.Except(s_unread).Order(), TrialPartReader.Names.Order());

    [Fact]
    public void All_parts_together_are_the_trial()
    {
        var reader = new TrialPartReader(new TrialParts(TrialPartReader.Names.ToHashSet()));
        TrialGenerator.Any.Sample(
            trial => TrialComparison.AssertEqual(trial with { Artefacts = [], Repeats = [] }, reader.Read(trial.Number, Bytes(trial))), iter: 1000);
    }

    [Fact]
    public void Choices_that_are_not_asked_for_stay_away()
    {
        var labels = Assignment.Empty.Labels.Add("head/width", "48").Add("head/Width", "64").Add("other", "1");
        var parts = new TrialParts(new HashSet<string> { "choices" }, new HashSet<string> { "other" });
        var trial = TrialGenerator.Proposed(3) with { Assignment = new Assignment(labels), Device = "cpu" };
        var read = new TrialPartReader(parts).Read(3, Bytes(trial));
        Assert.Null(read.Device);
        Assert.Contains("other", read.Assignment.Labels.Keys);
        // Names that differ by case only are stored as pairs, of which all are read.
        var plain = trial with { Assignment = new Assignment(labels.Remove("head/Width")) };
        Assert.Equal(["other"], new TrialPartReader(parts).Read(3, Bytes(plain)).Assignment.Labels.Keys);
    }

    private static byte[] Bytes(Trial trial) => BsonSerializer.Serialize(TrialDocument.Write(trial));
}
