using NasFuse.Core.Measurement;

namespace NasFuse.Benchmarks.Dashboards;

/// <summary>What a search pays for being looked at: the same search with nobody, with a dashboard and with a reader, in turn.</summary>
/// <remarks>
/// One search warms up and is not counted. In each repeat everybody has a turn, the first of it another one each time, so that a drift of the machine
/// falls on all alike; times are compared within their repeat only. How far "nobody again" is from 1 says what a ratio can be trusted for: on shared
/// machines equal trainings take up to a tenth more or less. So processor time is compared too, and only that of threads that do not train: what they
/// and the onlooker need beyond those of a search that nobody looks at is what is taken from training, where workers fill the processor.
/// </remarks>
public static class DashboardBenchmark
{
    /// <summary>What was measured.</summary>
    /// <param name="Onlooker">Who looked on.</param>
    /// <param name="Seconds">Time of the search by the clock, from the start of the process to its end; median.</param>
    /// <param name="Ratios">Time over that with nobody in the same repeat, ascending.</param>
    /// <param name="Shares">Processor time that looking on took, as a share of all that the search with nobody took in the same repeat, ascending.</param>
    /// <param name="Looks">Events heard or queries asked in one search; median.</param>
    public sealed record Row(Onlooker Onlooker, double Seconds, IReadOnlyList<double> Ratios, IReadOnlyList<double> Shares, int Looks)
    {
        /// <summary>Median of the ratios.</summary>
        public double Ratio => Quantiles.Median(Ratios);

        /// <summary>Median of the shares.</summary>
        public double Share => Quantiles.Median(Shares);
    }

    /// <summary>Measures.</summary>
    /// <param name="repeats">Turns of everybody, ≥ 1.</param>
    /// <param name="settings">Settings that differ from the demo's study.</param>
    public static async Task<IReadOnlyList<Row>> RunAsync(int repeats, IReadOnlyList<string> settings)
    {
        var everybody = Enum.GetValues<Onlooker>();
        var searches = everybody.ToDictionary(onlooker => onlooker, _ => new TimedSearch[repeats]);
        await TimedSearch.RunAsync(Onlooker.Nobody, settings).ConfigureAwait(false);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            for (var turn = 0; turn < everybody.Length; turn++)
            {
                var onlooker = everybody[(repeat + turn) % everybody.Length];
                searches[onlooker][repeat] = await TimedSearch.RunAsync(onlooker, settings).ConfigureAwait(false);
            }
        }
        return [.. everybody.Select(onlooker => new Row(
            onlooker, Quantiles.Median(searches[onlooker].Select(search => search.Seconds)),
            Compare(onlooker, (search, alone) => search.Seconds / alone.Seconds),
            Compare(onlooker, (search, alone) => (search.OtherSeconds - alone.OtherSeconds) / (alone.TrainingSeconds + alone.OtherSeconds)),
            (int)Quantiles.Median(searches[onlooker].Select(search => (double)search.Looks))))];

        double[] Compare(Onlooker onlooker, Func<TimedSearch, TimedSearch, double> with) =>
            [.. searches[onlooker].Zip(searches[Onlooker.Nobody], with).Order()];
    }
}
