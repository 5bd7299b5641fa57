using NasFuse.Cluster.Connections;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cluster.Tests.Connections;

public sealed class EngineAddressTests
{
    [Theory]
    [InlineData("nats://127.0.0.1:4222", "nats://127.0.0.1:4222", false)]
    [InlineData("nats://localhost", "nats://localhost:4222", false)]
    [InlineData("nats://[::1]:5000", "nats://[::1]:5000", false)]
    [InlineData("tls://engine.example:4222", "tls://engine.example:4222", true)]
    public void Addresses_of_this_machine_and_encrypted_ones_are_taken(string text, string address, bool encrypted)
    {
        var parsed = EngineAddress.Parse(text, null, mayBePlain: false);
        Assert.Equal((address, encrypted), (parsed.ToString(), parsed.IsEncrypted));
    }

    [Theory]
    [InlineData("nats://engine.example:4222", "does not encrypt")]
    [InlineData("nats://10.0.0.7", "does not encrypt")]
    [InlineData("http://127.0.0.1:4222", "is no address of an engine")]
    [InlineData("127.0.0.1:4222", "is no address of an engine")]
    [InlineData("nats://", "is no address of an engine")]
    [InlineData("nats://worker:hush@127.0.0.1:4222", "holds a user or a password")]
    [InlineData("http://worker:hush@127.0.0.1:4222", "is no address of an engine")]
    public void Others_are_refused_and_no_secret_is_repeated(string text, string why)
    {
        var message = Assert.Throws<UserErrorException>(() => EngineAddress.Parse(text, null, mayBePlain: false)).Message;
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_to_another_machine_can_be_waived() => Assert.False(EngineAddress.Parse("nats://10.0.0.7", null, mayBePlain: true).IsEncrypted);

    [Fact]
    public void A_missing_certificate_file_is_named() =>
        Assert.Contains(
            "no-such.pem", Assert.Throws<UserErrorException>(() => EngineAddress.Parse("tls://engine", "no-such.pem", false)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("NASFUSE_ENGINE_USER=w", "NASFUSE_ENGINE_PASSWORD: error NF0013")]
    [InlineData("NASFUSE_ENGINE_PASSWORD=hush", "NASFUSE_ENGINE_USER: error NF0013")]
    [InlineData("NASFUSE_ENGINE_USER=w NASFUSE_ENGINE_PASSWORD=hush NASFUSE_ENGINE_PASSWORD_FILE=x", "set one of them")]
    [InlineData("NASFUSE_ENGINE_USER=w NASFUSE_ENGINE_PASSWORD_FILE=/no/such/file", "cannot be read")]
    public void Half_credentials_are_refused_and_no_secret_is_repeated(string environment, string why)
    {
        var variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var message = Assert.Throws<UserErrorException>(() => EngineCredentials.Read(variables)).Message;
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.8.4", true, "at least 2.9")]
    [InlineData("2.9.10", false, "without JetStream")]
    public void Servers_that_cannot_do_it_are_refused(string version, bool hasJetStream, string why) =>
        Assert.Contains(why, Assert.Throws<UserErrorException>(() => EngineVersion.Check("nats://x", version, hasJetStream)).Message, StringComparison.Ordinal);

    [Fact]
    public void Old_servers_come_with_a_caveat()
    {
        Assert.Contains("sync_interval", EngineVersion.Caveat("2.9.10"), StringComparison.Ordinal);
        Assert.Null(EngineVersion.Caveat("2.11.4"));
        EngineVersion.Check("nats://x", "2.14.0-RC.1", hasJetStream: true);
    }
}
