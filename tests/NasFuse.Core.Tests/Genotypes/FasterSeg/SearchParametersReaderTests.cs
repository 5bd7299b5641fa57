using System.Text;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

public sealed class SearchParametersReaderTests
{
    private static readonly string s_valid = SeededGenotype.Json(1, "\"mIoU02\": 0.5, \"latency02\": 6.0, ");

    [Fact]
    public void The_file_itself_is_valid()
    {
        var read = Read(s_valid);
        Assert.Equal((false, 9, 5), (read.IsTeacher, read.Layers, read.Widths[0].Rows[0].Length));
        Assert.Equal((new PairScore(0.5, 6), null), (read.WithEighth, read.WithSixteenth));
        Assert.Equal((true, 1), (Read(SeededGenotype.Json(0)).IsTeacher, Read(SeededGenotype.Json(0)).Widths[2].Rows[0].Length));
    }

    [Theory]
    [InlineData("\"alpha_1_1\"", "\"alpa_1_1\"", ErrorCodes.UnknownKey, "Did you mean 'alpha_1_1'?")]
    [InlineData("\"alpha_1_1\"", "\"alpa_1_1\"", ErrorCodes.MissingKey, "'alpha_1_1' is needed")]
    [InlineData("\"beta_1_1\": [[", "\"beta_1_1\": [[1], [", ErrorCodes.OutOfRange, "'beta_1_1' must have 7 rows")]
    [InlineData("\"beta_1_1\": [[", "\"beta_1_1\": [[0, ", ErrorCodes.OutOfRange, "'beta_1_1[0]' must have 2 numbers but has 3")]
    [InlineData("\"beta_1_1\": [[", "\"beta_1_1\": [7, [", ErrorCodes.WrongType, "'beta_1_1[0]' must be a list of 2 numbers but is 7")]
    [InlineData("\"ratio_1_0\": [[", "\"ratio_1_0\": [[1e999, ", ErrorCodes.OutOfRange, "'ratio_1_0[0][0]' must be a finite number")]
    [InlineData("\"ratio_1_0\": [[", "\"ratio_1_0\": [[null, ", ErrorCodes.WrongType, "'ratio_1_0[0][0]' must be a finite number but is null")]
    [InlineData("\"mIoU02\": 0.5", "\"mIoU02\": 50", ErrorCodes.OutOfRange, "'mIoU02' must be 0..1 but is 50")]
    [InlineData("\"latency02\": 6.0", "\"latency02\": \"6\"", ErrorCodes.WrongType, "'latency02' must be a finite number but is '6'")]
    [InlineData("\"mIoU02\"", "\"alpha_0_0\": [], \"mIoU02\"", ErrorCodes.UnknownKey, "unknown key 'alpha_0_0'")]
    public void Mistakes_are_named_with_their_place(string old, string wrong, string code, string message)
    {
        var mistakes = Mistakes(s_valid.Replace(old, wrong, StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Code == code && mistake.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(mistakes, mistake => Assert.True(mistake.Place is { File: "g.json", Line: > 0, Column: > 0 }));
    }

    [Theory]
    [InlineData("[]", ErrorCodes.WrongType)]
    [InlineData("{}", ErrorCodes.MissingKey)]
    [InlineData("{\"alpha_1_0\": 3}", ErrorCodes.WrongType)]
    [InlineData("{\"alpha_1_0\": [[1, 2, 3, 4, 5]]}", ErrorCodes.OutOfRange)]
    [InlineData("{", ErrorCodes.MalformedJson)]
    public void What_is_no_such_file_is_rejected(string text, string code) => Assert.Contains(Mistakes(text), mistake => mistake.Code == code);

    [Fact]
    public void A_mutated_file_is_read_and_decoded_or_rejected_with_a_place()
    {
        var rejected = 0;
        foreach (var mutation in TextMutations.Of(s_valid).Take(400))
        {
            try
            {
                var read = SearchParametersReader.Parse("g.json", mutation.Content);
                GenotypeArchitecture.Of(DecodedGenotype.Of(read, new DecodingOptions { Branches = [32, 16, 8] }));
            }
            catch (UserErrorException e)
            {
                rejected++;
                Assert.All(e.Diagnostics, mistake => Assert.Equal("g.json", mistake.Place.File));
            }
        }
        Assert.InRange(rejected, 50, int.MaxValue);
    }

    private static SearchParameters Read(string text) => SearchParametersReader.Parse("g.json", Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<Diagnostic> Mistakes(string text) => Assert.Throws<UserErrorException>(() => Read(text)).Diagnostics;
}
