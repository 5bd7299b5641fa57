using NasFuse.Cluster.Connections;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cluster.Tests.Connections;

/// <summary>Who is let in, on real servers.</summary>
public sealed class EngineConnectionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_wrong_password_is_refused_with_a_clear_message_that_does_not_show_it()
    {
        await using var server = await NatsServer.StartAsync(_ => """authorization { users: [{ user: worker, password: "right" }] }""");
        await (await OpenAsync(server.Url, "worker", "right")).DisposeAsync();
        var refusal = await RefusedAsync(server.Url, "worker", "mistaken");
        Assert.Contains("does not let user 'worker' in: wrong user or password", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("mistaken", refusal, StringComparison.Ordinal);
        Assert.Contains("lets nobody in without a name", await RefusedAsync(server.Url, null, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_may_come_from_a_file()
    {
        await using var server = await NatsServer.StartAsync(_ => """authorization { users: [{ user: worker, password: "right" }] }""");
        var file = Path.Combine(server.Folder, "password");
        await File.WriteAllTextAsync(file, "right\n", TestContext.Current.CancellationToken);
        var credentials = EngineCredentials.Read(
            new Dictionary<string, string> { [EngineCredentials.UserVariable] = "worker", [EngineCredentials.PasswordFileVariable] = file });
        Assert.DoesNotContain("right", credentials.ToString(), StringComparison.Ordinal);
        await (await OpenAsync(EngineAddress.Parse(server.Url, null, false), credentials)).DisposeAsync();
    }

    [Fact]
    public async Task An_untrusted_authority_is_refused_and_a_named_one_is_trusted()
    {
        await using var server = await NatsServer.StartAsync(folder =>
        {
            Certificates.Write(folder);
            return $$"""tls { cert_file: "{{folder}}/server.pem", key_file: "{{folder}}/server.key" }""";
        });
        var encrypted = $"tls://127.0.0.1:{server.Port}";
        Assert.Contains("certificate is not trusted", await RefusedAsync(encrypted, null, null), StringComparison.Ordinal);
        var address = EngineAddress.Parse(encrypted, Path.Combine(server.Folder, "ca.pem"), false);
        await (await OpenAsync(address, EngineCredentials.Read(new Dictionary<string, string>()))).DisposeAsync();

        var other = Directory.CreateTempSubdirectory("nasfuse-other-ca-");
        Certificates.Write(other.FullName);
        var wrong = EngineAddress.Parse(encrypted, Path.Combine(other.FullName, "ca.pem"), false);
        var refusal = await Assert.ThrowsAsync<UserErrorException>(() => OpenAsync(wrong, EngineCredentials.Read(new Dictionary<string, string>())));
        Assert.Contains("certificate is not trusted", refusal.Message, StringComparison.Ordinal);
        other.Delete(recursive: true);
    }

    [Fact]
    public async Task An_engine_that_does_not_encrypt_is_refused_when_encryption_was_asked_for()
    {
        await using var server = await NatsServer.StartAsync();
        Assert.Contains("TLS", await RefusedAsync($"tls://127.0.0.1:{server.Port}", null, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_waited_for_and_then_named()
    {
        var notes = new List<string>();
        var error = await Assert.ThrowsAsync<UserErrorException>(() => EngineConnection.OpenAsync(
            EngineAddress.Parse("nats://127.0.0.1:1", null, false), EngineCredentials.Read(new Dictionary<string, string>()), "test",
            TimeSpan.FromSeconds(1), notes.Add,
            TestContext.Current.CancellationToken));
        Assert.Contains("no engine answers there", error.Message, StringComparison.Ordinal);
        Assert.Equal("waiting for the engine at nats://127.0.0.1:1 …", Assert.Single(notes));
    }

    private static async Task<string> RefusedAsync(string url, string? user, string? password) =>
        (await Assert.ThrowsAsync<UserErrorException>(() => OpenAsync(url, user, password))).Message;

    private static Task<EngineConnection> OpenAsync(string url, string? user, string? password)
    {
        var variables = new Dictionary<string, string>();
        if (user is not null) variables[EngineCredentials.UserVariable] = user;
        if (password is not null) variables[EngineCredentials.PasswordVariable] = password;
        return OpenAsync(EngineAddress.Parse(url, null, false), EngineCredentials.Read(variables));
    }

    private static Task<EngineConnection> OpenAsync(EngineAddress address, EngineCredentials credentials) =>
        EngineConnection.OpenAsync(address, credentials, "test", s_patience, _ => { }, TestContext.Current.CancellationToken);
}
