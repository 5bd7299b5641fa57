using System.Buffers.Binary;

namespace NasFuse.Storage.Engine.Pages;

/// <summary>A block of a page: a whole document, its beginning, or more of it.</summary>
internal readonly ref struct DataBlock
{
    private const int NextPageAt = 1, NextSlotAt = 5, DataAt = 6;

    private readonly ReadOnlySpan<byte> _block;

    private DataBlock(ReadOnlySpan<byte> block) => _block = block;

    /// <summary>True where more of a document lies that begins elsewhere.</summary>
    public bool IsContinuation => _block[0] != 0;

    /// <summary>Where the document goes on; <see cref="BlockAddress.None"/> where it ends.</summary>
    public BlockAddress Next => new(BinaryPrimitives.ReadUInt32LittleEndian(_block[NextPageAt..]), _block[NextSlotAt]);

    /// <summary>The document's bytes.</summary>
    public ReadOnlySpan<byte> Data => _block[DataAt..];

    /// <summary>Looks at a slot; false where it holds no block.</summary>
    public static bool TryRead(ReadOnlySpan<byte> page, int slot, out DataBlock block)
    {
        var bytes = PageLayout.Block(page, slot);
        block = new DataBlock(bytes);
        return bytes.Length > DataAt;
    }
}

/// <summary>Where a block lies.</summary>
/// <param name="Page">Number of its page.</param>
/// <param name="Slot">Its slot there.</param>
internal readonly record struct BlockAddress(uint Page, byte Slot)
{
    /// <summary>Where nothing lies.</summary>
    public static BlockAddress None { get; } = new(uint.MaxValue, byte.MaxValue);
}
