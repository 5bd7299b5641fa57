using LiteDB;
using NasFuse.Storage.Engine;

namespace NasFuse.Storage.Tests.Engine;

public sealed class StudyDatabaseTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void When_a_commit_returns_all_its_pages_are_flushed_to_the_disk()
    {
        Directory.CreateDirectory(_study.Folder.Path);
        using var database = new StudyDatabase(_study.Folder);
        for (var i = 0; i < 50; i++)
        {
            database.Begin();
            database.Content.GetCollection("things").Insert(new BsonDocument { ["_id"] = i });
            database.Commit();
            Assert.Equal(database.LogLength, new FileInfo(_study.Folder.Log).Length);
            Assert.Equal(database.LogLength, database.DurableLogBytes);
        }
    }

    [Fact]
    public void What_is_rolled_back_is_not_there()
    {
        Directory.CreateDirectory(_study.Folder.Path);
        using var database = new StudyDatabase(_study.Folder);
        database.Begin();
        database.Content.GetCollection("things").Insert(new BsonDocument { ["_id"] = 1 });
        database.Rollback();
        database.Rollback();
        Assert.Equal(0, database.Content.GetCollection("things").Count());
    }

    [Fact]
    public void A_commit_on_another_thread_is_refused_loudly()
    {
        Directory.CreateDirectory(_study.Folder.Path);
        using var database = new StudyDatabase(_study.Folder);
        var begun = new Thread(database.Begin);
        begun.Start();
        begun.Join();
        Assert.Throws<IOException>(database.Commit);
    }
}
