using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Drawing;
using NasFuse.Core.Measurement;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Dashboard.Api;

/// <summary>Architectures of trials in all their forms.</summary>
internal static class ArchitectureEndpoints
{
    private const string SvgType = "image/svg+xml";

    /// <summary>Maps them.</summary>
    public static void MapArchitectures(this IEndpointRouteBuilder api)
    {
        var trial = api.MapGroup("/studies/{study}/trials/{number:int}").WithTags("architectures");
        trial.MapGet("/architecture", AsJson).WithSummary("The architecture with its costs, node by node.").Produces<JsonObject>();
        trial.MapGet("/architecture.json", AsJson).WithSummary("The architecture with its costs, node by node.").Produces<JsonObject>();
        trial.MapGet("/architecture.svg", AsSvg).WithSummary("The architecture drawn on the grid of scale and depth; theme: auto, light or dark.")
            .Produces<string>(contentType: SvgType);
        trial.MapGet("/architecture.txt", AsText).WithSummary("The architecture's text form.").Produces<string>(contentType: "text/plain");
        trial.MapGet("/architecture.onnx", AsOnnx).WithSummary("The network as ONNX, once 'nasfuse export' has put it into the study's folder.")
            .Produces<byte[]>(contentType: "application/octet-stream");
    }

    private static IResult AsJson(string study, int number, StudyLibrary library)
    {
        var view = library.View(study);
        var cost = ArchitectureCost.Of(Parse(view, number), view.Manifest.Study.Study.Data.ImageSize());
        return JsonAnswer.Of(ArchitectureCostJson.Of(cost, Latencies(library, view, number)));
    }

    private static ContentHttpResult AsSvg(string study, int number, StudyLibrary library, DrawingTheme theme = DrawingTheme.Auto)
    {
        var view = library.View(study);
        return TypedResults.Text(
            ArchitectureDrawing.Svg(Parse(view, number), view.Manifest.Study.Study.Data.ImageSize(),
                new DrawingOptions { Title = $"{study} #{number}", Theme = theme, Latencies = Latencies(library, view, number) }), SvgType);
    }

    private static NodeLatencies? Latencies(StudyLibrary library, StudyView view, int number) =>
        NodeLatencyFile.Read(library.Watched(view.Name).Reader.Folder, view.Trial(number));

    private static ContentHttpResult AsText(string study, int number, StudyLibrary library) => TypedResults.Text(
        ArchitectureText.Format(Parse(library.View(study), number)));

    private static PhysicalFileHttpResult AsOnnx(string study, int number, StudyLibrary library)
    {
        var watched = library.Watched(study);
        watched.View!.Trial(number);
        return watched.OnnxOf(number) is { } path
            ? TypedResults.PhysicalFile(path, "application/octet-stream", $"{study}-{number}.onnx")
            : throw new UserErrorException(
                new SourcePlace($"study '{study}', trial {number}"), ErrorCodes.NotFound,
                    $"it was not exported yet; export it with: nasfuse export {study} --pick trial:{number}");
    }

    private static Architecture Parse(StudyView view, int number) => ArchitectureText.Parse(view.Trial(number).Architecture, $"{view.Name} #{number}");
}
