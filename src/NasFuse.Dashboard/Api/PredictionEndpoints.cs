using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Diagnostics;
using NasFuse.Dashboard.Predictions;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>Pictures of what trials predict.</summary>
internal static class PredictionEndpoints
{
    private const string PngType = "image/png";

    /// <summary>Maps them.</summary>
    public static void MapPredictions(this IEndpointRouteBuilder api) =>
        api.MapGet("/studies/{study}/trials/{number:int}/predictions/{sample:int}/{part}.png", Picture).WithTags("predictions").Produces<byte[]>(
            contentType: PngType)
            .WithSummary("A validation image (part: image), with its true classes (truth) or the predicted ones (prediction); sample from 0.");

    private static async Task<FileContentHttpResult> Picture(
        string study, int number, int sample, string part, StudyLibrary library, PredictionCache cache, CancellationToken cancellation)
    {
        var watched = library.Watched(study);
        watched.View!.Trial(number);
        if (!cache.IsAvailable) throw Missing("nothing here can run networks");
        var predictions = await cache.MakeAsync(watched, number, cancellation).ConfigureAwait(false);
        if (sample < 0 || sample >= predictions.Samples.Count) throw Missing($"there are samples 0 to {predictions.Samples.Count - 1}");
        var chosen = predictions.Samples[sample];
        return TypedResults.File(part switch
        {
            "image" => chosen.Image,
            "truth" => chosen.Truth,
            "prediction" => chosen.Prediction,
            _ => throw Missing("part is image, truth or prediction"),
        }, PngType);

        UserErrorException Missing(string why) => new(new SourcePlace($"study '{study}', trial {number}"), ErrorCodes.NotFound, why);
    }
}
