using System.Text.Json.Nodes;
using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class PolicyNetworkTests
{
    private static readonly PolicyStep[] s_steps = [new("a", ["x", "y", "z"], 1), new("b", ["x", "y"], 0), new("c", ["1", "2", "3"], 2)];

    [Fact]
    public void The_first_proposals_are_uniform()
    {
        var network = new PolicyNetwork(new PolicyWeights(0.1), 4);
        Assert.All(network.Probabilities(network.Start(), "a", ["x", "y", "z"]), probability => Assert.Equal(1 / 3.0, probability, 12));
    }

    [Fact]
    public void Derivatives_are_those_of_finite_differences()
    {
        var weights = new PolicyWeights(0.1);
        var network = new PolicyNetwork(weights, 3);
        // Away from the start, where outputs are zero and so are most derivatives.
        for (var i = 0; i < 5; i++)
        {
            network.AddGradient(s_steps, 1 - (0.3 * i), 0.1);
            weights.Step();
        }
        network.AddGradient(s_steps, 0.7, 0.2);
        var blocks = Blocks(weights);
        var gradients = blocks.Select(block => (double[])block.Gradient.Clone()).ToArray();
        foreach (var (block, gradient) in blocks.Zip(gradients))
        {
            for (var i = 0; i < gradient.Length; i++)
            {
                var value = block.Values[i];
                block.Values[i] = value + 1e-5;
                var above = network.AddGradient(s_steps, 0.7, 0.2);
                block.Values[i] = value - 1e-5;
                var below = network.AddGradient(s_steps, 0.7, 0.2);
                block.Values[i] = value;
                Assert.Equal((above - below) / 2e-5, gradient[i], 7);
            }
        }
    }

    [Fact]
    public void What_is_rewarded_becomes_likely_and_depends_on_what_came_before()
    {
        var weights = new PolicyWeights(0.05);
        var network = new PolicyNetwork(weights, 8);
        // The right answer to the second choice is the answer to the first.
        for (var i = 0; i < 200; i++)
        {
            foreach (var (first, second) in new[] { (0, 0), (1, 1), (0, 1), (1, 0) })
            {
                network.AddGradient([new("a", ["x", "y"], first), new("b", ["x", "y"], second)], first == second ? 1 : -1, 0);
                weights.Step();
            }
        }
        Assert.True(network.Probabilities(network.Next(network.Start(), "a", "x"), "b", ["x", "y"])[0] > 0.9);
        Assert.True(network.Probabilities(network.Next(network.Start(), "a", "y"), "b", ["x", "y"])[1] > 0.9);
    }

    [Fact]
    public void Saved_weights_come_back_bit_for_bit()
    {
        var (weights, restored) = (new PolicyWeights(0.1), new PolicyWeights(0.1));
        Train(weights);
        restored.Restore(JsonNode.Parse(weights.Save().ToJsonString())!.AsObject());
        Train(weights);
        Train(restored);
        Assert.Equal(weights.Save().ToJsonString(), restored.Save().ToJsonString());

        static void Train(PolicyWeights weights)
        {
            for (var i = 0; i < 3; i++)
            {
                new PolicyNetwork(weights, 4).AddGradient(s_steps, 1, 0.1);
                weights.Step();
            }
        }
    }

    [Fact]
    public void Rewards_rise_with_the_front()
    {
        Observation[] complete = [At(0, 0, 1), At(1, 1, 0), At(2, 0.4, 0.4), At(3, 0.5, 0.5), At(4, 0.9, 0.9)];
        Observation[] trials = [.. complete, new(5, Assignment.Empty, [], null, 0.3), new(6, Assignment.Empty, [], null, 9)];
        var reward = new FrontReward(complete);
        var rewards = Array.ConvertAll(trials, reward.Of);
        Assert.Equal([2, 3, 4, 5, 6], new[] { 2, 3, 4, 5, 6 }.OrderByDescending(i => rewards[i]));
        Assert.True(rewards[2] > 0);
        Assert.Equal(-0.1, rewards[3], 9);
    }

    private static Observation At(int number, params double[] costs) => new(number, Assignment.Empty, [], costs, 0);

    private static List<(double[] Values, double[] Gradient)> Blocks(PolicyWeights weights) =>
        [.. weights.Save().Select(pair => weights.Of(pair.Key, 0, 0))];
}
