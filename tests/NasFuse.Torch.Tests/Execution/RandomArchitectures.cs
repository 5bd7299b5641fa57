using NasFuse.Core.Architectures;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>Small valid architectures of many operators, fusions and align steps, for property tests.</summary>
internal static class RandomArchitectures
{
    private static readonly string[] s_reductions =
        ["conv(s=2)", "conv(k=5,s=2,n=2)", "dwsep(s=2)", "mb(k=3,e=2,s=2)", "mb(k=5,e=3,s=2,se=4)", "res(s=2)", "res(s=2,n=2,se=4)", "zoom(s=2)", "bott(s=2)", "fr", "patch(s=2)"];

    private static readonly string[] s_operators =
        ["conv", "conv(k=1)", "conv(k=3,d=2,n=2)", "conv(g=4)", "dwsep(d=2)", "mb(e=2)", "mb(e=1,se=2)", "res", "res(d=2,post=none)", "zoom(n=2)", "ppm(bins=1|2)", "aspp(rates=2|4)", "ffm(r=2)",
            "acm(bin=2)", "arm", "asppsum(rates=1|2)", "bott"];

    private static readonly string[] s_fusions = ["add", "mul", "max", "concat", "wsum", "addmul", "ffm", "gff", "gate", "select[k=2]"];

    public static Architecture Create(uint seed)
    {
        var random = new Random((int)(seed & 0x7fffffff));
        List<string> lines = [$"s2: 1/2 x{Width(random)} = conv(s=2) <- image"];
        for (var stride = 4; stride <= 16; stride *= 2) lines.Add($"s{stride}: 1/{stride} x{Width(random)} = {Pick(s_reductions, random)} <- s{stride / 2}");
        for (var i = 0; i < 4; i++) lines.Add(FusionNode(i, random));
        if (random.Next(3) == 0) lines.Add("aux: 1/8 x5 = conv(k=1,bn=0,act=none) <- s8 #aux=0.4");
        lines.Add("cls: 1/4 x5 = conv(k=1,bn=0,act=none) <- concat{f3>up; s4}");
        lines.Add("out: 1/1 x5 = id <- cls>up");
        return ArchitectureText.Parse(string.Join('\n', lines));
    }

    /// <summary>Node i of a chain from coarse to fine: merges the coarser node before it with a tap of the encoder.</summary>
    private static string FusionNode(int index, Random random)
    {
        int[] strides = [16, 16, 8, 4];
        var fusion = Pick(s_fusions, random);
        var coarse = index == 0 ? "s8>c1>s3" : $"f{index - 1}>c1{(random.Next(2) == 0 ? ">up" : ">nn")}";
        var tap = $"s{(index == 1 ? 16 : strides[index])}>c1n";
        return $"f{index}: 1/{strides[index]} x{Width(random)} = {Pick(s_operators, random)} <- {fusion}{{{coarse}; {tap}; s16>gap>c1>up}}";
    }

    private static int Width(Random random) => 4 * random.Next(1, 5);

    private static string Pick(string[] of, Random random) => of[random.Next(of.Length)];
}
