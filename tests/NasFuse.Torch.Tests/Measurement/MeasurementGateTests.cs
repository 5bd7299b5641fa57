using NasFuse.Torch.Measurement;

namespace NasFuse.Torch.Tests.Measurement;

public sealed class MeasurementGateTests
{
    [Fact]
    public void Steps_pass_together_and_a_measurement_alone()
    {
        using var gate = new MeasurementGate();
        int steps = 0, measurements = 0, mostSteps = 0;
        var overlapped = false;
        using var both = new Barrier(2);
        var workers = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            using (gate.EnterStep())
            {
                Interlocked.Increment(ref steps);
                both.SignalAndWait();
                mostSteps = Volatile.Read(ref steps);
                both.SignalAndWait();
                Interlocked.Decrement(ref steps);
            }
            for (var i = 0; i < 2000; i++)
            {
                if (i % 10 == 0) Measure();
                else Step();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        Assert.Equal(2, mostSteps);
        Assert.False(overlapped);

        void Step()
        {
            using var pass = gate.EnterStep();
            Interlocked.Increment(ref steps);
            if (Volatile.Read(ref measurements) != 0) overlapped = true;
            Interlocked.Decrement(ref steps);
        }

        void Measure()
        {
            using var pass = gate.EnterMeasurement();
            if (Interlocked.Increment(ref measurements) != 1 || Volatile.Read(ref steps) != 0) overlapped = true;
            Thread.SpinWait(50);
            if (Volatile.Read(ref steps) != 0) overlapped = true;
            Interlocked.Decrement(ref measurements);
        }
    }
}
