using Microsoft.ML.OnnxRuntime;
using NasFuse.Torch.Runtime;
using SkiaSharp;

namespace NasFuse.Cli.Doctor;

/// <summary>The native libraries: each is loaded and used once.</summary>
internal static class NativeChecks
{
    private const string Reinstall = "Build again with 'dotnet build -c Release'; the library comes with a package.";

    public static IEnumerable<Finding> Run()
    {
        yield return Torch();
        yield return Cuda();
        yield return Finding.From("ONNX Runtime", OnnxRuntime, Reinstall);
        yield return Finding.From("images", Images, Reinstall);
        yield return Finding.From("fonts", Fonts, Reinstall);
    }

    private static Finding Torch() => TorchRuntime.Complaint is { } complaint
        ? new Finding("libtorch", Verdict.Fail, complaint, "See the message; training and timing need libtorch.")
        : new Finding("libtorch", Verdict.Pass, $"{TorchRuntime.Version} loads");

    private static Finding Cuda()
    {
        if (TorchRuntime.Complaint is not null) return new Finding("CUDA", Verdict.Warn, "not looked for, because libtorch does not load");
        var devices = TorchRuntime.CudaDevices;
        return devices > 0
            ? new Finding("CUDA", Verdict.Pass, $"{devices} device{(devices == 1 ? "" : "s")}: cuda:0{(devices > 1 ? $" to cuda:{devices - 1}" : "")}")
            : new Finding("CUDA", Verdict.Warn, "no device; everything runs on the CPU",
                "On a machine with an NVIDIA GPU build with -p:TorchBackend=cuda, or use the gpu service of docker-compose.yml.");
    }

    private static Finding OnnxRuntime()
    {
        var environment = OrtEnv.Instance();
        return new("ONNX Runtime", Verdict.Pass, $"{environment.GetVersionString()} loads, providers {string.Join(", ", environment.GetAvailableProviders())}");
    }

    private static Finding Images()
    {
        using var drawn = new SKBitmap(2, 2);
        drawn.Erase(SKColors.Teal);
        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, 100);
        using var decoded = SKBitmap.Decode(encoded.ToArray());
        return decoded?.GetPixel(1, 1) == SKColors.Teal
            ? new Finding("images", Verdict.Pass, "a PNG is written and read back")
            : new Finding("images", Verdict.Fail, "a PNG that was written is not read back as it was", Reinstall);
    }

    private static Finding Fonts()
    {
        var families = SKFontManager.Default.FontFamilyCount;
        return families > 0
            ? new Finding("fonts", Verdict.Pass, $"{families} font families for pictures")
            : new Finding("fonts", Verdict.Warn, "no fonts are installed; pictures will have no labels", "Install one, e.g. 'apt-get install fonts-dejavu-core'.");
    }
}
