using System.Buffers.Binary;

namespace NasFuse.Storage.Engine.Pages;

/// <summary>Where things lie in a page of LiteDB 5 (file version 8, little-endian).</summary>
internal static class PageLayout
{
    /// <summary>Size of a page, bytes.</summary>
    public const int Bytes = 8192;

    /// <summary>The part of a page that says what it is, bytes.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Where the first page keeps the names of collections and the numbers of their first pages: a BSON document.</summary>
    public const int CollectionsAt = 192;

    private const int TypeAt = 4, TransactionAt = 14, ConfirmedAt = 18, CollectionAt = 19, HighestSlotAt = 30;
    private const int SlotBytes = 4;
    private const byte DataType = 4, NoSlot = byte.MaxValue;

    /// <summary>Number of a page: its place in the database file.</summary>
    public static uint Number(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    /// <summary>Transaction that wrote a page of the log.</summary>
    public static uint Transaction(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[TransactionAt..]);

    /// <summary>True for the page of the log that ends its transaction.</summary>
    public static bool IsConfirmed(ReadOnlySpan<byte> page) => page[ConfirmedAt] != 0;

    /// <summary>True for a page with documents of a collection.</summary>
    /// <param name="page">The page.</param>
    /// <param name="collection">Number of the collection's first page.</param>
    public static bool HoldsDocuments(ReadOnlySpan<byte> page, uint collection) =>
        page[TypeAt] == DataType && BinaryPrimitives.ReadUInt32LittleEndian(page[CollectionAt..]) == collection;

    /// <summary>Number of slots for blocks, some of which may be empty.</summary>
    public static int SlotCount(ReadOnlySpan<byte> page) => page[HighestSlotAt] == NoSlot ? 0 : page[HighestSlotAt] + 1;

    /// <summary>The block in a slot; empty where there is none or where the page is damaged.</summary>
    public static ReadOnlySpan<byte> Block(ReadOnlySpan<byte> page, int slot)
    {
        var entry = page.Slice(Bytes - (slot + 1) * SlotBytes, SlotBytes);
        var (length, start) = (BinaryPrimitives.ReadUInt16LittleEndian(entry), BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]));
        return start < HeaderBytes || start + length > Bytes ? [] : page.Slice(start, length);
    }
}
