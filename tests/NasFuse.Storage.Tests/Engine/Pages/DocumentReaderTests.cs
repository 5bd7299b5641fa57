using LiteDB;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Engine.Pages;

namespace NasFuse.Storage.Tests.Engine.Pages;

public sealed class DocumentReaderTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void Pages_hold_what_LiteDB_reads_through_any_changes()
    {
        var random = new Random(3);
        Directory.CreateDirectory(_study.Folder.Path);
        using var database = new StudyDatabase(_study.Folder);
        for (var round = 0; round < 12; round++)
        {
            database.Begin();
            Change(database.Content, random);
            // A transaction that is given up, or that ends later, leaves pages in the log that do not count.
            if (round % 4 == 2) database.Rollback();
            else database.Commit();
            if (round == 5) database.EmptyLog();
            AssertSame(Collection(database.Content), "things");
        }
        database.Begin();
        Change(database.Content, random);
        using var before = new StudySnapshot(_study.Folder);
        AssertSame(Collection(before.Content!), "things");
        database.Commit();
    }

    [Fact]
    public void A_collection_that_does_not_exist_is_empty()
    {
        using (LiteDbTrialStore.Open(_study.Folder))
        {
        }
        using var pages = new PageSnapshot(_study.Folder);
        Assert.Equal(0, DocumentDirectory.Of(pages, "nothing").Count);
    }

    [Fact]
    public void A_page_that_makes_no_sense_is_named()
    {
        using (LiteDbTrialStore.Open(_study.Folder))
        {
        }
        using var pages = new PageSnapshot(_study.Folder);
        var error = Assert.Throws<Core.Diagnostics.UserErrorException>(() => new DocumentReader(pages).Read(new BlockAddress(0, 0)));
        Assert.Contains("page 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<Core.Diagnostics.UserErrorException>(() => new DocumentReader(pages).Read(new BlockAddress(1_000_000, 0)));
    }

    private void AssertSame(ILiteCollection<BsonDocument> expected, string collection)
    {
        using var pages = new PageSnapshot(_study.Folder);
        var (directory, reader) = (DocumentDirectory.Of(pages, collection), new DocumentReader(pages));
        Assert.Equal(
            expected.FindAll().Select(document => document.ToString()),
            Enumerable.Range(0, directory.Count).Select(index => BsonSerializer.Deserialize(reader.Read(directory[index].Address).ToArray()).ToString()));
    }

    private static ILiteCollection<BsonDocument> Collection(LiteDatabase database) => database.GetCollection("things");

    /// <summary>Adds, lengthens, shortens and deletes documents, some longer than a page, beside a second collection.</summary>
    private static void Change(LiteDatabase database, Random random)
    {
        var things = Collection(database);
        for (var i = 0; i < 40; i++)
        {
            var key = random.Next(60);
            if (random.Next(5) == 0) things.Delete(key);
            else things.Upsert(new BsonDocument { ["_id"] = key, ["text"] = new string('x', random.Next(8) == 0 ? random.Next(30_000) : random.Next(900)) });
            database.GetCollection("others").Upsert(new BsonDocument { ["_id"] = (long)key << 32, ["text"] = new string('y', random.Next(900)) });
        }
    }
}
