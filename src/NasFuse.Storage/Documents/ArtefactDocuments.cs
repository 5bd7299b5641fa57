using System.Collections.Immutable;
using LiteDB;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Documents;

/// <summary>How the files of a trial or repeat lie in the database.</summary>
internal static class ArtefactDocuments
{
    public static BsonArray Write(IEnumerable<ArtefactReference> artefacts) => new(artefacts.Select(artefact => new BsonDocument
    {
        ["kind"] = artefact.Kind,
        ["path"] = artefact.Path,
        ["bytes"] = artefact.Bytes,
        ["sha256"] = artefact.Sha256,
    }));

    public static ImmutableArray<ArtefactReference> Read(BsonValue artefacts) =>
    [
        .. artefacts.AsArray.Select(artefact =>
            new ArtefactReference(artefact["kind"].AsString, artefact["path"].AsString, artefact["bytes"].AsInt64, artefact["sha256"].AsString)),
    ];
}
