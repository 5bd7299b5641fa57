using System.Collections.Immutable;
using CsCheck;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.TestKit;

/// <summary>Draws valid architectures that use the whole vocabulary, independent of any search space.</summary>
public static class RandomArchitectures
{
    private static readonly string[] Operators =
    [
        "conv(k=1)", "conv(k=3)", "conv(k=3,d=2)", "conv(k=3,n=2)", "conv(k=5,g=4)", "conv(k=3,bn=0)", "conv(k=1,act=none)", "dwsep(k=3)", "dwsep(k=5)",
        "mb(k=3,e=2)", "mb(k=5,e=3,se=4)", "zoom", "zoom(n=2)", "res", "res(n=2,se=4)", "res(d=2,post=none)", "ppm", "ppm(bins=1|2,ko=1)", "aspp(rates=2|4)",
        "aspp(rates=2,a=8,img=0)", "ffm(r=4)", "ffm",
    ];

    private static readonly string[] KeepingOperators = ["id", "relu", "dw(k=3)", "dw(k=5,d=2)", "se(r=4)", "mp(k=3,s=1)", "ap(k=3,s=1)", "drop", "drop(p=40)"];

    private static readonly string[] StridedOperators = ["conv(k=3,s=2)", "dwsep(k=3,s=2)", "mb(k=3,e=2,s=2)", "res(s=2)", "zoom(s=2)", "conv(k=5,s=2,n=2)"];

    private static readonly string[] Fusions = ["add", "mul", "concat", "wsum", "addmul", "ffm[r=2]"];

    /// <summary>A generator of valid architectures with 6 to 22 nodes and 5 classes.</summary>
    public static Gen<Architecture> Gen { get; } = CsCheck.Gen.Int[0, int.MaxValue].Select(seed => Create(new Random(seed)));

    /// <summary>Draws one valid architecture.</summary>
    public static Architecture Create(Random random, int classes = 5)
    {
        List<string> lines = [];
        List<(string Id, int Stride, int Width)> values = [];
        var width = 4 * random.Next(1, 4);
        foreach (var stride in (int[])[2, 4, 8])
        {
            var source = values.Count == 0 ? Architecture.ImageId : values[^1].Id;
            Add($"e{stride}", stride, values.Count == 0 ? "conv(k=3,s=2)" : Pick(random, StridedOperators), source);
            width += 4 * random.Next(0, 2);
        }
        var nodes = random.Next(1, 16);
        for (var i = 0; i < nodes; i++) AddNode($"n{i}");
        Finish();
        return ArchitectureText.Parse(string.Join('\n', lines));

        void AddNode(string id)
        {
            width = 4 * random.Next(1, 5);
            var stride = Pick(random, (int[])[2, 4, 8, 16]);
            var count = random.Next(1, 4);
            var chosen = Enumerable.Range(0, count).Select(_ => Pick(random, values)).ToArray();
            var fusion = count == 1 ? null : Pick(random, Fusions);
            var keep = fusion is not ("concat" or "ffm[r=2]") || random.Next(3) == 0;
            var edges = chosen.Select(value => EdgeText(value, stride, keep ? width : null)).ToArray();
            var exact = keep && fusion is not "ffm[r=2]" || fusion is "ffm[r=2]";
            var operation = exact && fusion != "concat" && random.Next(3) == 0 ? Pick(random, KeepingOperators) : Pick(random, Operators);
            Add(id, stride, operation, fusion is null ? edges[0] : $"{fusion}{{{string.Join("; ", edges)}}}");
        }

        void Add(string id, int stride, string operation, string source)
        {
            lines.Add($"{id}: 1/{stride} x{width} = {operation} <- {source}");
            values.Add((id, stride, width));
        }

        void Finish()
        {
            var used = lines.SelectMany(line => line[line.IndexOf("<-", StringComparison.Ordinal)..].Split([' ', '{', ';', '}', '>', '<'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
            var loose = values.Where(value => !used.Contains(value.Id)).ToArray();
            width = 12;
            Add("head", 4, "conv(k=3)", $"concat{{{string.Join("; ", loose.Select(value => EdgeText(value, 4, 12)))}}}");
            lines.Add($"cls: 1/4 x{classes} = conv(k=1,bn=0,act=none) <- head");
            if (random.Next(2) == 0) lines.Add($"aux: 1/8 x{classes} = conv(k=1,bn=0,act=none) <- e8 #aux=0.4");
            if (random.Next(3) == 0) lines.Add("edge: 1/8 x1 = conv(k=1,bn=0,act=none) <- e8 #detail=0.5");
            lines.Add($"out: 1/1 x{classes} = id <- cls>up");
        }

        string EdgeText((string Id, int Stride, int Width) from, int stride, int? match)
        {
            var matched = match is { } w && w != from.Width ? ">" + Pick(random, (string[])[$"c1:{w}", $"c1n:{w}", $"c1b:{w}", $"c3n:{w}"]) : "";
            if (from.Stride == stride) return from.Id + matched;
            if (from.Stride > stride) return from.Id + (random.Next(2) == 0 ? matched + ">up" : random.Next(2) == 0 ? ">up" + matched : ">nn" + matched);
            if (match is not null && random.Next(3) == 0) return $"{from.Id}>s3";
            if (random.Next(6) == 0) return $"{from.Id}>gap{matched}>up";
            return from.Id + (random.Next(2) == 0 ? ">mp" + matched : matched + ">dn");
        }
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
