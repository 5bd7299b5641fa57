namespace NasFuse.Data.Decoding;

/// <summary>What each number in a label file means: a class, void, or nothing (a mistake).</summary>
internal sealed class ClassIdTable
{
    private const byte Meaningless = 254;
    private readonly byte[] _classes = new byte[256];

    private ClassIdTable() => Array.Fill(_classes, Meaningless);

    /// <summary>A table in which no number has a meaning yet.</summary>
    public static ClassIdTable Empty() => new();

    /// <summary>Numbers 0 … are the classes' ids. A void number below the number of classes leaves the class out, and later ones move down.</summary>
    public static ClassIdTable Plain(int ids, int voidId)
    {
        var table = new ClassIdTable();
        byte next = 0;
        for (var id = 0; id < ids; id++)
        {
            if (id != voidId) table.Set(id, next++);
        }
        table.Set(voidId, SegmentationDataset.Void);
        return table;
    }

    /// <summary>Gives a number its meaning.</summary>
    public void Set(int id, byte label) => _classes[id] = label;

    /// <summary>Class id or void of a number in a file; false when it has no meaning.</summary>
    public bool TryGet(byte id, out byte label) => (label = _classes[id]) != Meaningless;

    /// <summary>The numbers that mean something, as ranges: <c>0..11, 255</c>.</summary>
    public override string ToString()
    {
        var ranges = new List<string>();
        for (var from = 0; from < 256; from++)
        {
            if (_classes[from] == Meaningless) continue;
            var to = from;
            while (to < 255 && _classes[to + 1] != Meaningless) to++;
            ranges.Add(from == to ? $"{from}" : $"{from}..{to}");
            from = to;
        }
        return string.Join(", ", ranges);
    }

    /// <summary>Changes when any meaning changes.</summary>
    public string Signature => Convert.ToHexString(_classes);
}
