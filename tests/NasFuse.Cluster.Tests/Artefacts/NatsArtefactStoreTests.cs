using NasFuse.Cluster.Artefacts;
using NasFuse.Cluster.Engine;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Tests.Artefacts;

public sealed class NatsArtefactStoreTests(SharedNatsServer shared) : IClassFixture<SharedNatsServer>
{
    private static readonly ArtefactOwner s_owner = new("0123456789abcdef", 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task A_file_comes_back_as_it_was_under_the_name_of_its_content(int bytes)
    {
        await using var engine = await Engines.ConnectAsync(shared.Server);
        var store = new NatsArtefactStore((await EngineLayout.CreateAsync(engine, Cancellation)).Artefacts);
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        var key = await store.PutAsync(new MemoryStream(content), s_owner, Cancellation);
        Assert.Equal((Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), (long)bytes), (key.Sha256, key.Bytes));
        Assert.Equal(key, await store.PutAsync(new MemoryStream(content), s_owner, Cancellation));
        using var copy = new MemoryStream();
        await store.CopyToAsync(key, copy, Cancellation);
        Assert.Equal(content, copy.ToArray());
        await store.DeleteAsync(key, s_owner with { Trial = 4 }, Cancellation);
        await store.CopyToAsync(key, Stream.Null, Cancellation);
        await store.DeleteAsync(key, s_owner, Cancellation);
        await Assert.ThrowsAsync<ArtefactException>(() => store.CopyToAsync(key, Stream.Null, Cancellation).AsTask());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    public async Task A_name_that_is_no_digest_is_refused(string name)
    {
        await using var engine = await Engines.ConnectAsync(shared.Server);
        var store = new NatsArtefactStore((await EngineLayout.CreateAsync(engine, Cancellation)).Artefacts);
        var error = await Assert.ThrowsAsync<ArtefactException>(() => store.CopyToAsync(new ArtefactKey(name, 1), Stream.Null, Cancellation).AsTask());
        Assert.Contains("is no name of an artefact", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_is_not_what_its_name_says_is_refused()
    {
        await using var engine = await Engines.ConnectAsync(shared.Server);
        var layout = await EngineLayout.CreateAsync(engine, Cancellation);
        var name = new string('b', 64);
        await layout.Artefacts.PutAsync(name, new byte[10], Cancellation);
        var store = new NatsArtefactStore(layout.Artefacts);
        async Task<string> Refusal(long bytes) =>
            (await Assert.ThrowsAsync<ArtefactException>(() => store.CopyToAsync(new ArtefactKey(name, bytes), Stream.Null, Cancellation).AsTask())).Message;
        Assert.Contains("is not what its name says", await Refusal(10), StringComparison.Ordinal);
        Assert.Contains("more than the announced 5 bytes", await Refusal(5), StringComparison.Ordinal);
        Assert.Contains("is not what its name says", await Refusal(11), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        await using var engine = await Engines.ConnectAsync(shared.Server);
        var store = new NatsArtefactStore((await EngineLayout.CreateAsync(engine, Cancellation)).Artefacts, mostBytes: 100);
        var error = await Assert.ThrowsAsync<ArtefactException>(() => store.PutAsync(new MemoryStream(new byte[101]), s_owner, Cancellation).AsTask());
        Assert.Contains("at most 100", error.Message, StringComparison.Ordinal);
    }
}
