using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ImportTests
{
    private const string Scores = "\"mIoU02\": 0.2, \"latency02\": 6, \"mIoU12\": 0.3, \"latency12\": 6,";

    [Fact]
    public void A_genotype_becomes_an_architecture_file()
    {
        using var folder = new WorkFolder();
        folder.Write("student.json", SeededGenotype.Json(2, Scores));
        var imported = folder.Run("import", "fasterseg", "student.json", "--classes", "11", "--size", "360x480");
        Expectation.Meets("import-fasterseg", imported);
        folder.Write("piped.arch", imported.Output);
        folder.Run("validate", "piped.arch").Succeeded();
        Assert.Contains("nasfuse show net.arch", folder.Run("import", "fasterseg", "student.json", "--classes", "11", "--size", "360x480", "-o", "net.arch").Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(imported.Output, File.ReadAllText(folder.In("net.arch")));
    }

    [Fact]
    public void A_teacher_takes_the_same_way()
    {
        using var folder = new WorkFolder();
        folder.Write("teacher.json", SeededGenotype.Json(5));
        var summary = JsonNode.Parse(folder.Run("import", "fasterseg", "teacher.json", "--branches", "32,16,8", "--json").Succeeded().Output)!;
        Assert.Equal(("teacher", "[32,16,8]"), ((string?)summary["kind"], summary["branches"]!.ToJsonString()));
        folder.Write("teacher.arch", (string)summary["architecture"]!);
        var shown = JsonNode.Parse(folder.Run("show", "teacher.arch", "--as", "json", "--size", "1024x2048").Succeeded().Output)!;
        Assert.Equal(((long)summary["parameters"]!, (long)summary["macs"]!), ((long)shown["parameters"]!, (long)shown["macs"]!));
    }

    [Fact]
    public void The_published_student_costs_and_is_priced_as_known()
    {
        var (student, table) = (SharedFile.Require("fasterseg/student.json"), SharedFile.Require("fasterseg/latency_lookup_table.json"));
        using var folder = new WorkFolder();
        var result = folder.Run("import", "fasterseg", student, "--table", table, "--json", "-o", "student.arch").Succeeded();
        var summary = JsonNode.Parse(result.Output)!;
        Assert.Equal((3_421_875, 4_385_689, 23), ((long)summary["parameters"]!, (long)summary["publishedParameters"]!, (int)summary["narrowChoices"]!));
        Assert.Equal(6.4139770511337, (double)summary["tableMsAsPublished"]!, 1e-12);
        Assert.Equal(5.702, (double)summary["tableMs"]!, 5e-4);
        Assert.Contains("6.414 ms as published", result.Error, StringComparison.Ordinal);
        folder.Run("validate", "student.arch").Succeeded();
    }

    [Fact]
    public void Mistakes_in_a_file_have_places_and_nothing_is_written()
    {
        using var folder = new WorkFolder();
        folder.Write("bad.json", SeededGenotype.Json(2, Scores.Replace("0.2", "\"high\"", StringComparison.Ordinal)).Replace("beta_1_2", "beta_12", StringComparison.Ordinal));
        folder.Write("good.json", SeededGenotype.Json(2));
        folder.Write("table.json", "{ \"ff\": 1 }");
        var before = folder.Content();
        Expectation.Meets("import-bad-file", folder.Run("import", "fasterseg", "bad.json", "-o", "net.arch").EndedWith(2));
        Expectation.Meets("import-no-scores", folder.Run("import", "fasterseg", "good.json", "-o", "net.arch").EndedWith(2));
        var unpriced = folder.Run("import", "fasterseg", "good.json", "--branches", "8", "--table", "table.json", "-o", "net.arch").EndedWith(2);
        Assert.Contains("table.json: error NF0013: the table has no entry 'ConvNorm_H1024_W2048_Cin3_Cout32_kernel3_stride2'", unpriced.Error, StringComparison.Ordinal);
        Assert.Contains("NF0501", folder.Run("import", "fasterseg", "good.json", "--branches", "8", "-o", "table.json").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content());
    }

    [Theory]
    [InlineData("--branches", "4")]
    [InlineData("--stem-width", "13")]
    [InlineData("--base-width", "3")]
    [InlineData("--classes", "1")]
    public void Options_out_of_range_end_with_2(string option, string value)
    {
        using var folder = new WorkFolder();
        folder.Write("student.json", SeededGenotype.Json(2, Scores));
        Assert.Contains(option, folder.Run("import", "fasterseg", "student.json", option, value).EndedWith(2).Error, StringComparison.Ordinal);
    }
}
