using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Tests.Runtime;

public sealed class NativeLibraryCheckTests
{
    [Fact]
    public void A_missing_library_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "nothing-here", "libLibTorchSharp.so");
        Assert.StartsWith($"{path} is missing", NativeLibraryCheck.Complain(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_library_gives_the_loaders_words()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so");
        File.WriteAllText(path, "this is no library");
        try
        {
            Assert.Contains(path, NativeLibraryCheck.Complain(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_old_libstdcpp_is_recognised()
    {
        var text = NativeLibraryCheck.Explain("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found");
        Assert.Contains("libstdc++ is older", text, StringComparison.Ordinal);
        Assert.Contains("GLIBCXX_3.4.32", text, StringComparison.Ordinal);
    }
}
