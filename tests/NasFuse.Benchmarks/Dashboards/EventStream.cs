namespace NasFuse.Benchmarks.Dashboards;

/// <summary>A client of the dashboard's server-sent events, as an open page is one.</summary>
internal static class EventStream
{
    /// <summary>Follows all studies until the search ends.</summary>
    /// <param name="address">Where the dashboard listens, once that is known.</param>
    /// <param name="ended">Cancelled when the search has ended.</param>
    /// <returns>Number of events.</returns>
    public static async Task<int> HearAsync(Task<Uri> address, CancellationToken ended)
    {
        var events = 0;
        try
        {
            var root = await address.WaitAsync(ended).ConfigureAwait(false);
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            using var lines = new StreamReader(await client.GetStreamAsync(new Uri(root, "/api/events"), ended).ConfigureAwait(false));
            while (await lines.ReadLineAsync(ended).ConfigureAwait(false) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal)) events++;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or HttpRequestException)
        {
            // The search has ended, and its dashboard with it.
        }
        return events;
    }
}
