using System.Text.Json.Nodes;
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
/// <param name="Space">Where to search.</param>
/// <param name="SpaceName">Name of the search space.</param>
/// <param name="Settings">Every setting with its origin, for <c>--dry-run</c>.</param>
/// <param name="Resolved">The whole configuration as one object for the manifest: the keys of the study, <c>space</c> being the space's name, and <c>searchSpace</c>; <see cref="StudyFile.FromResolved"/> reads it back. Do not change it.</param>
/// <param name="ConfigHash">Lower-case hexadecimal SHA-256 of what determines the results, see <see cref="Configuration.ConfigHash"/>.</param>
public sealed record LoadedStudy(
    StudySpecification Study, SearchSpaceOptions Space, string SpaceName, IReadOnlyList<ResolvedSetting> Settings, JsonObject Resolved, string ConfigHash);
