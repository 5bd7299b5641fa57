using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data.Loading;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Training;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Torch.Tests.Training;

/// <summary>A small architecture and quick trainings of it.</summary>
internal static class TrainingJobs
{
    public static Architecture Architecture { get; } = ArchitectureText.Parse(
        """
        s2:  1/2 x8  = conv(s=2) <- image
        s4:  1/4 x12 = mb(e=2,s=2) <- s2
        f2:  1/2 x8  = conv <- wsum{s4>c1>up; s2}
        aux: 1/4 x3  = conv(k=1,bn=0,act=none) <- s4 #aux=0.4
        out: 1/1 x3  = conv(k=1,bn=0,act=none) <- f2>up
        """);

    /// <summary>The same with all that only training sees: dropout twice, a head for classes and one for borders.</summary>
    public static Architecture Guided { get; } = ArchitectureText.Parse(
        """
        s2:  1/2 x8  = conv(s=2) <- image
        s4:  1/4 x12 = mb(e=2,s=2) <- s2
        f2:  1/2 x8  = drop(p=30) <- wsum{s4>c1>up; s2}
        det: 1/4 x1  = conv(k=1,bn=0,act=none) <- s4 #detail=1
        d4:  1/4 x12 = drop <- s4
        aux: 1/4 x3  = conv(k=1,bn=0,act=none) <- d4 #aux=0.4
        out: 1/1 x3  = conv(k=1,bn=0,act=none) <- f2>up
        """);

    public static TrainingSpecification Quick { get; } = new()
    {
        Epochs = 3, Batch = 4, LearningRate = 1e-2, Augmentation = new AugmentationSpecification { Scale = [0.8, 1.25] },
    };

    public static SampleCache Samples { get; } = new(new BlobDataset(), budgetMiB: 64);

    public static TrainingJob Job(TrainingSpecification? specification = null, string? checkpoint = null, ulong seed = 7) =>
        new(Architecture, specification ?? Quick, Samples, seed) { Checkpoint = checkpoint };

    /// <summary>A job whose teacher says what random weights say.</summary>
    public static TrainingJob Distilled(int teacherSeed = 1, double weight = 1) =>
        Job(Quick with { Distillation = new DistillationSpecification { Teacher = "out/teacher", Weight = weight, Temperature = 2 } }) with { Teacher = Teacher(teacherSeed) };

    public static Teacher Teacher(int seed, string classes = "x3")
    {
        var architecture = ArchitectureText.Parse($"s2: 1/2 x6 = conv(s=2) <- image\nout: 1/1 {classes} = conv(k=1,bn=0,act=none) <- s2>up");
        var graph = architecture.Lower(new Size(24, 32));
        return new Teacher(architecture, WeightInitializer.Create(graph, RandomStreams.Create((ulong)seed, "teacher")), Samples.Statistics.Normalization);
    }

    public static Trainer Trainer(List<string>? notes = null) => new(torch.CPU, new MeasurementGate(), TimeProvider.System, note => notes?.Add(note));
}
