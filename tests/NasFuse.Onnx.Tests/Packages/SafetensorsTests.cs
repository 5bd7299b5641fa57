using System.Buffers.Binary;
using System.Text;
using CsCheck;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx.Packages;

namespace NasFuse.Onnx.Tests.Packages;

public sealed class SafetensorsTests
{
    private static readonly Dictionary<string, string> None = [];

    private static readonly Gen<WeightSet> WeightSets =
        Gen.Select(Gen.String[1, 12].Where(s => s != "__metadata__" && IsUnicode(s)), Gen.Int[0, 4].Array[0, 4], Gen.Int)
            .Select((name, shape, seed) => KeyValuePair.Create(name, Tensor(shape, seed)))
            .Array[0, 8]
            .Select(tensors => new WeightSet(tensors.DistinctBy(t => t.Key)));

    [Fact]
    public void Any_weights_come_back_the_same() => WeightSets.Sample(weights =>
    {
        var read = Safetensors.Read(Safetensors.Write(weights, new Dictionary<string, string> { ["a"] = "ä\"b" })).Weights;
        Assert.Equal(weights.Names.Order(StringComparer.Ordinal), read.Names.Order(StringComparer.Ordinal));
        Assert.All(weights.Names, name => Assert.Equal(weights[name], read[name]));
    });

    [Fact]
    public void Order_metadata_and_odd_values_come_back()
    {
        var weights = new WeightSet([new("z/weight", new([2, 2], [float.NaN, -0f, float.NegativeInfinity, float.Epsilon])), new("a/bias", new([], [3]))]);
        var read = Safetensors.Read(Safetensors.Write(weights, new Dictionary<string, string> { ["producer"] = "nasfuse" }));
        Assert.Equal(["z/weight", "a/bias"], read.Weights.Names);
        Assert.Equal(weights["z/weight"].Values.Select(BitConverter.SingleToInt32Bits), read.Weights["z/weight"].Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal("nasfuse", read.Metadata["producer"]);
    }

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        var file = Safetensors.Write(new WeightSet([new("w", new([1, 2], [1, -2]))]), None);
        const string Header = """{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0ul, length % 8);
        Assert.Equal(Header, Encoding.UTF8.GetString(file, 8, (int)length).TrimEnd(' '));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], file[(8 + (int)length)..]);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null)]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "take 8 bytes but it holds 7")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "take 8 bytes but it holds 9")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "gap before")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "overlaps")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "does not fill")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", 8, "dimension beyond")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,8]}}""", 8, "does not fill")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", 8, "not a list")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "start and an end")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "start and an end")]
    [InlineData("""{"w":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""", 8, "only \"F32\"")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", 8, "exactly the keys")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", 8, "exactly the keys")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", 8, "not valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not a text")]
    [InlineData("""{"__metadata__":[]}""", 0, "not an object")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "Unicode")]
    [InlineData("""[1]""", 0, "not a JSON object")]
    [InlineData("""{"w":""", 0, "not valid JSON")]
    [InlineData("", 0, "not valid JSON")]
    public void Only_files_that_keep_to_the_format_are_read(string header, int dataBytes, string? mistake)
    {
        var file = File(header, dataBytes);
        if (mistake is null)
        {
            Assert.Equal(1, Safetensors.Read(file).Weights.Count);
            return;
        }
        var diagnostic = Assert.Throws<UserErrorException>(() => Safetensors.Read(file, "w.safetensors")).Diagnostics.Single();
        Assert.Equal(("w.safetensors", ErrorCodes.CorruptFile), (diagnostic.Place.File, diagnostic.Code));
        Assert.Contains(mistake, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(9ul), InlineData(ulong.MaxValue), InlineData(1ul << 63)]
    public void A_header_longer_than_the_file_is_refused(ulong length)
    {
        var file = File("{}      ", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Assert.Throws<UserErrorException>(() => Safetensors.Read(file));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_but_never_crash() =>
        Gen.Select(WeightSets, Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Bool).Sample((weights, at, value, cut) =>
        {
            var file = Safetensors.Write(weights, new Dictionary<string, string> { ["key"] = "value" });
            if (cut) file = file[..(at % file.Length)];
            else file[at % file.Length] = value;
            try
            {
                Safetensors.Read(file);
            }
            catch (UserErrorException)
            {
                return;
            }
            Assert.False(cut && weights.Count > 0 && weights.Names.Any(n => weights[n].Values.Length > 0), "a cut file was read");
        }, iter: 3000);

    private static byte[] File(string header, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. new byte[dataBytes]];
    }

    private static WeightTensor Tensor(int[] shape, int seed)
    {
        var random = new Random(seed);
        return new WeightTensor([.. shape], [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => BitConverter.Int32BitsToSingle(random.Next()))]);
    }

    private static bool IsUnicode(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
