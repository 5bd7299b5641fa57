namespace NasFuse.Cli.Tests.Processes;

/// <summary>What happens to files on bad disks and in bad hands.</summary>
public static class FileDamage
{
    /// <summary>Flips one bit, counted from the end where the offset is negative.</summary>
    public static void FlipBit(string path, int offset, byte bit = 1)
    {
        var content = File.ReadAllBytes(path);
        content[offset < 0 ? content.Length + offset : offset] ^= bit;
        File.WriteAllBytes(path, content);
    }
}
