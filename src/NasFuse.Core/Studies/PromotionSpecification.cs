using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>How often what stands on the front is evaluated while a study searches, see <see cref="FrontPromotion"/>.</summary>
public sealed record PromotionSpecification
{
    /// <summary>
    /// Evaluations, each with another seed, that a trial needs to stay on the front, 2..100. More of them make the front surer and leave fewer architectures for
    /// the same budget; on published tables with noise two cost nothing (results/benchmarks).
    /// </summary>
    [Range(2, 100)] public int Seeds { get; init; } = 2;
}
