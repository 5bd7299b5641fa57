using LiteDB;

namespace NasFuse.Storage.Schema;

/// <summary>Brings a database from one schema version to the next.</summary>
/// <remarks>Immutable. Runs inside a transaction together with the change of the version: a migration happens wholly or not at all.</remarks>
internal abstract class Migration
{
    /// <summary>The version this one leads to; it starts at the version before.</summary>
    public abstract int To { get; }

    /// <summary>Changes the documents.</summary>
    public abstract void Apply(LiteDatabase database);
}
