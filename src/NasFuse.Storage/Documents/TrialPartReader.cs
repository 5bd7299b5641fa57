using System.Collections.Immutable;
using System.Text;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries.Sources;

namespace NasFuse.Storage.Documents;

/// <summary>Reads from a trial's document what is asked for and passes over the rest; what was not read has no value in the trial.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class TrialPartReader
{
    private static readonly Trial s_nothing = new()
    {
        Number = 0, State = TrialState.Proposed, ArchitectureId = "", Architecture = "", Assignment = Assignment.Empty, Seed = 0, Parameters = 0, Macs = 0,
        ActivationBytes = 0, Proposed = default,
    };

    private static readonly Dictionary<string, Field> s_fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["state"] = (trial, value) => trial with { State = Enum.Parse<TrialState>(value.Text!) },
        ["architectureId"] = (trial, value) => trial with { ArchitectureId = value.Text! },
        ["architecture"] = (trial, value) => trial with { Architecture = value.Text! },
        ["choices"] = (trial, value) => trial with { Assignment = new Assignment(Values(value, label => label.Text!, null)) },
        ["seed"] = (trial, value) => trial with { Seed = (ulong)value.Decimal },
        ["parameters"] = (trial, value) => trial with { Parameters = value.Whole },
        ["macs"] = (trial, value) => trial with { Macs = value.Whole },
        ["activationBytes"] = (trial, value) => trial with { ActivationBytes = value.Whole },
        ["objectives"] = (trial, value) => trial with { Metrics = Values(value, number => number.Real, null) },
        ["epochs"] = (trial, value) => trial with { Epochs = (int)value.Whole },
        ["device"] = (trial, value) => trial with { Device = value.Text },
        ["latencyBackend"] = (trial, value) => trial with { LatencyBackend = value.Text },
        ["classIou"] = (trial, value) => trial with { ClassIou = Values(value, number => number.Real, null) },
        ["duplicateOf"] = (trial, value) => trial with { DuplicateOf = value.IsNull ? null : (int)value.Whole },
        ["repeatOf"] = (trial, value) => trial with { RepeatOf = value.IsNull ? null : (int)value.Whole },
        ["error"] = (trial, value) => trial with { Error = value.Text },
        ["attempts"] = (trial, value) => trial with { Attempts = (int)value.Whole },
        ["proposed"] = (trial, value) => trial with { Proposed = TrialDocument.TimeOf(value.Text!) },
        ["finished"] = (trial, value) => trial with { Finished = value.Text is { } time ? TrialDocument.TimeOf(time) : null },
        ["trainSeconds"] = (trial, value) => trial with { TrainSeconds = value.Real },
    };

    private readonly (byte[] Name, Field Read)[] _wanted;

    /// <summary>Prepares to read parts of trials; their state is always read.</summary>
    public TrialPartReader(TrialParts parts)
    {
        _wanted = [.. s_fields.Where(field => field.Key == "state" || parts.Names.Contains(field.Key)).Select(field => (Bytes(field.Key), field.Value))];
        if (parts.Choices is not { } names) return;
        byte[][] choices = [.. names.Select(Bytes)];
        for (var i = 0; i < _wanted.Length; i++)
        {
            if (_wanted[i].Name.AsSpan().SequenceEqual("choices"u8))
                _wanted[i].Read = (trial, value) => trial with { Assignment = new Assignment(Values(value, label => label.Text!, choices)) };
        }
    }

    /// <summary>Sets in a trial what a field says.</summary>
    private delegate Trial Field(Trial trial, BsonElement value);

    /// <summary>Decodes a value.</summary>
    private delegate T Decode<out T>(BsonElement value);

    /// <summary>Names of the fields that can be asked for.</summary>
    public static IReadOnlyCollection<string> Names => s_fields.Keys;

    /// <summary>Reads a trial.</summary>
    /// <param name="number">Its number: the document's key.</param>
    /// <param name="document">As it lies in the database.</param>
    public Trial Read(int number, ReadOnlySpan<byte> document)
    {
        var (trial, missing) = (s_nothing with { Number = number }, _wanted.Length);
        foreach (var element in new BsonElements(document))
        {
            foreach (var (name, read) in _wanted)
            {
                if (!element.IsNamed(name)) continue;
                trial = read(trial, element);
                if (--missing == 0) return trial;
                break;
            }
        }
        return trial;
    }

    /// <summary>What <see cref="NamedValues"/> wrote, or only values whose names are wanted.</summary>
    private static ImmutableSortedDictionary<string, T> Values<T>(BsonElement stored, Decode<T> decode, byte[][]? wanted)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var element in stored.Elements)
        {
            if (stored.IsArray) AddPair(values, element.Elements, decode);
            else if (wanted is null || IsAmong(element, wanted)) values.Add(Encoding.UTF8.GetString(element.Name), decode(element));
        }
        return values.ToImmutable();
    }

    private static void AddPair<T>(ImmutableSortedDictionary<string, T>.Builder values, BsonElements pair, Decode<T> decode)
    {
        pair.MoveNext();
        var name = pair.Current.Text!;
        pair.MoveNext();
        values.Add(name, decode(pair.Current));
    }

    private static bool IsAmong(BsonElement element, byte[][] wanted)
    {
        foreach (var name in wanted)
        {
            if (element.IsNamed(name)) return true;
        }
        return false;
    }

    private static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(name);
}
