using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NasFuse.Core.Architectures;
using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training;

/// <summary>Says whether two trainings are the same, so that one may go on from the other's checkpoint.</summary>
internal static class TrainingIdentity
{
    /// <summary>Lower-case hexadecimal SHA-256 over everything that a training depends on.</summary>
    public static string Of(TrainingJob job)
    {
        string[] parts =
        [
            ArchitectureText.Format(job.Architecture),
            JsonSerializer.Serialize(WithTeachersIdentity(job)),
            job.Samples.Dataset.Fingerprint,
            job.Seed.ToString(),
            torch.__version__,
            typeof(torch).Assembly.GetName().Version!.ToString(),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>The specification with what the teacher is in place of where it lies.</summary>
    private static TrainingSpecification WithTeachersIdentity(TrainingJob job) => job.Specification with
    {
        Distillation = job.Specification.Distillation is { } distillation ? distillation with { Teacher = job.Teacher!.Fingerprint } : null,
    };
}
