using NasFuse.Core.Diagnostics;

namespace NasFuse.Cluster.Connections;

/// <summary>Who asks to be let in. The password is never part of a text that could be shown or logged.</summary>
public sealed class EngineCredentials
{
    /// <summary>Environment variable of the user's name.</summary>
    public const string UserVariable = "NASFUSE_ENGINE_USER";

    /// <summary>Environment variable of the password.</summary>
    public const string PasswordVariable = "NASFUSE_ENGINE_PASSWORD";

    /// <summary>Environment variable that names a file with the password.</summary>
    public const string PasswordFileVariable = "NASFUSE_ENGINE_PASSWORD_FILE";

    private EngineCredentials(string? user, string? password) => (User, Password) = (user, password);

    /// <summary>The user, or null for an engine that asks nobody.</summary>
    public string? User { get; }

    internal string? Password { get; }

    /// <summary>Reads them from the environment, the password from there or from a file that is named there.</summary>
    /// <exception cref="UserErrorException">A user without password, a password without user, or a file that cannot be read.</exception>
    public static EngineCredentials Read(IReadOnlyDictionary<string, string> environment)
    {
        var (user, password) = (Find(environment, UserVariable), Find(environment, PasswordVariable));
        var file = Find(environment, PasswordFileVariable);
        if (password is not null && file is not null)
            throw Mistake(PasswordFileVariable, ErrorCodes.Contradiction, $"is set beside {PasswordVariable}; set one of them");
        if (file is not null) password = ReadFile(file);
        if (user is null && password is not null)
            throw Mistake(UserVariable, ErrorCodes.MissingKey, "is not set, but there is a password; set it to the engine's user, e.g. worker");
        if (user is not null && password is null)
            throw Mistake(PasswordVariable, ErrorCodes.MissingKey, $"is not set, but {UserVariable} is; set it, or name a file in {PasswordFileVariable}");
        return new EngineCredentials(user, password);
    }

    /// <inheritdoc/>
    public override string ToString() => User is null ? "nobody" : $"user '{User}'";

    private static string ReadFile(string file)
    {
        try
        {
            var password = File.ReadAllText(file).TrimEnd('\r', '\n');
            return password.Length > 0 ? password : throw Mistake(PasswordFileVariable, ErrorCodes.OutOfRange, $"names '{file}', which is empty");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Mistake(PasswordFileVariable, ErrorCodes.FileUnreadable, $"names '{file}', which cannot be read: {unreadable.Message}");
        }
    }

    private static string? Find(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static UserErrorException Mistake(string variable, string code, string message) => new(new SourcePlace(variable), code, message);
}
