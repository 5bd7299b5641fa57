using System.Globalization;

namespace NasFuse.Core.Plots;

/// <summary>An axis with round numbers on it: values to pixels.</summary>
internal sealed class PlotAxis
{
    private const int WantedTicks = 6;

    private readonly double _least;
    private readonly double _most;
    private readonly double _from;
    private readonly double _to;
    private readonly double _step;

    /// <summary>Spans values, with a little room on both sides.</summary>
    /// <param name="values">Finite values, any number of them.</param>
    /// <param name="from">Where the axis begins, pixels.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="room">Share of the span left free on either side.</param>
    public PlotAxis(IReadOnlyCollection<double> values, double from, double to, double room = 0.05)
    {
        (_from, _to) = (from, to);
        var (least, most) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        var span = most > least ? most - least : Math.Max(Math.Abs(most), 1e-9) * 0.2;
        if (most <= least) (least, most) = (least - span / 2, most + span / 2);
        // Room never makes an axis negative where no value is.
        (_least, _most) = (least >= 0 ? Math.Max(0, least - room * span) : least - room * span, most + room * span);
        _step = RoundStep((_most - _least) / WantedTicks);
    }

    /// <summary>The round numbers on it.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = (long)Math.Ceiling(_least / _step - 1e-9); i * _step <= _most + _step * 1e-9; i++) yield return i * _step;
        }
    }

    /// <summary>Where a value stands, pixels.</summary>
    public double At(double value) => _from + (value - _least) / (_most - _least) * (_to - _from);

    /// <summary>A number on the axis, with as many decimal places as its neighbours differ in; large ones as <c>20 k</c> and <c>1.5 M</c>.</summary>
    public string Text(double value)
    {
        var (unit, sign) = _most >= 1e9 ? (1e9, " G") : _most >= 1e6 ? (1e6, " M") : _most >= 1e4 ? (1e3, " k") : (1, "");
        var places = Math.Clamp(-(int)Math.Floor(Math.Log10(_step / unit) + 1e-9), 0, 6);
        return (value / unit).ToString($"F{places}", CultureInfo.InvariantCulture) + sign;
    }

    private static double RoundStep(double wanted)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return power * (wanted / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
