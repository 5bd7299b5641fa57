using System.Security.Cryptography;
using System.Text;

namespace NasFuse.Dashboard.Access;

/// <summary>A secret that callers have to know. Immutable and thread-safe.</summary>
/// <param name="value">The secret.</param>
internal sealed class AccessToken(string value)
{
    private const int RandomBytes = 24;

    private readonly byte[] _hash = Hash(value);

    /// <summary>The secret.</summary>
    public string Value => value;

    /// <summary>A new one of 192 random bits.</summary>
    public static AccessToken Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>True for the secret; takes as long for any other text, of whatever length.</summary>
    public bool Is(string? candidate) => candidate is not null && CryptographicOperations.FixedTimeEquals(Hash(candidate), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
