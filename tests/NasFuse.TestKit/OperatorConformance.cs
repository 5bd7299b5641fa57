using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;
using Xunit;

namespace NasFuse.TestKit;

/// <summary>What every operator must do. A test class derives from it and lists closed-form costs.</summary>
public abstract class OperatorConformance<TOperator>
    where TOperator : Operator, new()
{
    /// <summary>Configurations with their costs from the closed form, at least one.</summary>
    protected abstract IEnumerable<CostCase> Cases { get; }

    [Fact]
    public void Parameters_and_macs_equal_the_closed_form()
    {
        foreach (var (testCase, architecture, operation) in Configurations())
        {
            foreach (var size in OddSizes.Images)
            {
                var (parameters, macs) = SmallArchitectures.CostOf(architecture.Lower(size), "it/");
                var before = Scale.OfStride(2 * operation.Enlargement).Apply(size);
                var after = Scale.OfStride(2 * operation.Stride).Apply(size);
                var area = (long)after.Height * after.Width;
                Assert.Equal(testCase.Parameters + testCase.ParametersPerPosition * area, parameters);
                Assert.Equal(testCase.Macs((long)before.Height * before.Width, area), macs);
            }
        }
    }

    [Fact]
    public void Declared_shape_holds_at_odd_sizes()
    {
        foreach (var (testCase, architecture, operation) in Configurations())
        {
            foreach (var size in OddSizes.Images)
            {
                var graph = architecture.Lower(size);
                var classifier = graph.Nodes.First(node => node.Name.StartsWith("cls/", StringComparison.Ordinal));
                var shape = graph.Nodes[classifier.Inputs[0]].Shape;
                Assert.Equal(Scale.OfStride(2 * operation.Stride).Apply(size), shape.Size);
                Assert.Equal(testCase.Width, shape.Channels);
            }
        }
    }

    [Fact]
    public void Text_and_json_round_trip()
    {
        foreach (var (testCase, architecture, operation) in Configurations())
        {
            Assert.IsType<TOperator>(operation);
            Assert.Equal(testCase.Text, operation.Text);
            Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
            Assert.Equal(architecture, ArchitectureJson.Parse(ArchitectureJson.Format(architecture).ToJsonString()));
        }
        Assert.Equal(Vocabularies.Operators.NameOf(new TOperator()), new TOperator().Text);
    }

    [Fact]
    public void Canonical_id_is_deterministic_and_sees_the_operator()
    {
        var ids = Configurations().Select(configuration => ArchitectureId.Of(configuration.Architecture)).ToArray();
        Assert.Equal(ids, Configurations().Select(configuration => ArchitectureId.Of(configuration.Architecture)));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    private IEnumerable<(CostCase Case, Architecture Architecture, Operator Operator)> Configurations()
    {
        foreach (var testCase in Cases)
        {
            var operation = OperatorOf(testCase.Text);
            yield return (testCase, SmallArchitectures.WithOperator(testCase.Text, testCase.InputWidth, testCase.Width, operation.Stride, operation.Enlargement), operation);
        }
    }

    private static Operator OperatorOf(string text)
    {
        var open = text.IndexOf('(');
        var options = open < 0 ? [] : text[(open + 1)..^1].Split(',').Select(part => part.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        return Vocabularies.Operators.Create(open < 0 ? text : text[..open], options, (_, message) => Assert.Fail(message))!;
    }
}
