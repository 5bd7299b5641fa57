using System.Globalization;
using System.Text;
using NasFuse.Onnx.Verification;

namespace NasFuse.Onnx.Packages;

/// <summary>Writes the model card: Markdown with a YAML head, in the layout that model hubs read.</summary>
internal static class ModelCard
{
    public static string Write(DeploymentContents contents)
    {
        var card = new StringBuilder();
        string[] parts =
        [
            Head(contents), WhatItIs(contents), Drawing(contents), Data(contents), Metrics(contents), Latency(contents),
            Verification(contents.Parity), Limits(contents), ModelCardUsage.Write(contents), Origin(contents),
        ];
        return card.AppendJoin('\n', parts).ToString();
    }

    private static string Head(DeploymentContents contents) =>
        $$"""
        ---
        license: {{Yaml(contents.License)}}
        library_name: onnx
        pipeline_tag: image-segmentation
        tags: [semantic-segmentation, neural-architecture-search, feature-fusion, nasfuse]
        model-index:
          - name: {{Yaml(contents.Title)}}
            results:
              - task: { type: image-segmentation }
                dataset: { name: {{Yaml(contents.Data.Format)}}, type: {{Yaml(contents.Data.Format)}}, split: validation }
                metrics:
                  - { type: mean_iou, value: {{Number(contents.Miou, "0.0000")}} }
        ---

        # {{contents.Title}}

        """;

    private static string WhatItIs(DeploymentContents contents) =>
        $"""
        A semantic segmentation network made with NasFuse (architecture `{contents.Metadata.ArchitectureId}`): it gives each pixel of an image of
        {contents.InputSize.Height} x {contents.InputSize.Width} pixels (height x width) one of {contents.Metadata.ClassNames.Length} classes.

        | parameters | multiply-accumulates | mIoU (validation) | pixel accuracy |
        |---:|---:|---:|---:|
        | {Number(contents.Cost.Parameters, "#,0")} | {Number(contents.Cost.Macs, "#,0")} | {Number(contents.Miou, "0.0000")} | {Optional(contents.PixelAccuracy)} |

        """;

    private static string Drawing(DeploymentContents contents) =>
        $"""
        ## Architecture

        ![Drawing of the architecture: lanes are scales, maps flow from left to right]({DeploymentPackage.DrawingFile})

        {contents.DrawingRemark ?? "Latency per node was not measured."}

        As text (`{DeploymentPackage.ArchitectureFile}`):

        ```
        {contents.ArchitectureText.TrimEnd()}
        ```

        """;

    private static string Data(DeploymentContents contents) =>
        $"""
        ## Data

        {contents.DataDescription.Trim()}

        """;

    private static string Metrics(DeploymentContents contents) =>
        $"""
        ## Metrics

        Intersection over union per class on the validation split; a dash marks a class that does not occur.

        | class | IoU |
        |---|---:|
        {Rows(contents.ClassResults.Select(result => $"| {Cell(result.Name)} | {Optional(result.Iou)} |"))}
        | **mean** | **{Number(contents.Miou, "0.0000")}** |

        """;

    private static string Latency(DeploymentContents contents) =>
        $"""
        ## Measured latency

        Hardware: {contents.Hardware.Trim()}

        | backend | device | threads | batch | precision | median ms | p95 ms | runs |
        |---|---|---:|---:|---|---:|---:|---:|
        {Rows(contents.Latencies.Select(l =>
            $"| {Cell(l.Backend)} | {Cell(l.Device)} | {l.Threads} | {l.Batch} | {Cell(l.Precision)} | {Number(l.MedianMs, "0.00")} | {Number(l.P95Ms, "0.00")} | {l.Runs} |"))}

        """;

    private static string Verification(ParityReport? report) => report is null
        ? """
        ## Verification

        This network was **not** compared with the one that was trained.

        """
        : $"""
        ## Verification

        The exported network was run in ONNX Runtime beside the trained one; validation images compared: {report.Images}.

        | logits: max difference | mean | 99.9 % below | limit | pixels of same class | mIoU trained | mIoU exported |
        |---:|---:|---:|---:|---:|---:|---:|
        | {Number(report.MaxDifference, "0.0e+0")} | {Number(report.MeanDifference, "0.0e+0")} | {Number(report.P999Difference, "0.0e+0")} | {Number(report.Limit, "0.0e+0")} | {Number(100 * report.PixelAgreement, "0.0000")} % | {Number(report.ReferenceMiou, "0.0000")} | {Number(report.OnnxMiou, "0.0000")} |

        """;

    private static string Limits(DeploymentContents contents)
    {
        string[] always =
        [
            $"It takes images of {contents.InputSize.Height} x {contents.InputSize.Width} pixels only; others must be resized first.",
            "Figures hold for the data and the hardware named above; other scenes, cameras and machines will differ.",
            "It gives no confidence that was calibrated and no answer for classes it does not know. Do not use it alone where errors can hurt people.",
        ];
        return $"""
            ## Limits

            {Rows(always.Concat(contents.Limits).Select(limit => $"- {limit}"))}

            """;
    }

    private static string Origin(DeploymentContents contents) =>
        $"""
        ## Origin

        | | |
        |---|---|
        {Rows(contents.Provenance.Select(p => $"| {Cell(p.Key)} | {Cell(p.Value)} |")
            .Append($"| exported | {contents.Created.ToUniversalTime():yyyy-MM-dd HH:mm} UTC |")
            .Append($"| NasFuse | {NasFuseVersion.Text} |"))}

        """;

    internal static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Optional(double? value) => value is { } known ? Number(known, "0.0000") : "–";

    private static string Rows(IEnumerable<string> rows) => string.Join('\n', rows);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    // A double-quoted YAML scalar takes JSON's escapes.
    private static string Yaml(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
