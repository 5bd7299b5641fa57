using LiteDB;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Schema.Migrations;

namespace NasFuse.Storage.Schema;

/// <summary>The version of a database's layout, and the way to the newest.</summary>
internal static class SchemaVersion
{
    private const string Collection = "format";
    private const string Id = "schema";

    /// <summary>All migrations, in order of their versions without a gap.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = [new InitialLayout()];

    /// <summary>The version this build reads and writes.</summary>
    public static int Newest => Migrations[^1].To;

    /// <summary>The version of a database; 0 when it is empty.</summary>
    public static int Of(LiteDatabase database) => database.GetCollection(Collection).FindById(Id)?["version"].AsInt32 ?? 0;

    /// <summary>Brings a database to the newest version, one transaction per step.</summary>
    /// <exception cref="UserErrorException">The database is newer than the newest known version, or is no study.</exception>
    public static void Upgrade(StudyDatabase database, string path, IReadOnlyList<Migration> migrations)
    {
        var version = Of(database.Content);
        RefuseNewer(version, path, migrations[^1].To);
        foreach (var migration in migrations.Where(migration => migration.To > version))
            Step(database, path, migration);
    }

    /// <summary>Checks that a database can be read as it is.</summary>
    /// <exception cref="UserErrorException">It is newer than this build, or older and not migrated yet.</exception>
    public static void RequireReadable(int version, string path, int newest)
    {
        RefuseNewer(version, path, newest);
        if (version < newest)
            throw Conflict(path, $"it has schema version {version} and this NasFuse reads {newest}: resume the study once with 'nasfuse search', which brings it up.");
    }

    private static void Step(StudyDatabase database, string path, Migration migration)
    {
        database.Begin();
        try
        {
            migration.Apply(database.Content);
            database.Content.GetCollection(Collection).Upsert(new BsonDocument { ["_id"] = Id, ["version"] = migration.To });
        }
        catch (Exception exception)
        {
            database.Rollback();
            if (exception is InvalidDataException) throw Conflict(path, $"it is not a NasFuse study. {exception.Message}");
            throw;
        }

        database.Commit();
    }

    private static void RefuseNewer(int version, string path, int newest)
    {
        if (version > newest)
            throw Conflict(path, $"it was written by a newer NasFuse (schema version {version}; this one knows up to {newest}): update NasFuse.");
    }

    private static UserErrorException Conflict(string path, string why) =>
        new(new SourcePlace(path), ErrorCodes.StudyConflict, $"The study cannot be used: {why}");
}
