using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Seeds;

/// <summary>Reads the architectures that a study begins with.</summary>
internal static class StudySeeds
{
    /// <summary>The study with its seeds read in and checked; as it is when its sampler has none.</summary>
    /// <param name="loaded">The study.</param>
    /// <param name="begun">Its folder, or null when it shall begin anew; a study that has begun keeps its seeds.</param>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="classes">Number of classes of the data.</param>
    /// <exception cref="UserErrorException">Something is not there or does not fit the data; every mistake at its place in the study file.</exception>
    public static LoadedStudy ReadInto(LoadedStudy loaded, StudyFolder? begun, string results, int classes)
    {
        if (loaded.Study.Sampler is not SeededOptions options) return loaded;
        if (Stored(begun)?.Study.Study.Sampler is SeededOptions before && options.IsBeginningOf(before))
            return loaded.With(before with { Then = options.Then });
        try
        {
            return loaded.With(Read(options, loaded, results, classes));
        }
        catch (UserErrorException mistakes)
        {
            throw loaded.Located(mistakes);
        }
    }

    private static RunManifest? Stored(StudyFolder? folder)
    {
        if (folder is null || !File.Exists(folder.Database)) return null;
        using var reader = LiteDbTrialReader.Open(folder);
        return reader.Manifest() is { } manifest ? RunManifest.Read(folder.Database, manifest) : null;
    }

    private static SeededOptions Read(SeededOptions options, LoadedStudy loaded, string results, int classes)
    {
        var errors = new DiagnosticBag();
        var size = loaded.Study.Data.ImageSize();
        for (var i = 0; i < options.Seeds.Length; i++) Check(options.Seeds[i], new SourcePlace($"sampler.seeds[{i}].text"));
        var sources = new SeedSources(Path.GetDirectoryName(Path.GetFullPath(loaded.Source.Place.File))!, results, options.Best, classes);
        var seeds = options.Seeds.ToList();
        for (var i = 0; i < options.From.Length; i++)
        {
            var place = new SourcePlace($"sampler.from[{i}]");
            foreach (var seed in sources.Read(options.From[i], place, errors)) Add(seed, place);
        }
        if (seeds.Count > SeededOptions.MostSeeds)
        {
            errors.Add(new SourcePlace("sampler.from"), ErrorCodes.OutOfRange,
                $"there are {seeds.Count} seeds, at most {SeededOptions.MostSeeds} are possible. Take fewer of each study with 'best'.");
        }
        errors.ThrowIfAny();
        return options with { Seeds = [.. seeds] };

        void Add(SeedOptions seed, SourcePlace place)
        {
            seeds.Add(seed);
            Check(seed, place);
        }

        void Check(SeedOptions seed, SourcePlace place)
        {
            try
            {
                seed.Read(classes).Lower(size);
            }
            catch (UserErrorException mistakes)
            {
                foreach (var mistake in mistakes.Diagnostics) errors.Add(place, mistake.Code, $"{seed.Name}, with {classes} classes: {mistake.Message}");
            }
            catch (ShapeException mismatch)
            {
                errors.Add(place, ErrorCodes.ChannelMismatch, $"{seed.Name}, on images of {size}: {mismatch.Message}");
            }
        }
    }
}
