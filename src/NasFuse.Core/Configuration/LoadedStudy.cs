using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration;

/// <summary>One setting of a study with where its value comes from.</summary>
/// <param name="Path">Path of the key, as <c>--set</c> takes it; <c>searchSpace.…</c> for those of the search space.</param>
/// <param name="ValueJson">The value as JSON on one line.</param>
/// <param name="Origin"><c>default</c>, a place in a file, <c>--set …</c>, or the environment variable.</param>
public sealed record ResolvedSetting(string Path, string ValueJson, string Origin);

/// <summary>A study file that was read together with its search space, every default filled in. Immutable.</summary>
/// <param name="Study">What is to be done; name, directions and latency size are never null.</param>
/// <param name="SpaceFile">The search space's file.</param>
/// <param name="Source">The study's values with their places, settings of environment and command line included.</param>
/// <param name="Settings">Every setting with its origin, for <c>--dry-run</c>.</param>
/// <param name="Resolved">
/// The whole configuration as one object for the manifest: the keys of the study, <c>space</c> being the space's name, and <c>searchSpace</c>;
/// <see cref="StudyFile.FromResolved"/> reads it back. Do not change it.
/// </param>
/// <param name="ConfigHash">Lower-case hexadecimal SHA-256 of what determines the results, see <see cref="Configuration.ConfigHash"/>.</param>
public sealed record LoadedStudy(
    StudySpecification Study, LoadedSpace SpaceFile, JsonNodeAt Source, IReadOnlyList<ResolvedSetting> Settings, JsonObject Resolved, string ConfigHash)
{
    /// <summary>Where to search.</summary>
    public SearchSpaceOptions Space => SpaceFile.Options;

    /// <summary>Name of the search space.</summary>
    public string SpaceName => SpaceFile.Name;

    /// <summary>Creates the search space.</summary>
    /// <param name="classes">Number of classes of the data, ≥ 2.</param>
    /// <exception cref="UserErrorException">The options do not make a space together; every mistake with its place in the file.</exception>
    public SearchSpace CreateSpace(int classes) => SpaceFile.Create(classes);

    /// <summary>This study with options of its sampler that were completed after reading, e.g. with the architectures in files they name.</summary>
    public LoadedStudy With(SamplerOptions sampler) => With(Study with { Sampler = sampler });

    /// <summary>These settings with some of them changed, in the same space.</summary>
    public LoadedStudy With(StudySpecification study) => StudyFile.Resolve(study, SpaceFile, Source, OptionCatalog.Default);

    /// <summary>Mistakes that were found later and name only a key, such as <c>objectives[0].reference</c>, with the places of those keys.</summary>
    public UserErrorException Located(UserErrorException error) => new([.. KeyPlaces.Locate(error.Diagnostics, Source)]);
}
