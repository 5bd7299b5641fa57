using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Exponential moving average of all values of a store, running statistics included.</summary>
/// <remarks>
/// The decay begins small, <c>min(decay, (1 + n) / (10 + n))</c> in update n, so that the start is soon forgotten in short trainings. Not thread-safe.
/// </remarks>
public sealed class WeightAverage : IDisposable
{
    private static readonly ParameterGroup[] s_groups = Enum.GetValues<ParameterGroup>();
    private readonly ParameterStore _parameters;
    private readonly double _decay;
    private readonly Tensor[] _averages;

    /// <summary>Number of updates so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Starts at the store's present values.</summary>
    public WeightAverage(ParameterStore parameters, double decay)
    {
        (_parameters, _decay) = (parameters, decay);
        using var noGradient = torch.no_grad();
        _averages = [.. s_groups.Select(group => parameters.Flat(group).clone().DetachFromDisposeScope())];
    }

    /// <summary>Takes in the store's present values.</summary>
    public void Update()
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var decay = Math.Min(_decay, (1.0 + Updates) / (10.0 + Updates));
        Updates++;
        foreach (var group in s_groups) _averages[(int)group].Multiply(decay).Increase(_parameters.Flat(group), 1 - decay);
    }

    /// <summary>Puts the averages in place of the store's values until the result is disposed.</summary>
    public IDisposable Apply()
    {
        using var noGradient = torch.no_grad();
        Tensor[] saved = [.. s_groups.Select(group => _parameters.Flat(group).clone().DetachFromDisposeScope())];
        CopyIn(_averages);
        return new Restoration(() =>
        {
            CopyIn(saved);
            foreach (var tensor in saved) tensor.Dispose();
        });
    }

    /// <summary>Copies a group's averages out.</summary>
    public float[] Read(ParameterGroup group)
    {
        using var scope = torch.NewDisposeScope();
        return _averages[(int)group].cpu().data<float>().ToArray();
    }

    /// <summary>Goes on from saved averages.</summary>
    public void Restore(long updates, Func<ParameterGroup, float[]> averages)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Updates = updates;
        foreach (var group in s_groups) _averages[(int)group].copy_(torch.tensor(averages(group)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in _averages) average.Dispose();
    }

    private void CopyIn(Tensor[] values)
    {
        using var noGradient = torch.no_grad();
        foreach (var group in s_groups) _parameters.Flat(group).copy_(values[(int)group]);
    }

    private sealed class Restoration(Action restore) : IDisposable
    {
        private Action? _restore = restore;

        public void Dispose()
        {
            _restore?.Invoke();
            _restore = null;
        }
    }
}
