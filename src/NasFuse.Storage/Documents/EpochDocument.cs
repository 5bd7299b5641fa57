using LiteDB;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Documents;

/// <summary>How an epoch lies in the database.</summary>
internal static class EpochDocument
{
    /// <summary>Orders by trial, then epoch, so that the epochs of a trial are one range of the primary key.</summary>
    public static long Key(int trial, int epoch) => ((long)trial << 32) | (uint)epoch;

    public static BsonDocument Write(int trial, EpochRecord epoch) => new()
    {
        ["_id"] = Key(trial, epoch.Epoch),
        ["trial"] = trial,
        ["epoch"] = epoch.Epoch,
        ["loss"] = epoch.Loss,
        ["learningRate"] = epoch.LearningRate,
        ["miou"] = epoch.MeanIou is { } miou ? miou : BsonValue.Null,
        ["pixelAccuracy"] = epoch.PixelAccuracy is { } accuracy ? accuracy : BsonValue.Null,
        ["imagesPerSecond"] = epoch.ImagesPerSecond,
        ["seconds"] = epoch.Seconds,
        ["pruned"] = epoch.Pruned,
    };

    public static EpochRecord Read(BsonDocument document) => new(
        document["epoch"].AsInt32,
        document["loss"].AsDouble,
        document["learningRate"].AsDouble,
        document["miou"] is { IsNull: false } miou ? miou.AsDouble : null,
        document["imagesPerSecond"].AsDouble,
        document["seconds"].AsDouble)
    {
        // Epochs that were stored before there were pruners have neither.
        PixelAccuracy = document["pixelAccuracy"] is { IsNull: false } accuracy ? accuracy.AsDouble : null,
        Pruned = document["pruned"].AsString,
    };
}
