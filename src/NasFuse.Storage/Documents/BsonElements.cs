using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NasFuse.Storage.Documents;

/// <summary>The fields of a BSON document as it lies in the database, in order; nothing is decoded before it is asked for.</summary>
/// <remarks>An array is a document whose fields are named 0, 1, 2 …</remarks>
internal ref struct BsonElements
{
    private const int LengthBytes = 4;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Stands before the first field.</summary>
    /// <param name="document">Begins with the document's length; may be longer.</param>
    public BsonElements(ReadOnlySpan<byte> document)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(document);
        _rest = document[LengthBytes..Math.Min(length, document.Length)];
    }

    /// <summary>The field it stands at.</summary>
    public BsonElement Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly BsonElements GetEnumerator() => this;

    /// <summary>Goes to the next field; false when there is none.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty || _rest[0] == 0) return false;
        var type = _rest[0];
        var name = _rest[1..];
        name = name[..name.IndexOf((byte)0)];
        var value = _rest[(name.Length + 2)..];
        value = value[..BsonElement.Length(type, value)];
        Current = new BsonElement(type, name, value);
        _rest = _rest[(name.Length + 2 + value.Length)..];
        return true;
    }
}

/// <summary>A field of a BSON document.</summary>
internal readonly ref struct BsonElement(byte type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    private const byte DoubleType = 1, TextType = 2, DocumentType = 3, ArrayType = 4, BinaryType = 5, IdType = 7, BooleanType = 8, TimeType = 9,
        NullType = 10, Int32Type = 16, Int64Type = 18, DecimalType = 19, MaxType = 127, MinType = 255;

    private readonly ReadOnlySpan<byte> _value = value;

    /// <summary>UTF-8 bytes of its name.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>True when it has no value.</summary>
    public bool IsNull => type == NullType;

    /// <summary>True for an array.</summary>
    public bool IsArray => type == ArrayType;

    /// <summary>The value as a text, or null when it is none.</summary>
    public string? Text => type == TextType ? Encoding.UTF8.GetString(_value[4..^1]) : null;

    /// <summary>The value as a whole number; 0 when it is none.</summary>
    public long Whole => type switch
    {
        Int32Type => BinaryPrimitives.ReadInt32LittleEndian(_value),
        Int64Type => BinaryPrimitives.ReadInt64LittleEndian(_value),
        _ => 0,
    };

    /// <summary>The value as a real number; 0 when it is no number.</summary>
    public double Real => type == DoubleType ? BinaryPrimitives.ReadDoubleLittleEndian(_value) : Whole;

    /// <summary>The value as a decimal; 0 when it is none.</summary>
    public decimal Decimal => type == DecimalType ? new decimal(MemoryMarshal.Cast<byte, int>(_value)) : 0;

    /// <summary>The fields of a document, or the members of an array.</summary>
    public BsonElements Elements => new(_value);

    /// <summary>True when it has that name, with regard to case.</summary>
    public bool IsNamed(ReadOnlySpan<byte> other) => Name.SequenceEqual(other);

    /// <summary>Bytes that a value of a type takes.</summary>
    /// <param name="type">BSON's number of the type.</param>
    /// <param name="value">Begins with the value.</param>
    /// <exception cref="InvalidDataException">There is no such type.</exception>
    public static int Length(byte type, ReadOnlySpan<byte> value) => type switch
    {
        TextType => 4 + BinaryPrimitives.ReadInt32LittleEndian(value),
        DocumentType or ArrayType => BinaryPrimitives.ReadInt32LittleEndian(value),
        BinaryType => 5 + BinaryPrimitives.ReadInt32LittleEndian(value),
        DoubleType or TimeType or Int64Type => 8,
        Int32Type => 4,
        DecimalType => 16,
        IdType => 12,
        BooleanType => 1,
        NullType or MinType or MaxType => 0,
        _ => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"BSON has no type {type}")),
    };
}
