using System.Buffers;
using System.Buffers.Binary;

namespace NasFuse.Storage.Engine.Pages;

/// <summary>Reads documents. Not thread-safe; quickest for documents that lie side by side, as those of consecutive trials do.</summary>
internal sealed class DocumentReader(PageSnapshot pages)
{
    private readonly byte[] _page = new byte[PageLayout.Bytes];
    private readonly ArrayBufferWriter<byte> _parts = new();
    private uint? _read;

    /// <summary>The bytes of a document, valid until the next one is read.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">The database is damaged.</exception>
    public ReadOnlySpan<byte> Read(BlockAddress address)
    {
        var block = Block(address);
        if (block.Next == BlockAddress.None) return block.Data;
        _parts.ResetWrittenCount();
        _parts.Write(block.Data);
        var length = BinaryPrimitives.ReadInt32LittleEndian(block.Data);
        while (block.Next != BlockAddress.None && _parts.WrittenCount < length)
        {
            block = Block(block.Next);
            _parts.Write(block.Data);
        }
        return _parts.WrittenSpan;
    }

    private DataBlock Block(BlockAddress address)
    {
        if (address.Page >= pages.Count) throw pages.Damaged(address.Page);
        if (_read != address.Page) pages.Read(address.Page, _page);
        _read = address.Page;
        return DataBlock.TryRead(_page, address.Slot, out var block) ? block : throw pages.Damaged(address.Page);
    }
}
