using LiteDB;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Schema;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Schema;

public sealed class SchemaVersionTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void A_new_database_goes_from_0_to_the_newest()
    {
        Directory.CreateDirectory(_study.Folder.Path);
        using var database = new StudyDatabase(_study.Folder);
        Assert.Equal(0, SchemaVersion.Of(database.Content));
        SchemaVersion.Upgrade(database, "study.db", SchemaVersion.Migrations);
        Assert.Equal(SchemaVersion.Newest, SchemaVersion.Of(database.Content));
    }

    [Fact]
    public void Versions_have_no_gap() =>
        Assert.Equal(Enumerable.Range(1, SchemaVersion.Newest), SchemaVersion.Migrations.Select(migration => migration.To));

    [Fact]
    public void A_migration_changes_the_documents_of_an_older_database_once()
    {
        MakeVersion1();
        for (var opening = 0; opening < 2; opening++)
        {
            using var database = new StudyDatabase(_study.Folder);
            SchemaVersion.Upgrade(database, "study.db", [.. SchemaVersion.Migrations, new CountAttemptsDouble()]);
            Assert.Equal(SchemaVersion.Newest + 1, SchemaVersion.Of(database.Content));
            Assert.Equal(14, database.Content.GetCollection("trials").FindById(0)["attempts"].AsInt32);
        }
    }

    [Fact]
    public void A_migration_that_fails_changes_nothing()
    {
        MakeVersion1();
        using (var database = new StudyDatabase(_study.Folder))
            Assert.Throws<TimeoutException>(() => SchemaVersion.Upgrade(database, "study.db", [.. SchemaVersion.Migrations, new CountAttemptsDouble { Fails = true }]));

        using var store = LiteDbTrialStore.Open(_study.Folder);
        Assert.Equal(7, store.Find(0)!.Attempts);
    }

    [Fact]
    public void A_newer_database_is_refused_by_writers_and_readers()
    {
        MakeVersion1();
        using (var database = new StudyDatabase(_study.Folder))
            SchemaVersion.Upgrade(database, "study.db", [.. SchemaVersion.Migrations, new CountAttemptsDouble()]);

        AssertConflict("newer NasFuse", () => LiteDbTrialStore.Open(_study.Folder));
        using var reader = LiteDbTrialReader.Open(_study.Folder);
        AssertConflict("newer NasFuse", () => reader.Trials());
    }

    [Fact]
    public void An_older_database_is_no_puzzle_for_readers() =>
        AssertConflict("'nasfuse search'", () => SchemaVersion.RequireReadable(version: 1, "study.db", newest: 2));

    [Fact]
    public void A_database_of_something_else_is_refused_untouched()
    {
        Directory.CreateDirectory(_study.Folder.Path);
        using (var foreign = new LiteDatabase(_study.Folder.Database)) foreign.GetCollection("customers").Insert(new BsonDocument { ["_id"] = 1 });
        AssertConflict("customers", () => LiteDbTrialStore.Open(_study.Folder));
        using var after = new LiteDatabase(_study.Folder.Database);
        Assert.Equal(["customers"], after.GetCollectionNames());
    }

    private static void AssertConflict(string expected, Action action)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(action).Diagnostics);
        Assert.Equal(ErrorCodes.StudyConflict, mistake.Code);
        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
    }

    private void MakeVersion1()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        store.Propose(TrialGenerator.Proposed(0) with { Attempts = 7 }, []);
    }

    private sealed class CountAttemptsDouble : Migration
    {
        public bool Fails { get; init; }

        public override int To => SchemaVersion.Newest + 1;

        public override void Apply(LiteDatabase database)
        {
            var trials = database.GetCollection("trials");
            foreach (var trial in trials.FindAll().ToList())
            {
                trial["attempts"] = 2 * trial["attempts"].AsInt32;
                trials.Update(trial);
            }

            if (Fails) throw new TimeoutException("half-way");
        }
    }
}
