using System.Runtime.InteropServices;

namespace NasFuse.Torch.Runtime;

/// <summary>Asks the system's loader about TorchSharp's native library, because TorchSharp itself reports every failure as a missing package.</summary>
internal static class NativeLibraryCheck
{
    private static string LibraryName =>
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    /// <summary>Where the build puts the library: beside the program.</summary>
    public static string ExpectedPath => Path.Combine(AppContext.BaseDirectory, LibraryName);

    /// <summary>Loads the library and says what is wrong, or null when it loads.</summary>
    public static string? Complain(string path)
    {
        if (!File.Exists(path)) return $"{path} is missing. Build the program again; the library comes with the packages TorchSharp and libtorch.";
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception refusal) when (refusal is DllNotFoundException or BadImageFormatException)
        {
            return Explain(refusal.Message);
        }
    }

    /// <summary>Turns the loader's words into cause and remedy.</summary>
    public static string Explain(string loaderMessage)
    {
        if (loaderMessage.Contains("GLIBCXX", StringComparison.Ordinal))
            return $"The system's libstdc++ is older than the one TorchSharp was built with, and the build step that makes up for it "
                + $"(WeakenTorchSharpInOutput in Directory.Build.targets) did not reach this copy of the library. Build with 'dotnet build' instead of copying files. {loaderMessage}";
        if (loaderMessage.Contains("GLIBC_", StringComparison.Ordinal))
            return $"The system's C library is too old for libtorch; Debian 12, Ubuntu 22.04 or newer is needed. {loaderMessage}";
        return loaderMessage;
    }
}
