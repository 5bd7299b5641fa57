using NasFuse.Cli.Deployment;
using NasFuse.Cli.Seeds;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Storage;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Cli.Hosting;

/// <summary>A study opened for writing: its store is locked, its data are open, its manifest is stored.</summary>
/// <param name="Study">What to run.</param>
/// <param name="Manifest">Its record.</param>
/// <param name="Store">Its store.</param>
/// <param name="Samples">Its data.</param>
/// <param name="Teacher">What teaches its candidates, or null.</param>
internal sealed record StudySession(Study Study, RunManifest Manifest, LiteDbTrialStore Store, SampleCache Samples, Teacher? Teacher) : IDisposable
{
    private const string TeacherKey = "training.distillation.teacher";

    /// <summary>Opens the study's data and store, creating the study if it is new.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="resultsRoot">Folder of all studies.</param>
    /// <param name="startAnew">Put an existing study of that name aside instead of going on with it.</param>
    /// <param name="devices">Devices of the workers.</param>
    /// <param name="command">The command line, for the manifest.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="UserErrorException">The data or the teacher are not usable, or the stored study was made with other settings.</exception>
    /// <exception cref="StoreLockedException">Another process runs the study.</exception>
    public static StudySession Open(LoadedStudy loaded, string resultsRoot, bool startAnew, IEnumerable<string> devices, string command, TimeProvider clock)
    {
        var specification = loaded.Study;
        var dataset = SegmentationDatasets.Open(specification.Data);
        var samples = new SampleCache(dataset, specification.Data.CacheMiB);
        var teacher = TeacherPackage.For(specification.Training, dataset, PlaceOfTeacher(loaded));
        var space = loaded.Space.Create(loaded.SpaceName, dataset.Classes.Length);
        var folder = StudyFolders.ForNew(resultsRoot, specification.Name!);
        // Before anything is put aside or created: a study may begin with the best of its predecessor, and with mistakes none begins.
        loaded = StudySeeds.ReadInto(loaded, startAnew ? null : folder, resultsRoot, dataset.Classes.Length);
        if (startAnew) PastStudies.PutAside(folder);

        var store = LiteDbTrialStore.Open(folder);
        try
        {
            var stored = store.Manifest() is { } json ? RunManifest.Read(folder.Database, json) : null;
            if (stored is not null) StudyConflict.ThrowIfAny(stored, loaded, dataset, teacher?.Fingerprint);
            var reference = stored?.Reference ?? ReferenceChoice.For(loaded, space);
            var manifest = RunManifest.Create(
                loaded, reference, stored?.Data ?? DataDescription.Of(samples), devices, command,
                stored is null ? clock.GetUtcNow() : DateTimeOffset.Parse((string)stored.Json["created"]!),
                teacher?.Fingerprint);
            store.SaveManifest(manifest.Json);
            return new StudySession(manifest.StudyOn(space), manifest, store, samples, teacher);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Where a study names its teacher.</summary>
    public static SourcePlace PlaceOfTeacher(LoadedStudy loaded) =>
        TeacherKey.Split('.').Aggregate((JsonNodeAt?)loaded.Source, (node, key) => node?[key])?.Place ?? new SourcePlace(TeacherKey);

    /// <summary>Closes the store and frees its lock.</summary>
    public void Dispose() => Store.Dispose();
}
