using System.Collections.Immutable;

namespace NasFuse.Core.Architectures;

/// <summary>What an architecture consists of, read off its text without building it: a hundred times faster than <see
/// cref="ArchitectureText.Parse"/>.</summary>
/// <remarks>For texts that <see cref="ArchitectureText.Format(Architecture)"/> wrote; of others it says what it finds. Names stand once each, in ordinal
/// order.</remarks>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="Edges">Number of edges.</param>
/// <param name="MaxWidth">Channels of the widest node; 0 without nodes.</param>
/// <param name="Operators">Operators with their options, e.g. <c>mb(k=5,e=3)</c>.</param>
/// <param name="Fusions">Fusions with their options, e.g. <c>ffm[r=4]</c>.</param>
/// <param name="AlignSteps">Align steps, e.g. <c>c1</c>.</param>
/// <param name="Scales">Scales of the nodes, e.g. <c>1/8</c>.</param>
public sealed record ArchitectureOutline(
    int Nodes, int Edges, int MaxWidth,
    ImmutableSortedSet<string> Operators, ImmutableSortedSet<string> Fusions, ImmutableSortedSet<string> AlignSteps, ImmutableSortedSet<string> Scales)
{
    /// <summary>Reads it off a text.</summary>
    public static ArchitectureOutline Of(string text)
    {
        var reader = new Reader();
        foreach (var line in text.AsSpan().EnumerateLines()) reader.Read(line);
        return reader.Outline();
    }

    /// <summary>Counts nodes, and keeps each name once; few are distinct, so lists are searched.</summary>
    private sealed class Reader
    {
        private readonly List<string> _operators = [], _fusions = [], _steps = [], _scales = [];
        private int _nodes, _edges, _width;

        public void Read(ReadOnlySpan<char> line)
        {
            // id: 1/8 x32 = conv(k=3) <- add{s16>c1>up; s8} #aux=0.4
            var (colon, equals, arrow) = (line.IndexOf(':'), line.IndexOf(" = ", StringComparison.Ordinal), line.IndexOf(" <- ", StringComparison.Ordinal));
            if (colon < 0 || equals < colon || arrow < equals) return;
            _nodes++;
            var shape = line[(colon + 1)..equals].Trim();
            var space = shape.IndexOf(' ');
            if (space > 0)
            {
                Note(_scales, shape[..space]);
                if (int.TryParse(shape[(space + 1)..].TrimStart().TrimStart('x'), out var width)) _width = Math.Max(_width, width);
            }
            Note(_operators, line[(equals + 3)..arrow].Trim());
            var source = line[(arrow + 4)..];
            if (source.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var mark) source = source[..mark];
            if (source.IndexOf('{') is >= 0 and var open)
            {
                Note(_fusions, source[..open].Trim());
                source = source[(open + 1)..].TrimEnd().TrimEnd('}');
            }
            foreach (var edge in source.Split(';')) ReadEdge(source[edge]);
        }

        public ArchitectureOutline Outline() => new(_nodes, _edges, _width, Sorted(_operators), Sorted(_fusions), Sorted(_steps), Sorted(_scales));

        private void ReadEdge(ReadOnlySpan<char> edge)
        {
            _edges++;
            var isSource = true;
            foreach (var step in edge.Split('>'))
            {
                if (!isSource) Note(_steps, edge[step].Trim());
                isSource = false;
            }
        }

        private static void Note(List<string> names, ReadOnlySpan<char> name)
        {
            foreach (var known in names)
            {
                if (name.SequenceEqual(known)) return;
            }
            names.Add(name.ToString());
        }

        private static ImmutableSortedSet<string> Sorted(List<string> names) => names.ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
