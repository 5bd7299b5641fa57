using NasFuse.Cli.Deployment;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.Torch.Runtime;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>A comparison of an exported network with the trained one, for people.</summary>
internal static class VerificationTable
{
    /// <summary><c>parity 2.1e-6 &lt;= 1e-4</c></summary>
    public static string Line(NetworkComparison comparison)
    {
        var parity = comparison.Parity;
        return FormattableString.Invariant($"parity {parity.Difference:0.0e-0}{(parity.Decides ? " (mean)" : "")} {(parity.Passed ? "<=" : ">")} {parity.Limit:0.##e-0;-0;0}");
    }

    public static Table Create(NetworkComparison comparison)
    {
        var (parity, torch) = (comparison.Parity, comparison.Torch.Statistics);
        var table = new Table { Border = TableBorder.Simple }.AddColumn("check")
            .AddColumn(new TableColumn("torch").RightAligned()).AddColumn(new TableColumn("ONNX").RightAligned()).AddColumn("");
        FormattableString limit = $"limit {parity.Limit:0.##e-0;-0;0}: {(parity.Passed ? "passed" : "FAILED")}";
        Add($"logit difference, max of {parity.Images} images", $"", $"{parity.MaxDifference:0.0e-0}", parity.Decides ? (FormattableString)$"rounding turns some of its decisions" : limit);
        Add($"logit difference, 99.9 % below", $"", $"{parity.P999Difference:0.0e-0}", $"");
        Add($"logit difference, mean", $"", $"{parity.MeanDifference:0.0e-0}", parity.Decides ? limit : (FormattableString)$"");
        Add($"pixels of the same class", $"", $"{100 * parity.PixelAgreement:0.0000} %", parity.Decides ? (FormattableString)$"at least {100 * ParityReport.LeastAgreement} %" : $"");
        Add($"mIoU of these images", $"{parity.ReferenceMiou:0.0000}", $"{parity.OnnxMiou:0.0000}", $"");
        Add($"latency, median", $"{torch.MedianMs:0.00} ms", $"{parity.Latency.MedianMs:0.00} ms", $"{Conditions(comparison)}");
        Add($"latency, p95", $"{torch.P95Ms:0.00} ms", $"{parity.Latency.P95Ms:0.00} ms", $"torch {TorchRuntime.Version}, {OnnxNetwork.Backend}");
        return table;

        void Add(FormattableString check, FormattableString left, FormattableString right, FormattableString remark) =>
            table.AddRow(new[] { check, left, right, remark }.Select(cell => new Text(FormattableString.Invariant(cell))));
    }

    private static string Conditions(NetworkComparison comparison)
    {
        var (threads, runs) = (comparison.Parity.LatencyThreads, comparison.Parity.Latency.Runs);
        return $"cpu, {threads} thread{(threads == 1 ? "" : "s")}, batch {comparison.Batch}, {runs} runs";
    }
}
