using NasFuse.Core.Analysis;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis;

public sealed class StudyAnalysisTests
{
    [Fact]
    public void Every_check_has_a_name_of_its_own_and_says_something_about_an_empty_study()
    {
        var findings = StudyAnalysis.Of(new AnalysedStudy(ToyStudy.Study, [], _ => []));
        Assert.Equal(StudyAnalysis.Checks.Select(check => check.Name), StudyAnalysis.Checks.Select(check => check.Name).Distinct());
        Assert.Equal(StudyAnalysis.Checks.Select(check => check.Name).Order(), findings.Select(finding => finding.Check).Distinct().Order());
        Assert.All(findings, finding => Assert.True(finding.Verdict is Verdict.Skip or Verdict.Pass, $"{finding}"));
    }

    [Fact]
    public void The_worst_comes_first()
    {
        var verdicts = StudyAnalysis.Of(
            new AnalysedStudy(ToyStudy.Study, ToyStudy.Trials(40, (trial, random) =>
                trial.With(random.NextDouble(), 10) with { State = trial.Number < 15 ? TrialState.Failed : TrialState.Complete }), _ => []))
            .Select(finding => finding.Verdict).ToArray();
        Assert.Equal(verdicts.OrderDescending(), verdicts);
        Assert.True(verdicts.Distinct().Count() > 2);
    }

    [Fact]
    public void Equal_studies_give_equal_findings()
    {
        var trials = ToyStudy.Trials(60, (trial, random) => trial.With(random.NextDouble() + trial.Assignment.Labels.Count, 10));
        Assert.Equal(StudyAnalysis.Of(new AnalysedStudy(ToyStudy.Study, trials, _ => [])),
            StudyAnalysis.Of(new AnalysedStudy(ToyStudy.Study, trials, _ => [])));
    }
}
