using LiteDB;

namespace NasFuse.Storage.Schema.Migrations;

/// <summary>0 → 1: an empty database becomes a study. The collections come into being with their first document and need no index but their key.</summary>
internal sealed class InitialLayout : Migration
{
    public override int To => 1;

    public override void Apply(LiteDatabase database)
    {
        if (database.GetCollectionNames().Any())
            throw new InvalidDataException($"The database holds other things already: {string.Join(", ", database.GetCollectionNames())}.");
    }
}
