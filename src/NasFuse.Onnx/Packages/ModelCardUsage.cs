using System.Globalization;
using NasFuse.Onnx.Writing;

namespace NasFuse.Onnx.Packages;

/// <summary>The part of the model card that shows how to run the network.</summary>
internal static class ModelCardUsage
{
    public static string Write(DeploymentContents contents)
    {
        var (height, width) = contents.InputSize;
        var (mean, deviation) = (List(contents.Metadata.Mean), List(contents.Metadata.StandardDeviation));
        var batch = contents.Batch?.ToString(CultureInfo.InvariantCulture) ?? "N";
        return $$"""
            ## How to run it

            Input `{{OnnxWriter.InputName}}` `[{{batch}}, 3, {{height}}, {{width}}]` float32: resize the image (bilinear), take red, green, blue in this order, and normalise each channel:
            `(value / 255 - mean) / std` with mean [{{mean}}] and std [{{deviation}}].
            Output `{{OnnxWriter.OutputName}}` `[{{batch}}, {{contents.Metadata.ClassNames.Length}}, {{height}}, {{width}}]` float32: the class of a pixel is the channel with the largest value.

            Classes in order: {{string.Join(", ", contents.Metadata.ClassNames.Select((name, i) => $"{i} {name}"))}}.
            {{(contents.Batch is > 1 ? "The code below is for one image; the model wants as many at once as its first dimension says.\n" : "")}}
            C# (packages Microsoft.ML.OnnxRuntime, SkiaSharp):

            ```csharp
            using Microsoft.ML.OnnxRuntime;
            using SkiaSharp;

            const int height = {{height}}, width = {{width}}, classes = {{contents.Metadata.ClassNames.Length}};
            float[] mean = [{{List(contents.Metadata.Mean, "f")}}], std = [{{List(contents.Metadata.StandardDeviation, "f")}}];

            using var picture = SKBitmap.Decode("image.png").Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKFilterMode.Linear));
            var input = new float[3 * height * width];
            for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var pixel = picture.GetPixel(x, y);
                byte[] rgb = [pixel.Red, pixel.Green, pixel.Blue];
                for (var c = 0; c < 3; c++) input[(c * height + y) * width + x] = (rgb[c] / 255f - mean[c]) / std[c];
            }

            using var session = new InferenceSession("{{DeploymentPackage.ModelFile}}");
            using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, height, width]);
            using var outputs = session.Run(new RunOptions(), ["{{OnnxWriter.InputName}}"], [tensor], ["{{OnnxWriter.OutputName}}"]);
            var logits = outputs[0].GetTensorDataAsSpan<float>();
            var labels = new int[height * width];
            for (var i = 0; i < labels.Length; i++)
            for (var k = 1; k < classes; k++)
                if (logits[k * labels.Length + i] > logits[labels[i] * labels.Length + i]) labels[i] = k;
            ```

            Python (packages onnxruntime, numpy, pillow):

            ```python
            import numpy as np
            import onnxruntime
            from PIL import Image

            mean, std = np.float32([{{mean}}]), np.float32([{{deviation}}])
            image = Image.open("image.png").convert("RGB").resize(({{width}}, {{height}}), Image.BILINEAR)
            values = (np.asarray(image, np.float32) / 255 - mean) / std
            session = onnxruntime.InferenceSession("{{DeploymentPackage.ModelFile}}", providers=["CPUExecutionProvider"])
            logits = session.run(["{{OnnxWriter.OutputName}}"], {"{{OnnxWriter.InputName}}": values.transpose(2, 0, 1)[None]})[0]
            labels = logits[0].argmax(0)  # [{{height}}, {{width}}]
            ```

            """;
    }

    private static string List(IEnumerable<float> values, string suffix = "") =>
        string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture) + suffix));
}
