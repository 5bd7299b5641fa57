using Microsoft.ML.OnnxRuntime;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Measurement;
using NasFuse.Onnx.Writing;

namespace NasFuse.Onnx.Running;

/// <summary>An exported network in ONNX Runtime on the CPU.</summary>
/// <remarks>Independent of the code that trained it: the judge of every export. Running is thread-safe; disposing is not.</remarks>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <summary>What runs networks, with its version: <c>ONNX Runtime 1.31.1</c>.</summary>
    public static string Backend { get; } = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <summary>Shape of one image, <c>[3, H, W]</c>.</summary>
    public TensorShape InputShape { get; }

    /// <summary>Shape of one image's logits, <c>[K, H, W]</c>.</summary>
    public TensorShape OutputShape { get; }

    /// <summary>Images per run, or null for any number.</summary>
    public int? Batch { get; }

    /// <summary>Threads within an operator.</summary>
    public int Threads { get; }

    /// <summary>Properties written into the model, by full key, e.g. <c>nasfuse.classes</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties => _session.ModelMetadata.CustomMetadataMap;

    private OnnxNetwork(InferenceSession session, int threads)
    {
        _session = session;
        var input = session.InputMetadata[OnnxWriter.InputName].Dimensions;
        var output = session.OutputMetadata[OnnxWriter.OutputName].Dimensions;
        InputShape = new TensorShape(input[1], input[2], input[3]);
        OutputShape = new TensorShape(output[1], output[2], output[3]);
        Batch = input[0] < 0 ? null : input[0];
        Threads = threads;
    }

    /// <summary>Loads a model as <see cref="OnnxWriter"/> writes it.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <param name="threads">Threads within an operator, ≥ 1.</param>
    /// <param name="name">Name of the file for error messages.</param>
    /// <exception cref="UserErrorException">ONNX Runtime refuses the model, or it is not a NasFuse network.</exception>
    public static OnnxNetwork Load(byte[] model, int threads, string name = "model.onnx")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        InferenceSession session;
        try
        {
            session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException refusal)
        {
            throw new UserErrorException(new SourcePlace(name), ErrorCodes.CorruptFile, $"ONNX Runtime refuses the model: {refusal.Message}");
        }
        if (IsNetwork(session)) return new OnnxNetwork(session, threads);
        session.Dispose();
        throw new UserErrorException(new SourcePlace(name), ErrorCodes.CorruptFile,
            $"the model does not turn '{OnnxWriter.InputName}' [N, C, H, W] into '{OnnxWriter.OutputName}' [N, K, H, W] of fixed size");
    }

    /// <summary>Predicts a batch.</summary>
    /// <param name="images">Normalised images, <c>[N, 3, H, W] float32</c>; N must be <see cref="Batch"/> where that is fixed.</param>
    /// <returns>Logits, <c>[N, K, H, W] float32</c>.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public float[] Run(float[] images)
    {
        var count = images.Length / InputShape.Elements;
        if (count == 0 || count * InputShape.Elements != images.Length || (Batch is { } batch && count != batch))
            throw new ArgumentException($"{Batch?.ToString() ?? "N"} image(s) {InputShape} are needed but got {images.Length} values", nameof(images));
        var logits = new float[count * OutputShape.Elements];
        using var input = OrtValue.CreateTensorValueFromMemory(images, Dimensions(count, InputShape));
        using var output = OrtValue.CreateTensorValueFromMemory(logits, Dimensions(count, OutputShape));
        _session.Run(_runOptions, [OnnxWriter.InputName], [input], [OnnxWriter.OutputName], [output]);
        return logits;
    }

    /// <summary>Times predictions of one image, or of one batch where its length is fixed, by <see cref="LatencyProtocol"/>.</summary>
    /// <param name="runs">Timed runs, ≥ 1.</param>
    /// <param name="clock">Where time comes from.</param>
    public LatencyStatistics MeasureLatency(int runs, TimeProvider clock)
    {
        var count = Batch ?? 1;
        // Values like those of normalised images: time must not depend on zeros or denormals.
        var images = new float[count * InputShape.Elements];
        for (var i = 0; i < images.Length; i++) images[i] = i % 17 / 4f - 2;
        var logits = new float[count * OutputShape.Elements];
        using var input = OrtValue.CreateTensorValueFromMemory(images, Dimensions(count, InputShape));
        using var output = OrtValue.CreateTensorValueFromMemory(logits, Dimensions(count, OutputShape));
        return LatencyProtocol.Measure(() => _session.Run(_runOptions, [OnnxWriter.InputName], [input], [OnnxWriter.OutputName], [output]), runs, clock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static bool IsNetwork(InferenceSession session) =>
        session.InputMetadata.Count == 1 && session.OutputMetadata.Count == 1
        && session.InputMetadata.TryGetValue(OnnxWriter.InputName, out var input) && IsMap(input)
        && session.OutputMetadata.TryGetValue(OnnxWriter.OutputName, out var output) && IsMap(output);

    private static bool IsMap(NodeMetadata value) =>
        value.IsTensor && value.ElementType == typeof(float) && value.Dimensions.Length == 4 && value.Dimensions.AsSpan(1).IndexOfAnyInRange(int.MinValue, 0) < 0;

    private static long[] Dimensions(long count, TensorShape shape) => [count, shape.Channels, shape.Height, shape.Width];
}
