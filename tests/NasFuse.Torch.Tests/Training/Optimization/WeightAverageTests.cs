using NasFuse.Torch.Execution;
using NasFuse.Torch.Tests.Execution;
using NasFuse.Torch.Training.Optimization;

namespace NasFuse.Torch.Tests.Training.Optimization;

public sealed class WeightAverageTests
{
    [Fact]
    public void Follows_the_values_with_a_decay_that_grows_to_its_bound()
    {
        using var store = TestNetworks.RandomStore(RandomGraphs.Create(4));
        using var average = new WeightAverage(store, 0.15);
        var expected = (double)store.Read(ParameterGroup.Undecayed)[0];
        for (var update = 0; update < 4; update++)
        {
            using (torch.no_grad()) store.Flat(ParameterGroup.Undecayed).Increase(1.0);
            average.Update();
            var decay = Math.Min(0.15, (1.0 + update) / (10 + update));
            expected = decay * expected + (1 - decay) * store.Read(ParameterGroup.Undecayed)[0];
        }
        Assert.Equal(expected, average.Read(ParameterGroup.Undecayed)[0], 5);
        Assert.Equal(4, average.Updates);
    }

    [Fact]
    public void Stands_in_for_the_values_and_gives_them_back_to_the_bit()
    {
        using var store = TestNetworks.RandomStore(RandomGraphs.Create(4));
        using var average = new WeightAverage(store, 0.9);
        var averaged = average.Read(ParameterGroup.Statistics);
        using (torch.no_grad()) store.Flat(ParameterGroup.Statistics).Increase(1.0);
        var values = store.Read(ParameterGroup.Statistics);
        using (average.Apply()) Assert.Equal(averaged, store.Read(ParameterGroup.Statistics));
        Assert.Equal(values, store.Read(ParameterGroup.Statistics));
    }
}
