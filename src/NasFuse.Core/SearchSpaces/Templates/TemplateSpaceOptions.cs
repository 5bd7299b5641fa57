using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>Architecture texts with slots: named choices fill the slots, switch lines on and off, and may be bound to each other by rules.</summary>
[SearchSpace("template", "architecture texts with slots, optional lines and rules between the choices that fill them")]
public sealed record TemplateSpaceOptions : SearchSpaceOptions
{
    /// <summary>The templates, 1..64; with several, which one is the first choice.</summary>
    [Required, Length(1, 64)] public ImmutableArray<TemplateOptions> Templates { get; init; } = [];

    /// <summary>What every assignment of every template must keep; every template has the choices that are named. Presets narrow a space by this key.</summary>
    [Length(0, 200)] public ImmutableArray<string> Constraints { get; init; } = [];

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new TemplateSpace(name, new TemplateSpaceReader(this, classes).Read(name));
}

/// <summary>One architecture text with slots.</summary>
public sealed record TemplateOptions
{
    /// <summary>Name among the templates.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>The choices in the order they are asked, at most 200; none for a text without slots.</summary>
    [Length(0, 200)] public ImmutableArray<TemplateChoiceOptions> Choices { get; init; } = [];

    /// <summary>The text in blocks of lines, 1..200.</summary>
    [Required, Length(1, 200)] public ImmutableArray<TemplateBlockOptions> Blocks { get; init; } = [];

    /// <summary>What every assignment must keep, e.g. <c>not (fusion == add and width == 16)</c>; the grammar is that of <c>when</c>.</summary>
    [Length(0, 200)] public ImmutableArray<string> Constraints { get; init; } = [];
}

/// <summary>One choice of a template.</summary>
public sealed record TemplateChoiceOptions
{
    /// <summary>Its name: what stands between the braces of a slot. A letter, then letters, digits, <c>_</c>, <c>-</c> or <c>/</c>.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>What can be chosen, 1..64 texts, put into slots as they are written.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>
    /// When it is asked, e.g. <c>depth == 2 and fusion in (add, concat)</c>; always when left out. Only earlier choices may be named. Comparisons are
    /// == != &lt; &lt;= &gt; &gt;= and <c>in (…)</c>, joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses; what is no plain word stands in
    /// 'quotes'. Every comparison with a choice that is not asked is false.
    /// </summary>
    public string? When { get; init; }
}

/// <summary>Lines of an architecture text that stand or fall together, or blocks that are written down once for each of several rounds.</summary>
public sealed record TemplateBlockOptions
{
    /// <summary>When the lines are there; always when left out. The grammar is that of a choice's <c>when</c>.</summary>
    public string? When { get; init; }

    /// <summary>The lines, at most 200; <c>{name}</c> is a slot, <c>{classes}</c> the number of classes of the data.</summary>
    [Length(0, 200)] public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>
    /// Instead of lines: rounds in which <see cref="Blocks"/> are written, each with values for the same names, <c>cell=1 before=stem width=16</c>. There
    /// <c>{cell}</c> stands for the value, in lines and conditions, and in <c>when</c> of this block. At most 200 rounds.
    /// </summary>
    [Length(0, 200)] public ImmutableArray<string> Repeat { get; init; } = [];

    /// <summary>What is repeated, one block after the other in each round; at most 200.</summary>
    [Length(0, 200)] public ImmutableArray<RepeatedBlockOptions> Blocks { get; init; } = [];
}

/// <summary>Lines that stand or fall together in one round.</summary>
public sealed record RepeatedBlockOptions
{
    /// <summary>When the lines are there; always when left out. The grammar is that of a choice's <c>when</c>.</summary>
    public string? When { get; init; }

    /// <summary>The lines, 1..200, with slots for choices and for values of the round.</summary>
    [Required, Length(1, 200)] public ImmutableArray<string> Lines { get; init; } = [];
}
