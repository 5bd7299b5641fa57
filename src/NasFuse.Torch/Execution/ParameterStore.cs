using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Torch.Execution;

/// <summary>All learned and running values of a graph under stable names, float32, on one device.</summary>
/// <remarks>
/// Each value is a window into one of three flat tensors (<see cref="ParameterLayout"/>), and its gradient a window into a flat gradient, so that
/// updating, clipping, averaging and saving are a few large operations whatever the number of layers. Not thread-safe.
/// </remarks>
public sealed class ParameterStore : IDisposable
{
    private readonly Dictionary<string, Tensor> _values = new(StringComparer.Ordinal);
    private readonly Tensor[] _flats;
    private readonly Tensor[] _gradients;

    /// <summary>Where each value lies.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Where all values live.</summary>
    public Device Device { get; }

    /// <summary>Makes room for the values of a graph, all zero.</summary>
    public ParameterStore(Graph graph, Device device)
    {
        Layout = new ParameterLayout(graph);
        Device = device;
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        _flats = [.. Enum.GetValues<ParameterGroup>().Select(group => Keep(torch.zeros(Layout.LengthOf(group), device: device)))];
        _gradients = [.. _flats.Take(2).Select(flat => Keep(torch.zeros_like(flat)))];
        foreach (var slot in Layout.Slots) _values.Add(slot.Name, Window(slot));
    }

    /// <summary>Makes a store that holds the given values.</summary>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    public ParameterStore(Graph graph, WeightSet weights, Device device)
        : this(graph, device) => Load(weights);

    /// <summary>A value by its full name; the caller must not dispose it.</summary>
    /// <exception cref="KeyNotFoundException">No value has this name.</exception>
    public Tensor this[string name] =>
        _values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"the network has no value named '{name}'");

    /// <summary>All values of a group, gaps included; the caller must not dispose it.</summary>
    public Tensor Flat(ParameterGroup group) => _flats[(int)group];

    /// <summary>Gradients of the trained groups, decayed and undecayed, laid out like the values; the caller must not dispose them.</summary>
    public IReadOnlyList<Tensor> Gradients => _gradients;

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients()
    {
        using var noGradient = torch.no_grad();
        foreach (var gradient in _gradients) gradient.zero_();
    }

    /// <summary>Copies a group's flat tensor out.</summary>
    public float[] Read(ParameterGroup group)
    {
        using var scope = torch.NewDisposeScope();
        return Flat(group).cpu().data<float>().ToArray();
    }

    /// <summary>Overwrites a group's flat tensor.</summary>
    /// <exception cref="ArgumentException">The length is not the group's.</exception>
    public void Write(ParameterGroup group, float[] values)
    {
        if (values.Length != Layout.LengthOf(group)) throw new ArgumentException($"{group} has {Layout.LengthOf(group)} values but got {values.Length}", nameof(values));
        if (values.Length == 0) return;
        using var noGradient = torch.no_grad();
        using var source = torch.tensor(values);
        Flat(group).copy_(source);
    }

    /// <summary>Copies all values out, in the order of <see cref="ParameterLayout.Slots"/>.</summary>
    public WeightSet ToWeightSet()
    {
        float[][] flats = [.. Enum.GetValues<ParameterGroup>().Select(Read)];
        return new WeightSet(Layout.Slots.Select(slot =>
            KeyValuePair.Create(slot.Name, new WeightTensor(slot.Shape, flats[(int)slot.Group].AsSpan((int)slot.Offset, (int)slot.Count).ToArray()))));
    }

    /// <summary>Takes over the values of a set; names in it that this store lacks are left out, such as those of training-only heads.</summary>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    /// <exception cref="ArgumentException">A value has another shape.</exception>
    public void Load(WeightSet weights)
    {
        foreach (var group in Enum.GetValues<ParameterGroup>())
        {
            var flat = new float[Layout.LengthOf(group)];
            foreach (var slot in Layout.Slots.Where(slot => slot.Group == group))
            {
                var tensor = weights[slot.Name];
                if (!tensor.Shape.SequenceEqual(slot.Shape))
                    throw new ArgumentException($"'{slot.Name}' is [{string.Join(", ", slot.Shape)}] here but [{string.Join(", ", tensor.Shape)}] in the set", nameof(weights));
                tensor.Values.CopyTo(flat, slot.Offset);
            }
            Write(group, flat);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in _values.Values) value.Dispose();
        foreach (var tensor in _gradients.Concat(_flats)) tensor.Dispose();
    }

    private Tensor Window(ParameterSlot slot)
    {
        long[] shape = [.. slot.Shape.Select(length => (long)length)];
        var value = _flats[(int)slot.Group].narrow(0, slot.Offset, slot.Count).view(shape).detach();
        if (slot.Group != ParameterGroup.Statistics)
        {
            value.requires_grad_(true);
            value.grad = _gradients[(int)slot.Group].narrow(0, slot.Offset, slot.Count).view(shape);
        }
        return Keep(value);
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}
