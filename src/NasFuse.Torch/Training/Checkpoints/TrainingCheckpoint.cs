using System.Text.Json;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Files;

namespace NasFuse.Torch.Training.Checkpoints;

/// <summary>Everything a training needs to go on exactly as if it had never stopped: values, moments, average, position.</summary>
/// <remarks>One file, written atomically and sealed by its SHA-256.</remarks>
public static class TrainingCheckpoint
{
    private static readonly ParameterGroup[] s_groups = Enum.GetValues<ParameterGroup>();

    /// <summary>Writes a checkpoint over the one before it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What is trained, how and on what; only an equal training can go on from this.</param>
    /// <param name="network">The network.</param>
    /// <param name="position">How far it has come.</param>
    public static void Save(string path, string identity, TrainingNetwork network, TrainingPosition position) => SealedFile.Write(path, writer =>
    {
        writer.Write(identity);
        writer.Write(JsonSerializer.Serialize(position));
        foreach (var group in s_groups) writer.WriteFloats(network.Parameters.Read(group));
        if (network.Average is { } average)
        {
            writer.Write(average.Updates);
            foreach (var group in s_groups) writer.WriteFloats(average.Read(group));
        }
        network.Optimizer.Save(writer);
    });

    /// <summary>Brings a freshly made network to where the checkpoint was written.</summary>
    /// <returns>The position, or null with the reason in <paramref name="complaint"/>; the network may then be changed in part and must not be used.</returns>
    public static TrainingPosition? TryRestore(string path, string identity, TrainingNetwork network, out string? complaint)
    {
        if (!SealedFile.TryRead(path, out var content, out complaint)) return null;
        using var reader = new BinaryReader(new MemoryStream(content));
        try
        {
            if (reader.ReadString() != identity)
            {
                complaint = $"{path} belongs to another training";
                return null;
            }
            var position = JsonSerializer.Deserialize<TrainingPosition>(reader.ReadString());
            foreach (var group in s_groups) network.Parameters.Write(group, reader.ReadFloats());
            network.Average?.Restore(reader.ReadInt64(), _ => reader.ReadFloats());
            network.Optimizer.Load(reader);
            return position;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or FormatException or JsonException or InvalidOperationException)
        {
            complaint = $"{path} cannot be used: {failure.Message}";
            return null;
        }
    }
}
