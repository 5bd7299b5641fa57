namespace NasFuse.Torch.Runtime;

/// <summary>The native tensor library could not be loaded; the message names the cause and the way out.</summary>
public sealed class TorchUnavailableException : Exception
{
    /// <summary>Names the cause.</summary>
    public TorchUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
