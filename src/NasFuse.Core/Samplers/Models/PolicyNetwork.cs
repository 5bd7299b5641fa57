namespace NasFuse.Core.Samplers.Models;

/// <summary>A recurrent policy: what is picked for a choice depends on all that was picked before. Not thread-safe.</summary>
/// <remarks>
/// A long short-term memory (Hochreiter and Schmidhuber 1997; with forget gate, Gers et al. 2000) reads one label after another; a choice's labels are
/// weighed by a softmax over those on offer. Every pair of choice and label has its own input and output weights, so choices may come in any number and
/// depend on each other. Output weights start at zero: the first proposals are uniform.
/// </remarks>
/// <param name="weights">Where the weights live.</param>
/// <param name="hidden">Hidden units.</param>
internal sealed class PolicyNetwork(PolicyWeights weights, int hidden)
{
    /// <summary>The state before the first choice.</summary>
    public PolicyState Start() => Advance(null, new double[hidden], new double[hidden]);

    /// <summary>Probabilities of the labels of a choice.</summary>
    public double[] Probabilities(PolicyState state, string choice, IReadOnlyList<string> options)
    {
        var logits = options.Select(label => Logit(state, Output(choice, label).Values)).ToArray();
        var largest = logits.Max();
        var exponentials = Array.ConvertAll(logits, logit => Math.Exp(logit - largest));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, exponential => exponential / sum);
    }

    /// <summary>The state after a label was picked.</summary>
    public PolicyState Next(PolicyState state, string choice, string label) => Advance(InputName(choice, label), state.Hidden, state.Cell);

    /// <summary>Adds the derivatives of <c>−advantage·log π(steps) − entropyWeight·Σ H(π)</c> to the gradients of the weights.</summary>
    /// <returns>The value.</returns>
    public double AddGradient(IReadOnlyList<PolicyStep> steps, double advantage, double entropyWeight)
    {
        var states = new List<PolicyState> { Start() };
        foreach (var step in steps) states.Add(Next(states[^1], step.Choice, step.Options[step.Picked]));
        var (loss, hiddenSlope, cellSlope) = (0.0, new double[hidden], new double[hidden]);
        for (var t = steps.Count - 1; t >= 0; t--)
        {
            loss += AddOutputGradient(states[t], steps[t], advantage, entropyWeight, hiddenSlope);
            AddCellGradient(states[t], hiddenSlope, cellSlope);
        }
        return loss;
    }

    private static string InputName(string choice, string label) => $"in {choice}={label}";

    private (double[] Values, double[] Gradient) Output(string choice, string label) => weights.Of($"out {choice}={label}", hidden + 1, 0);

    private (double[] Values, double[] Gradient) Input(string? name) => weights.Of(name ?? "start", 4 * hidden, 0.3);

    private (double[] Values, double[] Gradient) Recurrent() => weights.Of("recurrent", 4 * hidden * hidden, 1 / Math.Sqrt(hidden));

    private double Logit(PolicyState state, double[] output) => Vectors.Dot(state.Hidden, output, hidden) + output[hidden];

    private PolicyState Advance(string? input, double[] formerHidden, double[] formerCell)
    {
        // Gates in the order input, forget, output, content.
        var gates = (double[])Input(input).Values.Clone();
        var recurrent = Recurrent().Values;
        for (var g = 0; g < gates.Length; g++) gates[g] += Vectors.Dot(recurrent.AsSpan(g * hidden, hidden), formerHidden, hidden);
        for (var g = 0; g < gates.Length; g++) gates[g] = g < 3 * hidden ? 1 / (1 + Math.Exp(-gates[g])) : Math.Tanh(gates[g]);
        var (cell, output) = (new double[hidden], new double[hidden]);
        for (var h = 0; h < hidden; h++)
        {
            cell[h] = (gates[hidden + h] * formerCell[h]) + (gates[h] * gates[(3 * hidden) + h]);
            output[h] = gates[(2 * hidden) + h] * Math.Tanh(cell[h]);
        }
        return new PolicyState(input, output, cell, gates, formerHidden, formerCell);
    }

    private double AddOutputGradient(PolicyState state, PolicyStep step, double advantage, double entropyWeight, double[] hiddenSlope)
    {
        var probabilities = Probabilities(state, step.Choice, step.Options);
        var entropy = -probabilities.Sum(p => p * Math.Log(p));
        for (var i = 0; i < probabilities.Length; i++)
        {
            var p = probabilities[i];
            var slope = (advantage * (p - (i == step.Picked ? 1 : 0))) + (entropyWeight * p * (Math.Log(p) + entropy));
            var (values, gradient) = Output(step.Choice, step.Options[i]);
            Vectors.AddScaled(gradient.AsSpan(0, hidden), slope, state.Hidden);
            gradient[hidden] += slope;
            Vectors.AddScaled(hiddenSlope, slope, values);
        }
        return (-advantage * Math.Log(probabilities[step.Picked])) - (entropyWeight * entropy);
    }

    /// <summary>From the slopes of a state's hidden units and cells to the weights and, in place, to the slopes of the state before.</summary>
    private void AddCellGradient(PolicyState state, double[] hiddenSlope, double[] cellSlope)
    {
        var slopes = new double[4 * hidden];
        for (var h = 0; h < hidden; h++)
        {
            var (enter, keep, show, content) = (state.Gates[h], state.Gates[hidden + h], state.Gates[(2 * hidden) + h], state.Gates[(3 * hidden) + h]);
            var squashed = Math.Tanh(state.Cell[h]);
            var cell = cellSlope[h] + (hiddenSlope[h] * show * (1 - (squashed * squashed)));
            slopes[h] = cell * content * enter * (1 - enter);
            slopes[hidden + h] = cell * state.FormerCell[h] * keep * (1 - keep);
            slopes[(2 * hidden) + h] = hiddenSlope[h] * squashed * show * (1 - show);
            slopes[(3 * hidden) + h] = cell * enter * (1 - (content * content));
            cellSlope[h] = cell * keep;
        }
        Array.Clear(hiddenSlope);
        Vectors.AddScaled(Input(state.Input).Gradient, 1, slopes);
        var (recurrent, gradient) = Recurrent();
        for (var g = 0; g < slopes.Length; g++)
        {
            Vectors.AddScaled(gradient.AsSpan(g * hidden, hidden), slopes[g], state.FormerHidden);
            Vectors.AddScaled(hiddenSlope, slopes[g], recurrent.AsSpan(g * hidden, hidden));
        }
    }
}

/// <summary>A state of the memory, and what it came from.</summary>
internal sealed record PolicyState(string? Input, double[] Hidden, double[] Cell, double[] Gates, double[] FormerHidden, double[] FormerCell);
