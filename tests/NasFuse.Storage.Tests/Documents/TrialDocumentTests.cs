using CsCheck;
using LiteDB;
using NasFuse.Storage.Documents;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Documents;

public sealed class TrialDocumentTests
{
    [Fact]
    public void Any_trial_survives_the_way_through_bytes() =>
        TrialGenerator.Any.Sample(trial => TrialComparison.AssertEqual(trial, TrialDocument.Read(Bytes(TrialDocument.Write(trial)))), iter: 3000);

    [Fact]
    public void Any_epoch_survives_the_way_through_bytes() =>
        TrialGenerator.Epoch(Gen.Int[1, int.MaxValue]).Sample(
            epoch => Assert.Equal(epoch, EpochDocument.Read(Bytes(EpochDocument.Write(7, epoch)))), iter: 1000);

    [Fact]
    public void Epoch_keys_order_by_trial_then_epoch() =>
        Gen.Select(Gen.Int[0, 1 << 30], Gen.Int[0, int.MaxValue], Gen.Int[0, 1 << 30], Gen.Int[0, int.MaxValue]).Sample((trialA, epochA, trialB, epochB) =>
            Assert.Equal((trialA, epochA).CompareTo((trialB, epochB)), EpochDocument.Key(trialA, epochA).CompareTo(EpochDocument.Key(trialB, epochB))));

    [Fact]
    public void Fields_are_named_as_in_queries()
    {
        var document = TrialDocument.Write(TrialGenerator.Proposed(3));
        Assert.Equal("conv", document["choices"]["L1/s4/operator"].AsString);
        Assert.Equal(18446744073709551612m, document["seed"].AsDecimal);
        Assert.Equal("2025-01-01T00:00:03.0000000Z", document["proposed"].AsString);
    }

    private static BsonDocument Bytes(BsonDocument document) => BsonSerializer.Deserialize(BsonSerializer.Serialize(document));
}
