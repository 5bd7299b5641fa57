using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>Draws which channels are dropped, from a generator of its own that is seeded anew in each step.</summary>
/// <remarks>So a step's masks depend on its seed alone: not on what was drawn before, and not on whether the training was interrupted. Not thread-safe.</remarks>
internal sealed class DropoutMasks(Device device)
{
    private torch.Generator? _generator;
    private ulong _seed;
    private bool _isSeeded;

    /// <summary>Begins a step.</summary>
    public void BeginStep(ulong seed) => (_seed, _isSeeded) = (seed, false);

    /// <summary>A kernel that drops channels in training and hands its input on otherwise.</summary>
    public Kernel Compile(ChannelDropout dropout)
    {
        var dropped = dropout.Percent / 100.0;
        // Not the input itself: each tensor of a pass is disposed on its own.
        return (inputs, training) => training ? inputs[0].mul(Draw(inputs[0], dropped)) : inputs[0].alias();
    }

    /// <summary>Factors per image and channel, <c>[N, C, 1, 1]</c>: 0, or what keeps the mean.</summary>
    private Tensor Draw(Tensor input, double dropped)
    {
        long[] shape = [input.shape[0], input.shape[1], 1, 1];
        return torch.rand(shape, device: device, generator: Generator()).IsAtLeast(dropped).to(input.dtype).Times(1 / (1 - dropped));
    }

    private torch.Generator Generator()
    {
        _generator ??= new torch.Generator(_seed, device);
        if (!_isSeeded) _generator.manual_seed(unchecked((long)_seed));
        _isSeeded = true;
        return _generator;
    }
}
