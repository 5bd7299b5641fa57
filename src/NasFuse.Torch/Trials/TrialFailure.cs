using System.Runtime.InteropServices;
using NasFuse.Core.Diagnostics;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Trials;

/// <summary>Puts into words what ended a trial.</summary>
internal static class TrialFailure
{
    /// <summary>Errors of the tensor library carry a native stack trace behind their first line.</summary>
    public static string InWords(Exception failure) => failure switch
    {
        ExternalException => $"the tensor library failed: {failure.Message.Split('\n')[0]}",
        UserErrorException or TrainingDivergedException => failure.Message,
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };
}
