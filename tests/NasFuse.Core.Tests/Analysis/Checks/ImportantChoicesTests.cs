using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class ImportantChoicesTests
{
    [Fact]
    public void The_choice_that_decides_is_named_first()
    {
        var findings = ToyStudy.Judge<ImportantChoices>(ToyStudy.Trials(150, (trial, random) =>
            trial.With(trial.Label("s8/operator") == "zoom" ? 0.3 : 0.6 + random.NextDouble() / 100, double.Parse(trial.Label("s8/width")))));
        Assert.StartsWith("miou is decided by s8/operator (9", findings[0].What, StringComparison.Ordinal);
        Assert.StartsWith("latencyMs is decided by s8/width (", findings[1].What, StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.Equal(Verdict.Pass, finding.Verdict));
    }

    [Fact]
    public void Noise_is_not_explained() =>
        Assert.All(ToyStudy.Judge<ImportantChoices>(ToyStudy.Trials(100, (trial, random) => trial.With(random.NextDouble(), 1 + random.NextDouble()))),
            finding => Assert.True(finding.Verdict == Verdict.Skip && finding.Reason.Contains("explain too little", StringComparison.Ordinal), $"{finding}"));
}
