using System.Reflection;

namespace NasFuse.Onnx;

/// <summary>The version that exported files name as their producer.</summary>
internal static class NasFuseVersion
{
    /// <summary><c>0.1.0</c>, with the commit behind a plus where the build knows it.</summary>
    public static string Text { get; } =
        typeof(NasFuseVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
