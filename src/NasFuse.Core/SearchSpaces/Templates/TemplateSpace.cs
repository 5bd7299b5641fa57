using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>The space that <see cref="TemplateSpaceOptions"/> describe.</summary>
/// <remarks>
/// Choices: <c>template</c> when there are several, then those of the template under their own names. Only options that some assignment keeps all
/// constraints with are offered, so that whatever is answered ends well; a choice with one such option is not asked. Random sampling is exactly uniform
/// over the assignments that keep the constraints, of all templates together: each option is drawn in proportion to the assignments behind it. Where
/// several assignments give one architecture, it comes as often as they do.
/// </remarks>
public sealed class TemplateSpace : SearchSpace
{
    private const int DrawnForBound = 2000;

    private readonly ImmutableArray<CheckedTemplate> _templates;
    private readonly BigInteger _assignments;

    internal TemplateSpace(string name, ImmutableArray<CheckedTemplate> templates)
    {
        (Name, _templates) = (name, templates);
        _assignments = templates.Aggregate(BigInteger.Zero, (sum, item) => sum + item.Template.Completions.Total);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    /// <exception cref="UserErrorException">An assignment of a large template that was not tried when it was read gives no valid architecture.</exception>
    public override Architecture Build(IChooser chooser)
    {
        var (template, isKnownToBeValid) = chooser.Pick("template", _templates, item => item.Template.Name, ShareOf);
        var values = template.Choose(chooser);
        if (isKnownToBeValid) return template.Build(values, errors: null)!;
        var errors = new DiagnosticBag();
        if (template.Build(values, errors) is { } architecture) return architecture;
        throw new UserErrorException(
        [
            .. errors.Diagnostics.Select(mistake =>
                mistake with { Message = $"{mistake.Message} (with {template.Describe(values)}; a constraint can rule it out)" }),
        ]);
    }

    /// <inheritdoc/>
    /// <remarks>Of many assignments no more architectures than these and no fewer than different ones among 2,000 drawn.</remarks>
    public override SpaceCount Count()
    {
        var count = _assignments <= DistinctArchitectures.MostEnumerated
            ? SpaceCount.Exactly(DistinctArchitectures.In(this))
            : new SpaceCount(DistinctArchitectures.Among(this, DrawnForBound), _assignments);
        return count with { Parts = [new("assignments", _assignments)] };
    }

    private double ShareOf(CheckedTemplate item) => Math.Exp(BigInteger.Log(item.Template.Completions.Total) - BigInteger.Log(_assignments));
}
