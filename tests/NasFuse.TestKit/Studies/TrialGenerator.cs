using System.Collections.Immutable;
using CsCheck;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.TestKit.Studies;

/// <summary>Random trials: every field, with the values that storing gets wrong first.</summary>
public static class TrialGenerator
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 20],
        Gen.OneOf("", " ", " padded ", "a\nb", "\0", "'", "\"", "null", "s8: 1/8 x32 = conv(k=3) <- add{s16>c1>up; s8}"));

    private static readonly Gen<string> Name = Gen.OneOf(
        Text, Gen.OneOf("miou", "MIOU", "latencyMs", "L3/s8/operator", "L3/s8/Operator", "road marking", "a.b", "$", "_id"));

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double, Gen.Double[0, 1], Gen.OneOf(0d, -0d, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 0.1));

    private static readonly Gen<DateTimeOffset> Time =
        Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-14, 14], (ticks, hours) =>
            new DateTimeOffset(ticks + TimeSpan.TicksPerDay / 2 + TimeSpan.TicksPerDay / 4, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(hours)));

    private static readonly Gen<ImmutableSortedDictionary<string, double>> Values = Dictionary(Number);

    private static readonly Gen<ImmutableArray<ArtefactReference>> Artefacts =
        Gen.Select(Text, Text, Gen.Long, Text, (kind, path, bytes, hash) => new ArtefactReference(kind, path, bytes, hash))
            .Array[0, 3].Select(references => references.ToImmutableArray());

    /// <summary>A trial with everything random but its number and state.</summary>
    public static Gen<Trial> Trial(Gen<int> number, Gen<TrialState> state) =>
        Gen.Select(number, state, Identity, Outcome, (n, s, identity, outcome) => identity with
        {
            Number = n,
            State = s,
            Metrics = outcome.Metrics,
            Epochs = outcome.Epochs,
            Device = outcome.Device,
            LatencyBackend = outcome.LatencyBackend,
            ClassIou = outcome.ClassIou,
            DuplicateOf = outcome.DuplicateOf,
            RepeatOf = outcome.RepeatOf,
            Error = outcome.Error,
            Attempts = outcome.Attempts,
            Finished = outcome.Finished,
            TrainSeconds = outcome.TrainSeconds,
            Artefacts = outcome.Artefacts,
        });

    /// <summary>Any trial.</summary>
    public static Gen<Trial> Any { get; } = Trial(Gen.Int[0, int.MaxValue], Gen.Enum<TrialState>());

    /// <summary>Any epoch record.</summary>
    public static Gen<EpochRecord> Epoch(Gen<int> epoch) => Gen.Select(
        Gen.Select(
            epoch, Number, Number, Number.Nullable(), Number, Number,
            (n, loss, rate, miou, speed, seconds) => new EpochRecord(n, loss, rate, miou, speed, seconds)),
        Number.Nullable(), Text.Null(), (record, accuracy, pruned) => record with { PixelAccuracy = accuracy, Pruned = pruned });

    /// <summary>A plain trial that is only proposed, for tests in which its content does not matter.</summary>
    public static Trial Proposed(int number) => new()
    {
        Number = number,
        State = TrialState.Proposed,
        ArchitectureId = $"id{number}",
        Architecture = "out: 1/1 x11 = conv(k=1) <- image",
        Assignment = new Assignment(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("L1/s4/operator", "conv")),
        Seed = ulong.MaxValue - (ulong)number,
        Parameters = 100 + number,
        Macs = 1000 + number,
        ActivationBytes = 10_000 + number,
        Proposed = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
    };

    private static Gen<Trial> Identity => Gen.Select(Text, Text, Dictionary(Text), Gen.ULong, Gen.Long, Gen.Long, Gen.Long, Time,
        (id, architecture, labels, seed, parameters, macs, bytes, proposed) => new Trial
        {
            Number = 0,
            State = TrialState.Proposed,
            ArchitectureId = id,
            Architecture = architecture,
            Assignment = new Assignment(labels),
            Seed = seed,
            Parameters = parameters,
            Macs = macs,
            ActivationBytes = bytes,
            Proposed = proposed,
        });

    private static Gen<Trial> Outcome => Gen.Select(
        Gen.Select(Values, Values, Artefacts), Gen.Select(Gen.Int, Gen.Int, Gen.Int.Nullable(), Number, Gen.Int.Nullable()), Gen.Select(Text.Null(), Text.Null(), Text.Null()), Time.Nullable(),
        (collections, numbers, texts, finished) => Proposed(0) with
        {
            Metrics = collections.Item1,
            ClassIou = collections.Item2,
            Artefacts = collections.Item3,
            Epochs = numbers.Item1,
            Attempts = numbers.Item2,
            DuplicateOf = numbers.Item3,
            RepeatOf = numbers.Item5,
            TrainSeconds = numbers.Item4,
            Device = texts.Item1,
            LatencyBackend = texts.Item2,
            Error = texts.Item3,
            Finished = finished,
        });

    private static Gen<ImmutableSortedDictionary<string, T>> Dictionary<T>(Gen<T> value) =>
        Gen.Select(Name, value).Array[0, 6].Select(pairs => pairs
            .DistinctBy(pair => pair.Item1)
            .ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));
}
