using System.Security.Cryptography;
using System.Text;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Data.Statistics;
using MemoryMarshal = System.Runtime.InteropServices.MemoryMarshal;

namespace NasFuse.Torch.Training.Distillation;

/// <summary>A trained network that teaches others. Immutable and thread-safe.</summary>
public sealed class Teacher
{
    /// <summary>What it is.</summary>
    public Architecture Architecture { get; }

    /// <summary>Trained values of its deployed graph.</summary>
    public WeightSet Weights { get; }

    /// <summary>How its images are normalised.</summary>
    public Normalization Normalization { get; }

    /// <summary>What it gives depends on nothing but this: lower-case hexadecimal SHA-256 over architecture, weights and normalisation.</summary>
    public string Fingerprint { get; }

    /// <summary>Takes a trained network.</summary>
    /// <param name="architecture">A valid architecture.</param>
    /// <param name="weights">Trained values of all parameters of its deployed graph.</param>
    /// <param name="normalization">How its training images were normalised.</param>
    public Teacher(Architecture architecture, WeightSet weights, Normalization normalization)
    {
        (Architecture, Weights, Normalization) = (architecture, weights, normalization);
        Fingerprint = Hash();
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(ArchitectureText.Format(Architecture)));
        hash.AppendData(MemoryMarshal.AsBytes<double>([.. Normalization.Mean, .. Normalization.Std]));
        foreach (var name in Weights.Names)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}[{string.Join(',', Weights[name].Shape)}]\n"));
            hash.AppendData(MemoryMarshal.AsBytes(Weights[name].Values.AsSpan()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
