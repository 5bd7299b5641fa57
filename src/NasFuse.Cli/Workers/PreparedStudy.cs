using NasFuse.Cli.Deployment;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.Data;
using NasFuse.Data.Checking;
using NasFuse.Data.Loading;
using NasFuse.Onnx.Packages;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Training.Distillation;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Workers;

/// <summary>A study of another machine, ready to be served by this worker.</summary>
/// <param name="Specification">What it says.</param>
/// <param name="Samples">Its data, from this machine.</param>
/// <param name="Teacher">What teaches its candidates, or null.</param>
internal sealed record PreparedStudy(StudySpecification Specification, SampleCache Samples, Teacher? Teacher) : IServedStudy
{
    /// <inheritdoc/>
    public string? Dataset => Samples.Dataset.Fingerprint;

    /// <summary>Opens what the study needs and proves that it is what the study was begun with.</summary>
    /// <exception cref="UserErrorException">Something is not here, or is something else; the message says what differs.</exception>
    public static async Task<PreparedStudy> OpenAsync(StudyDocument study, WorkerSettings settings, IArtefactStore artefacts, CancellationToken cancellation)
    {
        var specification = StudyFile.FromResolved($"study '{study.Name}'", study.Configuration).Study;
        var dataset = SegmentationDatasets.Open(settings.Data.Locate(specification.Data));
        if (dataset.Fingerprint != study.DataFingerprint) throw await DifferenceAsync(study, dataset, artefacts, cancellation).ConfigureAwait(false);
        var teacher = await TeacherOfAsync(study, specification.Training, settings, dataset, artefacts, cancellation).ConfigureAwait(false);
        return new PreparedStudy(specification, new SampleCache(dataset, specification.Data.CacheMiB), teacher);
    }

    /// <inheritdoc/>
    public ITrialEvaluator CreateEvaluator(WorkerSettings settings, MeasurementGate gate, Action<string> note) =>
        new TorchTrialEvaluator(Settings(note), settings.Device, this.Threads(settings), gate, TimeProvider.System);

    /// <summary>How its trials are evaluated; weights go to the trial's folder.</summary>
    private EvaluationSettings Settings(Action<string> note) => new()
    {
        Training = Specification.Training, Latency = Specification.Latency, MeasuresLatency = Specification.TimesWhereTrained(),
        Constraints = Specification.Constraints,
        Samples = Samples, Teacher = Teacher, Note = note,
        SaveWeights = (assignment, weights) => new ArtefactFolder(new StudyFolder(assignment.Folder)).Write(
            "weights", "weights.safetensors",
            stream => stream.Write(Safetensors.Write(weights, new Dictionary<string, string> { ["architectureId"] = assignment.Trial.ArchitectureId }))),
    };

    /// <summary>The network that teaches: from a folder of this machine where the worker was told one, else as the controller has sent it.</summary>
    private static async Task<Teacher?> TeacherOfAsync(
        StudyDocument study, TrainingSpecification training, WorkerSettings settings, SegmentationDataset dataset, IArtefactStore artefacts,
        CancellationToken cancellation)
    {
        if (training.Distillation is null) return null;
        var place = new SourcePlace(settings.Teacher is null ? "teacher" : "--teacher");
        var teacher = settings.Teacher is { } folder
            ? TeacherPackage.For(training with { Distillation = training.Distillation with { Teacher = folder } }, dataset, place)!
            : await FetchTeacherAsync(study, place, artefacts, cancellation).ConfigureAwait(false);
        return teacher.Fingerprint == study.Teacher ? teacher
            : throw new UserErrorException(place, ErrorCodes.Contradiction,
                $"the network in '{settings.Teacher ?? "the engine"}' is not the one that the study was begun with");
    }

    private static async Task<Teacher> FetchTeacherAsync(StudyDocument study, SourcePlace place, IArtefactStore artefacts, CancellationToken cancellation)
    {
        if (study.TeacherFile is not { } key)
        {
            throw new UserErrorException(
                place, ErrorCodes.MissingKey, "its candidates are taught by a network that was not sent; start this worker with --teacher DIR");
        }
        using var file = new MemoryStream();
        await artefacts.CopyToAsync(key, file, cancellation).ConfigureAwait(false);
        return TeacherFile.Read(file.ToArray());
    }

    private static async Task<UserErrorException> DifferenceAsync(
        StudyDocument study, SegmentationDataset dataset, IArtefactStore artefacts, CancellationToken cancellation)
    {
        var difference = "its listing cannot be had";
        if (study.DataListing is { } key)
        {
            using var listing = new MemoryStream();
            await artefacts.CopyToAsync(key, listing, cancellation).ConfigureAwait(false);
            string[] wanted = System.Text.Encoding.UTF8.GetString(listing.ToArray()).Split('\n');
            difference = ListingDifference.Describe(wanted, [.. dataset.Listing()]) ?? "the same files in another order";
        }
        return new UserErrorException(new SourcePlace("--data"), ErrorCodes.BadData, $"data set '{dataset.Name}' differs here from the study's: {difference}");
    }
}
