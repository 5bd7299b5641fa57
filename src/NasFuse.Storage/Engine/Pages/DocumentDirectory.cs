using LiteDB;
using NasFuse.Storage.Documents;

namespace NasFuse.Storage.Engine.Pages;

/// <summary>Where the documents of a collection lie, by their keys. Immutable and thread-safe.</summary>
internal sealed class DocumentDirectory
{
    private readonly List<(long Key, BlockAddress Address)> _entries = [];

    private DocumentDirectory()
    {
    }

    /// <summary>Number of documents.</summary>
    public int Count => _entries.Count;

    /// <summary>A document by its place in the order of keys, from 0.</summary>
    public (long Key, BlockAddress Address) this[int index] => _entries[index];

    /// <summary>Looks through all pages.</summary>
    /// <param name="pages">The database.</param>
    /// <param name="collection">Name of a collection whose keys are whole numbers; one that does not exist is empty.</param>
    /// <param name="most">Stop when so many documents were found, whichever they are; null for all.</param>
    public static DocumentDirectory Of(PageSnapshot pages, string collection, int? most = null)
    {
        var (directory, page) = (new DocumentDirectory(), new byte[PageLayout.Bytes]);
        pages.Read(0, page);
        if (!BsonSerializer.Deserialize(page[PageLayout.CollectionsAt..]).TryGetValue(collection, out var first)) return directory;
        for (uint number = 1; number < pages.Count && directory.Count < (most ?? int.MaxValue); number++)
        {
            pages.Read(number, page);
            if (PageLayout.HoldsDocuments(page, (uint)first.AsInt32)) directory.Add(pages, number, page);
        }
        directory._entries.Sort((x, y) => x.Key.CompareTo(y.Key));
        return directory;
    }

    private void Add(PageSnapshot pages, uint number, ReadOnlySpan<byte> page)
    {
        for (var slot = 0; slot < PageLayout.SlotCount(page); slot++)
        {
            if (!DataBlock.TryRead(page, slot, out var block) || block.IsContinuation) continue;
            // LiteDB writes the key before all other fields.
            var elements = new BsonElements(block.Data);
            if (!elements.MoveNext() || !elements.Current.IsNamed("_id"u8)) throw pages.Damaged(number);
            _entries.Add((elements.Current.Whole, new BlockAddress(number, (byte)slot)));
        }
    }
}
