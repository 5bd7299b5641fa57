using System.CommandLine;
using System.Globalization;
using NasFuse.Onnx.Verification;

namespace NasFuse.Cli.CommandLine;

/// <summary>Options of the verbs that make or check deployment packages.</summary>
internal static class DeploymentOptions
{
    /// <summary><c>-o DIR</c></summary>
    public static Option<string?> Output(string description) => new("--output", "-o") { Description = description, HelpName = "DIR" };

    /// <summary><c>--images n</c></summary>
    public static Option<int> Images() => NumberOptions.Create("--images", "Validation images that the exported network is compared on", 1, 1_000_000, 8);

    /// <summary><c>--threads n</c></summary>
    public static Option<int> Threads() => NumberOptions.Create("--threads", "CPU threads; all processors unless given", 1, 1024, Environment.ProcessorCount);

    /// <summary><c>--device auto|cpu|cuda:N</c></summary>
    public static Option<string> Device() => new("--device")
    {
        Description = "auto takes the first CUDA device, else the CPU.", DefaultValueFactory = _ => "auto", HelpName = "auto|cpu|cuda:N",
    };

    /// <summary><c>--limit x</c></summary>
    public static Option<double> Limit() => NumberOptions.Create("--limit", "Largest absolute difference of logits that passes", 0, 1, ParityCheck.DefaultLimit);

    /// <summary><c>--batch n|dynamic</c></summary>
    public static Option<ExportBatch> Batch()
    {
        var option = new Option<ExportBatch>("--batch")
        {
            Description = "Images per run of the exported network, 1..1024; dynamic for any number.", DefaultValueFactory = _ => new ExportBatch(1),
            HelpName = "N|dynamic",
        };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == ExportBatch.Dynamic) return new ExportBatch(null);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) && batch is >= 1 and <= 1024) return new ExportBatch(batch);
            result.AddError($"--batch must be 1..1024 or '{ExportBatch.Dynamic}', but was '{text}'");
            return new ExportBatch(null);
        };
        return option;
    }

    /// <summary><c>--data format:folder</c></summary>
    public static Option<string?> Data(string description) => new("--data") { Description = description, HelpName = "FORMAT:PATH" };
}
