using System.Text;
using System.Text.Json.Nodes;
using NasFuse.Cli.Workers;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Cli.Hosting;

/// <summary>Brings a study to a distributed engine.</summary>
internal static class EngineStudy
{
    /// <summary>Opens the controller's side for a study.</summary>
    /// <exception cref="UserErrorException">The study cannot be sent.</exception>
    public static async Task<StudyQueues> OpenAsync(StudySession session, EngineUse use, Action<string> note, CancellationToken cancellation)
    {
        var (folder, artefacts) = (session.Store.Folder, new ArtefactFolder(session.Store.Folder));
        var options = new QueueOptions
        {
            Keep = (trial, kind, name, write) => artefacts.Write(kind, $"{StudyFolder.TrialPath(trial)}/{name}", write),
            MemoryOf = use.TrialBytes is { } bytes ? _ => bytes : trial => Estimate(session, trial),
            Note = note, IsSynchronous = session.Study.SynchronousBatch is not null, Ahead = use.Ahead,
        };
        try
        {
            var study = await DescribeAsync(session, use, cancellation).ConfigureAwait(false);
            return await StudyQueues.OpenAsync(
                use.Engine, study, Created(session), session.Manifest.Study.Study.DeviceClasses(), session.Store.Trials(), options, cancellation)
                .ConfigureAwait(false);
        }
        catch (WireException mistake)
        {
            throw new UserErrorException(new SourcePlace(folder.Name), ErrorCodes.OutOfRange, $"the study cannot be sent to workers: {mistake.Message}");
        }
    }

    private static long Estimate(StudySession session, Trial trial) => TrainingMemory.Of(
        ArchitectureText.Parse(trial.Architecture).Lower(SizeOf(session.Study, session.Manifest.Study.Study.Training)), session.Manifest.Study.Study.Training);

    private static Size SizeOf(Study study, TrainingSpecification training) =>
        training.Augmentation.Crop is [var height, var width] ? new Size(height, width) : study.ImageSize;

    private static string Created(StudySession session) => (string)session.Manifest.Json["created"]!;

    private static async Task<StudyDocument> DescribeAsync(StudySession session, EngineUse use, CancellationToken cancellation)
    {
        var manifest = session.Manifest;
        var key = Subjects.StudyKey(session.Study.Name, Created(session));
        var listing = Encoding.UTF8.GetBytes(string.Join('\n', session.Samples.Dataset.Listing()));
        return new StudyDocument
        {
            Protocol = WireFormats.Protocol, Version = HostEnvironment.Current.Version, Key = key, Name = session.Study.Name, Pool = use.Pool,
            LeaseSeconds = use.LeaseSeconds, Configuration = Portable(manifest.Study.Resolved), DataFingerprint = session.Samples.Dataset.Fingerprint,
            DataListing = await PutAsync(listing).ConfigureAwait(false), DeviceClass = use.DeviceClass, Teacher = session.Teacher?.Fingerprint,
            TeacherFile = session.Teacher is { } teacher ? await PutAsync(TeacherFile.Write(teacher, key)).ConfigureAwait(false) : null,
        };

        async ValueTask<ArtefactKey> PutAsync(byte[] content)
        {
            using var stream = new MemoryStream(content);
            return await NatsTrialQueue.ArtefactsOf(use.Engine).PutAsync(stream, new ArtefactOwner(key, null), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The configuration without what is of this machine: where files lie is the worker's own affair.</summary>
    private static JsonObject Portable(JsonObject resolved)
    {
        var portable = (JsonObject)resolved.DeepClone();
        Shorten(portable["data"]!, "root");
        if (portable["training"]?["distillation"] is { } distillation) Shorten(distillation, "teacher");
        return portable;
    }

    private static void Shorten(JsonNode node, string key)
    {
        if ((string?)node[key] is { } path) node[key] = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
    }
}
